"""What is said of a key in every state, and what to do about it."""

import itertools
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from openrouter_lsp.keys import Evidence, EvidenceSource, Fact, Fault, KeyStatus, Verdict
from openrouter_lsp.reporting import (
    RULES,
    Problem,
    Severity,
    Surroundings,
    Unasked,
    explain_status,
    explain_unasked,
    next_step,
    problems_of,
    status_of,
)
from openrouter_lsp.reporting.status_words import fault_words
from openrouter_lsp.scanning import Context, Finding, Malformed, Placeholder, Span
from tests.reporting.given import (
    ASKED,
    IN_ENV,
    NOW,
    accepted,
    failed,
    found,
    refused,
    rejected,
    silent,
)

KEYS_PAGE = "https://openrouter.ai/settings/keys"
SENTENCES = re.compile(r"[A-Z].*[.”)]")


def verdicts() -> list[Verdict]:
    """A verdict for each status that a key can have, in each form that has its own words."""
    told = {"limit": 10.0, "limit_remaining": 0.0, "limit_reset": "monthly"}
    said_expired = (refused(401, "API key expired."),)
    said_empty = (refused(402, "Insufficient credits"),)
    return [
        accepted(),
        accepted(KeyStatus.EXPIRING, expires_at=NOW + timedelta(days=2)),
        accepted(KeyStatus.EXPIRING, expires_at=NOW - timedelta(days=2)),
        accepted(KeyStatus.EXHAUSTED, **told),
        accepted(KeyStatus.EXHAUSTED, limit_remaining=0.0),
        Verdict(KeyStatus.EXHAUSTED, evidence=said_empty, checked_at=ASKED),
        accepted(KeyStatus.EXPIRED, expires_at=NOW - timedelta(minutes=1)),
        Verdict(KeyStatus.EXPIRED, evidence=said_expired, checked_at=ASKED),
        Verdict(KeyStatus.DISABLED),
        rejected(),
        Verdict(KeyStatus.UNCHECKED),
        Verdict(KeyStatus.CHECKING),
    ]


def words(verdict: Verdict) -> str:
    return explain_status(verdict, NOW)


# Each state


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (accepted(), "OpenRouter accepts this key."),
        (
            replace(accepted(), fault=Fault.OFFLINE),
            "OpenRouter accepted this key when it last answered.",
        ),
        (Verdict(KeyStatus.UNCHECKED), "OpenRouter has not been asked about this key yet."),
        (Verdict(KeyStatus.CHECKING), "OpenRouter is being asked about this key."),
        (Verdict(KeyStatus.DISABLED), "This key is switched off, says its record at OpenRouter."),
        (
            failed(Fault.TIMEOUT),
            (
                "This key could not be checked. OpenRouter did not answer in time. Check the key"
                " again in a moment."
            ),
        ),
    ],
)
def test_plain_states(verdict: Verdict, expected: str) -> None:
    assert words(verdict) == expected


def test_expired_with_the_day() -> None:
    assert words(accepted(KeyStatus.EXPIRED, expires_at=NOW - timedelta(days=3))) == (
        "This key expired on 20 Nov 2026, 10:00 UTC (3 days ago). Programs that use it get a 401,"
        " often with the misleading message “User not found.”; no account is missing."
    )


def test_expired_without_a_day() -> None:
    verdict = Verdict(
        KeyStatus.EXPIRED, evidence=(refused(401, "API key expired."),), checked_at=ASKED
    )
    assert words(verdict).startswith("This key has expired. Programs that use it get a 401,")


def test_expired_by_openrouters_clock_while_this_one_is_behind() -> None:
    verdict = accepted(KeyStatus.EXPIRED, expires_at=NOW + timedelta(hours=1))
    assert words(verdict).startswith("This key expired on 23 Nov 2026, 11:00 UTC. Programs")


def test_expiring() -> None:
    assert words(accepted(KeyStatus.EXPIRING, expires_at=NOW + timedelta(hours=47))) == (
        "This key expires in 47 hours, on 25 Nov 2026, 09:00 UTC. From then on programs get a 401,"
        " often misleadingly worded “User not found.”, with no account missing."
    )


