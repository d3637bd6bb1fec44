"""The report for GitHub Actions: workflow commands, which become notes on the lines."""

from typing import Final

from openrouter_lsp.cli.looked_at import Item, LookedAt
from openrouter_lsp.reporting import Problem, Severity, printable

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "notice",
    Severity.HINT: "notice",
}


def github_report(looked_at: LookedAt) -> str:
    """Return a line for each problem, each with a newline at its end; nothing where there is none.

    Source: "Workflow commands for GitHub Actions" in GitHub's documentation.
    """
    return "".join(_line(item, p) for item in looked_at.items for p in item.problems)


def _line(item: Item, problem: Problem) -> str:
    start = item.source.lines.place(item.finding.span.start)
    end = item.source.lines.place(item.finding.span.end)
    properties = {
        "file": item.path,
        "line": start.line + 1,
        "endLine": end.line + 1,
        "col": start.column + 1,
        "endColumn": end.column + 1,
        "title": f"{problem.rule.title} ({problem.code})",
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[problem.severity]} {written}::{_escape(printable(problem.message))}\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(printable(text)).replace(":", "%3A").replace(",", "%2C")
