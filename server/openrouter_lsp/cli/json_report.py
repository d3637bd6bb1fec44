"""The report for programs. Its form is a contract; see README.md."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from openrouter_lsp.cli.looked_at import Item, LookedAt
from openrouter_lsp.reporting import evidence_sentence, shape_sentence

_NOT_UTF8: Final = re.compile("[\ud800-\udfff]")
"""How Python holds the bytes of a name that are no character; no JSON may have them."""


def json_report(looked_at: LookedAt) -> str:
    """Return the report as JSON, with a newline at its end."""
    report = {
        "version": 1,
        "findings": [_finding(item, looked_at.now) for item in looked_at.items],
        "summary": {
            "files": len(looked_at.sources),
            "findings": len(looked_at.items),
            "keys": looked_at.key_count,
            "problems": looked_at.problem_count,
            "ignored": looked_at.ignored_count,
        },
    }
    return json.dumps(report, indent=2) + "\n"


def _finding(item: Item, now: datetime) -> dict[str, Any]:
    finding = item.finding
    start = item.source.lines.place(finding.span.start)
    end = item.source.lines.place(finding.span.end)
    return {
        "path": _NOT_UTF8.sub("\N{REPLACEMENT CHARACTER}", item.path),
        "line": start.line + 1,
        "column": start.column + 1,
        "end_line": end.line + 1,
        "end_column": end.column + 1,
        "variable": finding.variable,
        "key": finding.masked,
        "fingerprint": finding.key.fingerprint if finding.key else None,
        "status": item.status,
        "ignored": finding.ignored,
        "problems": [
            {"code": problem.code, "severity": problem.severity, "message": problem.message}
            for problem in item.problems
        ],
        "next": list(item.steps),
        "evidence": _evidence(item, now),
        "details": {
            name: _moment(value) if isinstance(value, datetime) else value
            for name, value in asdict(item.verdict.details).items()
        },
    }


def _evidence(item: Item, now: datetime) -> list[dict[str, str]]:
    if item.finding.flaw is not None:
        return [{"source": "shape", "at": _moment(now), "text": shape_sentence(item.finding)}]
    return [
        {
            "source": evidence.source,
            "at": _moment(evidence.at),
            "text": evidence_sentence(evidence),
            # Where another address than OpenRouter's own was asked.
            **({"address": evidence.address} if evidence.address else {}),
        }
        for evidence in item.verdict.evidence
    ]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