def test_past_its_time_and_accepted_all_the_same() -> None:
    assert words(accepted(KeyStatus.EXPIRING, expires_at=NOW - timedelta(days=1))) == (
        "The expiry of this key, 22 Nov 2026, 10:00 UTC, has passed, though OpenRouter still"
        " accepted it when last asked."
    )


@pytest.mark.parametrize(
    ("quote", "code", "expected"),
    [
        ("User not found.", 401, "it answers 401 “User not found.” The key"),
        ("Invalid API key", 401, "it answers 401 “Invalid API key”. The key"),
        ("Who are you?", 401, "it answers 401 “Who are you?” The key"),
        ("", 401, "it answers 401 without a message. The key"),
    ],
)
def test_rejected_quotes_openrouter(quote: str, code: int, expected: str) -> None:
    told = words(rejected(quote, code))
    assert told == (
        f"OpenRouter does not accept this key: {expected} may have expired, have been deleted or"
        " disabled, or be mistyped; the reply does not tell which."
    )
    assert "expired," in told
    assert "has expired" not in told


def test_a_later_refusal_that_tells_nothing_is_not_quoted_as_the_reason() -> None:
    earlier = rejected()
    busy = refused(429, "Rate limit exceeded", at=ASKED)
    verdict = replace(earlier, evidence=(busy, *earlier.evidence), fault=Fault.RATE_LIMITED)
    assert "401 “User not found.”" in words(verdict)
    assert "429" not in words(verdict)


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (
            accepted(KeyStatus.EXHAUSTED, limit=10.0, limit_remaining=0.0, limit_reset="daily"),
            "Nothing is left of this key's limit of $10.00; it resets daily.",
        ),
        (
            accepted(KeyStatus.EXHAUSTED, limit=1000.0, limit_remaining=-1.0),
            "Nothing is left of this key's limit of $1,000.00.",
        ),
        (
            accepted(KeyStatus.EXHAUSTED, limit_remaining=0.0),
            "Nothing is left of this key's limit.",
        ),
        (
            Verdict(
                KeyStatus.EXHAUSTED,
                evidence=(refused(402, "Insufficient credits."),),
                checked_at=ASKED,
            ),
            "OpenRouter knows this key, but answers 402 “Insufficient credits.”",
        ),
    ],
)
def test_exhausted(verdict: Verdict, expected: str) -> None:
    assert words(verdict) == expected
    silenced = (refused(429, "Rate limit exceeded", at=NOW), *verdict.evidence)
    assert words(replace(verdict, evidence=silenced, fault=Fault.RATE_LIMITED)) == expected


# Every state, every fault


@pytest.mark.parametrize(
    ("verdict", "fault"),
    list(itertools.product(verdicts(), [None, *Fault])),
    ids=lambda value: str(getattr(value, "status", value)),
)
def test_whatever_is_wrong_has_words_and_a_next_step(verdict: Verdict, fault: Fault | None) -> None:
    if fault is not None:
        verdict = replace(verdict, fault=fault, evidence=(silent(), *verdict.evidence))
    ensure_fit(verdict)


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_words_and_a_next_step(fault: Fault) -> None:
    told = words(failed(fault))
    assert told == f"This key could not be checked. {fault_words(failed(fault))}"
    assert re.search(r"\b([Cc]heck|Look|[Ss]ee|add)\b", told)
    ensure_fit(failed(fault))


def ensure_fit(verdict: Verdict) -> None:
    told = words(verdict)
    assert SENTENCES.fullmatch(told)
    assert "None" not in told
    assert ".”." not in told
    problems = problems_of(found(), verdict, IN_ENV, NOW)
    fine = (KeyStatus.VALID, KeyStatus.UNCHECKED, KeyStatus.CHECKING)
    assert bool(problems) == (verdict.status not in fine)
    for problem in problems:
        assert problem.message.startswith(told)
        assert SENTENCES.fullmatch(problem.message)
    step = next_step(verdict.status)
    if verdict.status not in (*fine, KeyStatus.UNKNOWN):
        assert step is not None
        assert problems[0].message == f"{told} {step}"
        assert KEYS_PAGE in step


