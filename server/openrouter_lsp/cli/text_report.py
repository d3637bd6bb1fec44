"""The report for people."""

from itertools import groupby

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from openrouter_lsp.cli.looked_at import Item, LookedAt
from openrouter_lsp.cli.palette import BLUE, COLOURS, GREEN, MARKS, RED, YELLOW
from openrouter_lsp.keys import KeyStatus
from openrouter_lsp.reporting import (
    dated_evidence,
    explain_status,
    facts_of,
    printable,
    why_ignored,
)


def print_report(looked_at: LookedAt, console: Console) -> None:
    """Print every finding below its file, then a line that sums up."""
    for path, items in groupby(looked_at.items, key=lambda item: item.path):
        console.print(Text(_shown(path), style="bold underline"))
        for item in items:
            _show(console, item, looked_at)
        console.print()
    console.print(_summary(looked_at))


def _show(console: Console, item: Item, looked_at: LookedAt) -> None:
    place = item.source.lines.place(item.finding.span.start)
    mark, style = _mark(item)
    head = Text.assemble(
        (f"  {mark} ", style),
        (f"{place.line + 1}:{place.column + 1}".ljust(7), "dim"),
        (f" {printable(item.finding.variable)} " if item.finding.variable else " "),
        (item.finding.masked, BLUE),
        "  ",
        ("ignored" if item.finding.ignored else str(item.status), style),
    )
    lines = [_words(f"{p.message}  {p.code}") for p in item.problems]
    for line, problem in zip(lines, item.problems, strict=True):
        line.stylize("dim", len(line) - len(problem.code))
    if item.finding.ignored is not None:
        lines.append(_words(why_ignored(item.finding.ignored)))
    elif not item.problems:
        lines.append(_words(explain_status(item.verdict, looked_at.now, item.unasked)))
    lines += [_words(step) for step in item.steps]
    facts = facts_of(item.verdict, looked_at.now)
    if facts:
        lines.append(_words(" · ".join(f"{name.lower()}: {words}" for name, words in facts)))
    lines += [
        _words(dated_evidence(evidence, looked_at.now), style="dim")
        for evidence in item.verdict.evidence
    ]
    # Wrapped for a reader's window, never for a pipe or a file.
    console.print(head, soft_wrap=True)
    if console.is_terminal:
        console.print(Padding(Group(*lines), (0, 2, 0, 12)))
    else:
        for line in lines:
            console.print(Text("            ") + line, soft_wrap=True)


def _shown(path: str) -> str:
    # At the beginning of a line, `::` would be a command to GitHub's runners.
    return printable(f"./{path}" if path.startswith("::") else path)


def _words(words: str, style: str = "") -> Text:
    # They may quote a variable's name, or what came over the network.
    return Text(printable(words), style=style)


def _mark(item: Item) -> tuple[str, str]:
    """Return a mark and its colour: of the worst problem, of health, or of nothing said."""
    if item.problems:
        kind = str(item.problems[0].severity)
    else:
        kind = "none" if item.status is KeyStatus.VALID else "hint"
    return MARKS[kind], f"bold {COLOURS[kind]}"


def _summary(looked_at: LookedAt) -> Text:
    files, keys = len(looked_at.sources), looked_at.key_count
    ignored = f", {looked_at.ignored_count} ignored" if looked_at.ignored_count else ""
    counted = f"{_count(files, 'file')}, {_count(keys, 'key')}{ignored}: "
    attention = sum(
        any(problem.severity.needs_attention for problem in item.problems)
        for item in looked_at.items
    )
    if attention:
        verb = "needs" if attention == 1 else "need"
        places = _count(attention, "place")
        return Text.assemble(counted, (f"{places} {verb} attention.", f"bold {RED}"))
    if any(item.status is KeyStatus.UNKNOWN for item in looked_at.items):
        return Text.assemble(counted, ("not all could be checked.", f"bold {YELLOW}"))
    if looked_at.unread:
        unread = f"{_count(looked_at.unread, 'file')} could not be read."
        return Text.assemble(counted, (unread, f"bold {YELLOW}"))
    if not looked_at.items:
        return Text.assemble(counted, "no OpenRouter key was found.")
    if looked_at.unasked:
        return Text.assemble(counted, "nothing wrong with their shapes; OpenRouter was not asked.")
    return Text.assemble(counted, ("nothing wrong.", f"bold {GREEN}"))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
