"""The report for code scanners: SARIF 2.1.0, as OASIS specifies it."""

import json
import os
from typing import Any, Final
from urllib.parse import quote

from openrouter_lsp import __version__
from openrouter_lsp.cli.looked_at import Item, LookedAt
from openrouter_lsp.reporting import RULES, Problem, Rule, Severity

_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}


def sarif_report(looked_at: LookedAt) -> str:
    """Return the report as SARIF, with a newline at its end."""
    report = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "openrouter-lsp",
                        "version": __version__,
                        "rules": [_rule(rule) for rule in RULES],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(item, problem) for item in looked_at.items for problem in item.problems
                ],
            }
        ],
    }
    return json.dumps(report, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(item: Item, problem: Problem) -> dict[str, Any]:
    start = item.source.lines.place(item.finding.span.start)
    end = item.source.lines.place(item.finding.span.end)
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": RULES.index(problem.rule),
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _address(item)},
                    "region": {
                        "startLine": start.line + 1,
                        "startColumn": start.column + 1,
                        "endLine": end.line + 1,
                        "endColumn": end.column + 1,
                    },
                }
            }
        ],
    }
    if item.finding.key is not None:
        # So that a scanner knows a key again that has moved to another line.
        result["partialFingerprints"] = {"key/v1": str(item.finding.key.fingerprint)}
    return result


def _address(item: Item) -> str:
    """Return a relative reference for a path below this folder, else the file's own address."""
    is_elsewhere = item.path.startswith("/") or ":" in item.path
    # By its bytes, since a file's name need not be UTF-8.
    return item.source.uri if is_elsewhere else quote(os.fsencode(item.path))