def test_a_word_against_a_key_is_said_only_of_those_states() -> None:
    """Nothing that could not be checked sounds as if the key were bad."""
    for fault in Fault:
        told = words(failed(fault)).lower()
        for bad in ("expired", "deleted", "disabled", "mistyped", "rejected", "invalid", "new key"):
            assert bad not in told
        (problem,) = problems_of(found(), failed(fault), IN_ENV, NOW)
        assert (problem.code, problem.severity) == ("check-failed", Severity.INFORMATION)


def test_only_an_expired_key_is_said_to_have_expired() -> None:
    for verdict in verdicts():
        says_so = bool(re.search(r"has expired|expired on", words(verdict)))
        assert says_so == (verdict.status is KeyStatus.EXPIRED)


# Why nobody asked


@pytest.mark.parametrize("unasked", Unasked)
def test_why_openrouter_was_not_asked(unasked: Unasked) -> None:
    told = explain_status(Verdict(KeyStatus.UNCHECKED), NOW, unasked)
    assert told == explain_unasked(unasked)
    assert SENTENCES.fullmatch(told)


def test_a_key_that_was_checked_elsewhere_is_told_as_it_is() -> None:
    assert explain_status(accepted(), NOW, Unasked.MENTION) == "OpenRouter accepts this key."


# Problems


def check(
    verdict: Verdict,
    *,
    variable: str | None = "OPENROUTER_API_KEY",
    surroundings: Surroundings = IN_ENV,
) -> list[str]:
    problems = problems_of(found(variable=variable), verdict, surroundings, NOW)
    return [f"{problem.severity} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (KeyStatus.VALID, []),
        (KeyStatus.UNCHECKED, []),
        (KeyStatus.CHECKING, []),
        (KeyStatus.EXPIRED, ["error key-expired"]),
        (KeyStatus.DISABLED, ["error key-disabled"]),
        (KeyStatus.REJECTED, ["error key-rejected"]),
        (KeyStatus.EXPIRING, ["warning key-expiring"]),
        (KeyStatus.EXHAUSTED, ["warning key-exhausted"]),
        (KeyStatus.UNKNOWN, ["information check-failed"]),
    ],
)
def test_the_problem_of_each_status(status: KeyStatus, expected: list[str]) -> None:
    assert check(accepted(status, expires_at=NOW)) == expected


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("OPENROUTER_API_KEY", ["warning management-key"]),
        (None, ["warning management-key"]),
        ("OPENROUTER_MANAGEMENT_KEY", []),
        ("openrouter_provisioning_key", []),
    ],
)
def test_a_management_key_in_place_of_a_model_key(variable: str, expected: list[str]) -> None:
    assert check(accepted(is_management_key=True), variable=variable) == expected
    assert check(accepted(is_management_key=False), variable=variable) == []
    assert check(accepted(is_management_key=None), variable=variable) == []


@pytest.mark.parametrize(
    "variable",
    [
        "VITE_OPENROUTER_API_KEY",
        "NEXT_PUBLIC_KEY",
        "REACT_APP_OPENROUTER_KEY",
        "PUBLIC_OPENROUTER_KEY",
        "EXPO_PUBLIC_KEY",
        "NUXT_PUBLIC_KEY",
        "GATSBY_KEY",
        "VUE_APP_KEY",
        "NG_APP_KEY",
        "vite_key",
    ],
)
def test_variables_that_are_shipped_to_browsers(variable: str) -> None:
    (problem,) = problems_of(found(variable=variable), accepted(), IN_ENV, NOW)
    assert problem.code == "key-public-prefix"
    prefix = problem.message.removeprefix("A variable that begins with ").split(" ")[0]
    assert variable.upper().startswith(prefix)
    assert prefix.endswith("_")


