"""The state of all keys in a few words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from openrouter_lsp.keys import KeyStatus

WORST_FIRST: Final = (
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
_ERRORS: Final = WORST_FIRST[:3]
_WARNINGS: Final = WORST_FIRST[3:6]
_SEVERITIES: Final = ("error", "warning", "information", "none")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a status bar shows.

    Attributes:
        status: the worst status; None where there are no keys.
        severity: `error`, `warning`, `information` or `none`.
        lines: a few words for each status, worst first: `1 key expired`.
        others: how many more keys need attention, beside those of the worst status.
        ignored: how many are ignored; they count for nothing else.
    """

    status: KeyStatus | None
    severity: str
    lines: tuple[str, ...] = ()
    others: int = 0
    ignored: int = 0

    @property
    def text(self) -> str:
        """The worst status in a few words, `1 key expired, 2 more`; empty without keys."""
        if not self.lines:
            return ""
        return f"{self.lines[0]}, {self.others} more" if self.others else self.lines[0]

    @property
    def tooltip(self) -> str:
        """All of it, in Markdown."""
        lines = [*self.lines, *([f"{self.ignored} ignored"] if self.ignored else [])]
        return "\n".join(["**OpenRouter keys**", "", *(f"- {line}" for line in lines)])


def summarize(statuses: Iterable[KeyStatus], *, misplaced: int = 0, ignored: int = 0) -> Summary:
    """Sum up the statuses, one for each key (not for each place).

    Args:
        statuses: of the keys.
        misplaced: how many of the valid ones are management keys where a model key belongs.
        ignored: how many are ignored, beside these.
    """
    counts = Counter(statuses)
    counts[KeyStatus.VALID] -= misplaced
    groups = [
        (status, severity_of(status), counts[status], _count(counts[status], status))
        for status in WORST_FIRST
        if counts[status] > 0
    ]
    if misplaced:
        keys = "key where a model key belongs" if misplaced == 1 else "keys where model keys belong"
        words = f"{misplaced} management {keys}"
        groups.append((KeyStatus.VALID, "warning", misplaced, words))
        # Behind the other warnings: where several are as bad, they stay as they are.
        groups.sort(key=lambda group: _SEVERITIES.index(group[1]))
    if not groups:
        return Summary(None, "none", ignored=ignored)
    status, severity, _, _ = groups[0]
    others = sum(count for _, grade, count, _ in groups[1:] if grade in ("error", "warning"))
    return Summary(status, severity, tuple(words for *_, words in groups), others, ignored)


def severity_of(status: KeyStatus) -> str:
    """Return how bad a status is: `error`, `warning`, `information` or `none`."""
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
