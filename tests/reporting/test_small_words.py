"""Times, money, evidence, shapes and sums in words."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from openrouter_lsp.keys import (
    Evidence,
    EvidenceSource,
    Fact,
    Fault,
    KeyDetails,
    KeyStatus,
    Verdict,
)
from openrouter_lsp.reporting import (
    RULES,
    Rule,
    dated_evidence,
    evidence_sentence,
    facts_of,
    key_page,
    page_of,
    problems_of,
    shape_sentence,
    summarize,
)
from openrouter_lsp.reporting.money_words import dollars
from openrouter_lsp.reporting.shape_words import shape_next_step
from openrouter_lsp.reporting.time_words import date_words, relative_words
from openrouter_lsp.scanning import Finding, Malformed, Placeholder, Span
from tests.reporting.given import IN_ENV, NOW, accepted, failed, found, new_key, refused, silent


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (0.9, "just now"),
        (-0.9, "just now"),
        (1, "in 1 s"),
        (-1.9, "1 s ago"),
        (60, "in 60 s"),
        (119, "in 119 s"),
        (120, "in 2 min"),
        (-179, "2 min ago"),
        (7199, "in 119 min"),
        (7200, "in 2 hours"),
        (47 * 3600, "in 47 hours"),
        (48 * 3600 - 1, "in 47 hours"),
        (48 * 3600, "in 2 days"),
        (-12.9 * 86400, "12 days ago"),
        (1000 * 86400, "in 1000 days"),
    ],
)
def test_stretches_of_time(seconds: float, words: str) -> None:
    assert relative_words(NOW + timedelta(seconds=seconds), NOW) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "23 Nov 2026, 10:00 UTC"),
        (datetime(2027, 1, 1, 0, 0, 59, tzinfo=UTC), "1 Jan 2027, 00:00 UTC"),
        (datetime(2027, 5, 31, 23, 59, tzinfo=UTC), "31 May 2027, 23:59 UTC"),
        (datetime(2026, 12, 31, 20, tzinfo=timezone(timedelta(hours=-5))), "1 Jan 2027, 01:00 UTC"),
    ],
)
def test_dates(moment: datetime, words: str) -> None:
    assert date_words(moment) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "$0.00"),
        (-0.0, "$0.00"),
        (0.0001, "less than $0.01"),
        (-0.0001, "less than $0.01"),
        (0.01, "$0.01"),
        (1, "$1.00"),
        (74.5, "$74.50"),
        (1234567.891, "$1,234,567.89"),
        (-2.5, "-$2.50"),
    ],
)
def test_money(amount: float, words: str) -> None:
    assert dollars(amount) == words


# Evidence


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (refused(401, "User not found."), "401 “User not found.”"),
        (refused(401, ""), "401 without a message"),
        (refused(401, None), "401 without a message"),
        (Evidence(EvidenceSource.OPENROUTER, NOW, Fact.REFUSED, "x"), "an error “x”"),
        (silent("HTTP 200, text/html"), "no answer (HTTP 200, text/html)"),
        (silent(None), "no answer"),
        (
            Evidence(EvidenceSource.OPENROUTER, NOW, Fact.ACCEPTED, code=200),
            "the key is accepted (200)",
        ),
        (
            Evidence(EvidenceSource.RECORD, NOW, Fact.EXPIRES_AT, moment=NOW),
            "the key's time ends on 23 Nov 2026, 10:00 UTC",
        ),
        (
            Evidence(EvidenceSource.OPENROUTER, NOW, Fact.EXPIRES_AT),
            "the key's time ends, at a moment that could not be read",
        ),
    ],
)
def test_evidence(evidence: Evidence, words: str) -> None:
    assert evidence_sentence(evidence) == words


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (EvidenceSource.OPENROUTER, "OpenRouter"),
        (EvidenceSource.MEMORY, "Remembered"),
        (EvidenceSource.RECORD, "The key's record"),
        (EvidenceSource.SHAPE, "Its shape"),
    ],
)
def test_evidence_is_dated(source: EvidenceSource, name: str) -> None:
    evidence = Evidence(source, NOW - timedelta(hours=3), Fact.REFUSED, "No", 401)
    assert dated_evidence(evidence, NOW) == f"{name}, 3 hours ago: 401 “No”"


# Facts


def facts(**details: Any) -> dict[str, str]:
    return dict(facts_of(Verdict(KeyStatus.VALID, KeyDetails(**details)), NOW))


def test_the_facts_of_a_key() -> None:
    assert facts(
        limit=100.0,
        limit_remaining=74.5,
        limit_reset="monthly",
        usage=125.5,
        usage_monthly=25.5,
        expires_at=NOW + timedelta(days=12),
        is_management_key=True,
    ) == {
        "Left": "$74.50 of $100.00, resets monthly",
        "Spent": "$125.50, this month $25.50",
        "Expires": "in 12 days, 5 Dec 2026, 10:00 UTC",
        "Kind": "management key: administers keys, cannot run models",
    }


@pytest.mark.parametrize(
    ("details", "left"),
    [
        ({}, "no limit on the key"),
        ({"limit": 5.0}, "not told"),
        ({"limit_remaining": 5.0}, "$5.00"),
        ({"limit": 5.0, "limit_remaining": 0.0}, "$0.00 of $5.00"),
        ({"limit": 5.0, "limit_remaining": -0.5}, "$0.00 of $5.00"),
        ({"limit": 5.0, "limit_remaining": 0.001}, "less than $0.01 of $5.00"),
    ],
)
def test_what_is_left(details: dict[str, float], left: str) -> None:
    assert facts(usage=0.0, **details)["Left"] == left


def test_what_was_not_told_is_not_shown() -> None:
    assert facts(label="x") == {"Left": "no limit on the key", "Expires": "never"}
    assert facts(usage=1.0)["Spent"] == "$1.00"


def test_an_expiry_that_could_not_be_read_is_not_called_never() -> None:
    ends = Evidence(EvidenceSource.OPENROUTER, NOW, Fact.EXPIRES_AT)
    verdict = Verdict(KeyStatus.VALID, KeyDetails(usage=0.0), (ends,), NOW)
    assert ("Expires", "at a moment that could not be read") in facts_of(verdict, NOW)


def test_of_a_refused_key_only_its_expiry_is_known() -> None:
    assert facts(expires_at=NOW - timedelta(days=3)) == {
        "Expires": "3 days ago, 20 Nov 2026, 10:00 UTC"
    }


def test_no_facts_of_a_key_that_was_never_described() -> None:
    assert facts_of(failed(Fault.OFFLINE), NOW) == []


# Shapes


def flawed(flaw: Malformed | Placeholder, digits: int | None = None) -> Finding:
    return Finding(Span(0, 9), "sk-or-v1-...", None, flaw, digits)


SHAPES = [
    (flawed(Malformed.TOO_SHORT, 63), "Not quite an OpenRouter key: it has 63 of 64 digits."),
    (
        flawed(Malformed.TOO_LONG, 65),
        "Not quite an OpenRouter key: it has 65 digits instead of 64.",
    ),
    (flawed(Malformed.TOO_LONG), "Not quite an OpenRouter key: its length is wrong."),
    (
        flawed(Malformed.NOT_HEX, 64),
        (
            "Not quite an OpenRouter key: some of its characters are not hexadecimal digits"
            " (0-9, a-f)."
        ),
    ),
    (flawed(Malformed.CAPITALS, 64), "Not quite an OpenRouter key: a key has no capital letters."),
    (
        flawed(Malformed.OTHER_SERVICE),
        "Not quite an OpenRouter key: it looks like another service's key.",
    ),
    (flawed(Placeholder.ZEROS), "No key yet: one digit repeated is a placeholder."),
    (flawed(Placeholder.WORDS), "No key yet: this is a placeholder."),
    (
        flawed(Placeholder.DOCUMENTATION),
        "No key yet: this is an example from OpenRouter's documentation.",
    ),
]


@pytest.mark.parametrize(("finding", "words"), SHAPES)
def test_shapes(finding: Finding, words: str) -> None:
    assert shape_sentence(finding) == words


@pytest.mark.parametrize("flaw", [*Malformed, *Placeholder])
def test_every_flaw_has_words_and_a_next_step(flaw: Malformed | Placeholder) -> None:
    finding = flawed(flaw, 12)
    (problem,) = problems_of(finding, Verdict(KeyStatus.UNCHECKED), IN_ENV, NOW)
    is_placeholder = isinstance(flaw, Placeholder)
    assert problem.code == ("key-placeholder" if is_placeholder else "key-malformed")
    assert problem.message == f"{shape_sentence(finding)} {shape_next_step(finding)}"
    assert "https://openrouter.ai/settings/keys" in problem.message
    ensure_sentences(problem.message)


def test_a_key_has_no_flaw_to_speak_of() -> None:
    with pytest.raises(ValueError, match="no flaw"):
        shape_sentence(found())


def ensure_sentences(words: str) -> None:
    """Whole sentences, with one blank between them."""
    assert re.fullmatch(r"[A-Z].*\.", words)
    assert "  " not in words
    assert ".." not in words.replace("...", "")
    assert "None" not in words


# Sums


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


# Pages


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: Rule) -> None:
    assert page_of(rule.code).startswith("file:///")
    assert page_of(rule.code).endswith(f"/pages/{rule.code}.md")


@pytest.mark.parametrize("code", ["", "no-such-rule", "../pages/key-expired", "/etc/passwd", "."])
def test_no_other_page(code: str) -> None:
    with pytest.raises(ValueError, match="no page"):
        page_of(code)


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES)


def test_the_page_of_a_key_is_addressed_by_its_fingerprint() -> None:
    key = new_key()
    assert key_page(key.fingerprint) == f"https://openrouter.ai/keys/{key.fingerprint}"