@pytest.mark.parametrize("variable", ["OPENROUTER_API_KEY", "INVITE_KEY", "MY_PUBLIC_KEY", "VITE"])
def test_variables_that_are_not(variable: str) -> None:
    assert check(accepted(), variable=variable) == []


def test_a_public_prefix_that_is_commented_out_ships_nothing() -> None:
    finding = replace(found(variable="VITE_KEY"), context=Context.COMMENTED_ASSIGNMENT)
    assert problems_of(finding, accepted(), IN_ENV, NOW) == ()


@pytest.mark.parametrize(
    ("surroundings", "expected"),
    [
        (Surroundings(is_environment_file=True), []),
        (
            Surroundings(is_environment_file=True, is_committable=True),
            ["warning key-not-ignored"],
        ),
        (Surroundings(is_environment_file=False), ["warning key-in-source"]),
        (
            Surroundings(is_environment_file=False, is_committable=True),
            ["warning key-in-source"],
        ),
    ],
)
def test_where_a_key_stands(surroundings: Surroundings, expected: list[str]) -> None:
    assert check(accepted(), surroundings=surroundings) == expected


def test_all_that_is_wrong_is_told_worst_first() -> None:
    committable = Surroundings(is_environment_file=True, is_committable=True)
    assert check(rejected(), variable="VITE_KEY", surroundings=committable) == [
        "error key-rejected",
        "warning key-public-prefix",
        "warning key-not-ignored",
    ]
    assert check(failed(Fault.OFFLINE), surroundings=Surroundings(is_environment_file=False)) == [
        "warning key-in-source",
        "information check-failed",
    ]


@pytest.mark.parametrize(
    ("flaw", "status", "expected"),
    [
        (Malformed.TOO_SHORT, KeyStatus.MALFORMED, "warning key-malformed"),
        (Placeholder.WORDS, KeyStatus.PLACEHOLDER, "hint key-placeholder"),
    ],
)
def test_what_is_no_key_has_one_problem_only(
    flaw: Malformed | Placeholder, status: KeyStatus, expected: str
) -> None:
    finding = Finding(Span(0, 9), "sk-or-v1-...", None, flaw, 3, "VITE_KEY", Context.ASSIGNMENT)
    everywhere = Surroundings(is_environment_file=False, is_committable=True)
    (problem,) = problems_of(finding, rejected(), everywhere, NOW)
    assert f"{problem.severity} {problem.code}" == expected
    assert status_of(finding, rejected()) is status


def test_the_status_of_a_key_is_its_verdicts() -> None:
    assert status_of(found(), rejected()) is KeyStatus.REJECTED


def test_the_rules_stand_worst_first() -> None:
    order = list(Severity)
    ranks = [order.index(rule.severity) for rule in RULES]
    assert ranks == sorted(ranks)
    attention = [severity for severity in Severity if severity.needs_attention]
    assert attention == [Severity.ERROR, Severity.WARNING]


def test_every_message_of_use_says_what_to_do() -> None:
    told: dict[str, Problem] = {}
    for surroundings in (
        Surroundings(is_environment_file=False),
        Surroundings(is_environment_file=True, is_committable=True),
    ):
        verdict = accepted(is_management_key=True)
        for problem in problems_of(found(variable="VITE_KEY"), verdict, surroundings, NOW):
            told[problem.code] = problem
    assert set(told) == {
        "management-key",
        "key-public-prefix",
        "key-in-source",
        "key-not-ignored",
    }
    for problem in told.values():
        assert SENTENCES.fullmatch(problem.message)
        assert re.search(r"\b(Put|Rename|Keep|Add)\b", problem.message)
        assert "{" not in problem.message


def test_a_record_as_evidence_has_words_too() -> None:
    ends = Evidence(EvidenceSource.RECORD, ASKED, Fact.EXPIRES_AT, moment=ASKED)
    verdict = Verdict(KeyStatus.EXPIRED, evidence=(ends, refused(401, "User not found.")))
    assert words(verdict).startswith("This key has expired. ")
