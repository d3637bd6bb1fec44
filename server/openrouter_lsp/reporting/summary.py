"""The state of all keys in a few words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from openrouter_lsp.keys import KeyStatus

_WORST_FIRST: Final = (
    KeyStatus.EXPIRED,
    KeyStatus.DISABLED,
    KeyStatus.REJECTED,
    KeyStatus.EXHAUSTED,
    KeyStatus.EXPIRING,
    KeyStatus.MALFORMED,
    KeyStatus.UNKNOWN,
    KeyStatus.CHECKING,
    KeyStatus.UNCHECKED,
    KeyStatus.VALID,
    KeyStatus.PLACEHOLDER,
)
_ERRORS: Final = _WORST_FIRST[:3]
_WARNINGS: Final = _WORST_FIRST[3:6]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a status bar shows.

    Attributes:
        status: the worst status; None where there are no keys.
        severity: `error`, `warning`, `information` or `none`.
        lines: a few words for each status, worst first: `1 key expired`.
        others: how many more keys need attention, beside those of the worst status.
    """

    status: KeyStatus | None
    severity: str
    lines: tuple[str, ...] = ()
    others: int = 0

    @property
    def text(self) -> str:
        """The worst status in a few words, `1 key expired, 2 more`; empty without keys."""
        if not self.lines:
            return ""
        return f"{self.lines[0]}, {self.others} more" if self.others else self.lines[0]

    @property
    def tooltip(self) -> str:
        """All of it, in Markdown."""
        return "\n".join(["**OpenRouter keys**", "", *(f"- {line}" for line in self.lines)])


def summarize(statuses: Iterable[KeyStatus]) -> Summary:
    """Sum up the statuses, one for each key (not for each place)."""
    counts = Counter(statuses)
    present = [status for status in _WORST_FIRST if counts[status]]
    if not present:
        return Summary(None, "none")
    lines = tuple(_count(counts[status], status) for status in present)
    others = sum(counts[status] for status in present[1:] if status in (*_ERRORS, *_WARNINGS))
    return Summary(present[0], _severity(present[0]), lines, others)


def _severity(status: KeyStatus) -> str:
    if status in _ERRORS:
        return "error"
    if status in _WARNINGS:
        return "warning"
    return "information" if status is KeyStatus.UNKNOWN else "none"


def _count(count: int, status: KeyStatus) -> str:
    keys = "key" if count == 1 else "keys"
    words = {
        KeyStatus.UNKNOWN: "could not be checked",
        KeyStatus.CHECKING: "being checked",
        KeyStatus.UNCHECKED: "not checked",
        KeyStatus.PLACEHOLDER: "still a placeholder" if count == 1 else "still placeholders",
        KeyStatus.EXPIRING: "expiring soon",
    }.get(status, str(status))
    return f"{count} {keys} {words}"
