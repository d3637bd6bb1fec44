"""Many keys summed up, the worst first."""

import pytest

from openrouter_lsp.keys import (
    KeyStatus,
    Verdict,
)
from openrouter_lsp.reporting import (
    problems_of,
    summarize,
)
from openrouter_lsp.scanning import Malformed
from tests.reporting.given import IN_ENV, NOW, accepted, flawed, found


@pytest.mark.parametrize(
    ("statuses", "severity", "lines"),
    [
        ([], "none", ()),
        ([KeyStatus.VALID], "none", ("1 key valid",)),
        (
            [KeyStatus.VALID, KeyStatus.EXPIRED, KeyStatus.VALID],
            "error",
            ("1 key expired", "2 keys valid"),
        ),
        ([KeyStatus.REJECTED, KeyStatus.DISABLED], "error", ("1 key disabled", "1 key rejected")),
        ([KeyStatus.EXPIRING] * 2, "warning", ("2 keys expiring soon",)),
        (
            [KeyStatus.UNKNOWN, KeyStatus.MALFORMED],
            "warning",
            ("1 key malformed", "1 key could not be checked"),
        ),
        ([KeyStatus.UNKNOWN], "information", ("1 key could not be checked",)),
        ([KeyStatus.CHECKING], "none", ("1 key being checked",)),
        ([KeyStatus.UNCHECKED], "none", ("1 key not checked",)),
        ([KeyStatus.PLACEHOLDER], "none", ("1 key still a placeholder",)),
        ([KeyStatus.PLACEHOLDER] * 3, "none", ("3 keys still placeholders",)),
    ],
)
def test_sums(statuses: list[KeyStatus], severity: str, lines: tuple[str, ...]) -> None:
    summary = summarize(statuses)
    assert (summary.severity, summary.lines) == (severity, lines)
    assert summary.text.partition(",")[0] == (lines[0] if lines else "")
    assert (summary.status is None) == (not lines)


@pytest.mark.parametrize(
    ("statuses", "text"),
    [
        ([], ""),
        ([KeyStatus.EXPIRED, KeyStatus.VALID, KeyStatus.UNKNOWN], "1 key expired"),
        ([KeyStatus.EXPIRED, KeyStatus.EXPIRING, KeyStatus.MALFORMED], "1 key expired, 2 more"),
        ([KeyStatus.EXPIRED, KeyStatus.EXPIRED, KeyStatus.REJECTED], "2 keys expired, 1 more"),
        ([KeyStatus.UNKNOWN, KeyStatus.VALID], "1 key could not be checked"),
    ],
)
def test_the_worst_in_a_few_words(statuses: list[KeyStatus], text: str) -> None:
    assert summarize(statuses).text == text


@pytest.mark.parametrize(
    ("statuses", "misplaced", "severity", "text", "lines"),
    [
        (["valid"], 1, "warning", "1 management key where a model key belongs", 1),
        (["valid"] * 3, 2, "warning", "2 management keys where model keys belong", 2),
        (["expired", "valid"], 1, "error", "1 key expired, 1 more", 2),
        (["unknown", "valid"], 1, "warning", "1 management key where a model key belongs", 2),
    ],
)
def test_a_management_key_where_a_model_key_belongs_is_not_called_valid(
    statuses: list[str], misplaced: int, severity: str, text: str, lines: int
) -> None:
    summary = summarize([KeyStatus(status) for status in statuses], misplaced=misplaced)
    assert (summary.severity, summary.text, len(summary.lines)) == (severity, text, lines)


def test_the_tooltip_tells_all() -> None:
    tooltip = summarize([KeyStatus.VALID, KeyStatus.EXPIRED]).tooltip
    assert tooltip == "**OpenRouter keys**\n\n- 1 key expired\n- 1 key valid"


@pytest.mark.parametrize("status", KeyStatus)
def test_every_status_has_a_place_in_the_sum(status: KeyStatus) -> None:
    assert summarize([status]).status is status


@pytest.mark.parametrize("status", [s for s in KeyStatus if s is not KeyStatus.PLACEHOLDER])
def test_the_sum_is_as_bad_as_the_problem(status: KeyStatus) -> None:
    """The status bar must not warn where the editor is silent, or be silent where it warns."""
    if status is KeyStatus.MALFORMED:
        finding, verdict = flawed(Malformed.CAPITALS), Verdict(KeyStatus.UNCHECKED)
    else:
        finding, verdict = found(), accepted(status, expires_at=NOW, limit_remaining=0.0)
    problems = problems_of(finding, verdict, IN_ENV, NOW)
    worst = problems[0].severity if problems else "none"
    assert summarize([status]).severity == worst
