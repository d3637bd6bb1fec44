"""All that can be said of a key, in a table."""

from datetime import UTC, datetime
from typing import Final

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openrouter_lsp.cli.palette import COLOURS, GREY, MARKS, SQUIGGLES
from openrouter_lsp.keys import KeyStatus, Verdict
from openrouter_lsp.reporting import RULES, Rule, explain_status

_ORDER: Final = (
    KeyStatus.VALID,
    KeyStatus.EXPIRED,
    KeyStatus.DISABLED,
    KeyStatus.REJECTED,
    KeyStatus.EXPIRING,
    KeyStatus.EXHAUSTED,
    KeyStatus.MALFORMED,
    KeyStatus.UNKNOWN,
    KeyStatus.PLACEHOLDER,
    KeyStatus.CHECKING,
    KeyStatus.UNCHECKED,
)


def draw_legend() -> RenderableType:
    """Draw every state of a key with its mark, and every rule beside the states."""
    table = Table(box=box.SIMPLE_HEAD, border_style=GREY, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("", "State", "In the editor"):
        table.add_column(name, no_wrap=True)
    table.add_column("What it says")
    beside = list(RULES)
    for status in _ORDER:
        rule = _rule_of(status)
        if rule is None:
            severity = "none" if status is KeyStatus.VALID else "hint"
            sentence = explain_status(Verdict(status), datetime.now(UTC))
        else:
            severity, sentence = str(rule.severity), f"{rule.title}."
            beside.remove(rule)
        table.add_row(*_cells(str(status), severity, rule), sentence)
    table.add_section()
    table.add_row("", Text("beside any", style=GREY))
    for rule in beside:
        table.add_row(*_cells("", str(rule.severity), rule), f"{rule.title}.")
    return Padding(table, (0, 1))


def _rule_of(status: KeyStatus) -> Rule | None:
    code = "check-failed" if status is KeyStatus.UNKNOWN else f"key-{status}"
    return next((rule for rule in RULES if rule.code == code), None)


def _cells(name: str, severity: str, rule: Rule | None) -> tuple[Text, Text, Text]:
    style = f"bold {COLOURS[severity]}"
    shown = Text()
    if rule is not None:
        shown.append(SQUIGGLES[severity] * 3, style=COLOURS[severity]).append(f" {rule.code}")
    return Text(MARKS[severity], style=style), Text(name, style=style), shown
