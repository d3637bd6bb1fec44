"""What is said of a failure once the keys at hand were checked, and what is not."""

import itertools
import re
from dataclasses import replace
from typing import Any

import pytest

from openrouter_lsp.keys import Certainty, FailureKind, Fault, KeyDetails, KeyStatus, Verdict
from openrouter_lsp.reporting import Unasked
from openrouter_lsp.reporting.failures import (
    CheckedKey,
    conclusion_words,
    culprits,
    is_worth_a_check,
    is_worth_telling,
)
from openrouter_lsp.scanning import AROUND_A_KEY, Malformed
from tests.reporting.failure_given import (
    accepted,
    checked,
    disabled,
    exhausted,
    expired,
    exported,
    failure,
    offline,
    quoted,
    rejected,
)
from tests.reporting.given import NOW, SENTENCES, flawed

K = FailureKind
IN_ENV = ".env, line 3 (OPENROUTER_API_KEY, sk-or-v1-abc...789)"
KEYS_PAGE = "https://openrouter.ai/settings/keys"


def conclude(kind: FailureKind, *keys: CheckedKey, **details: Any) -> str:
    return conclusion_words(failure(kind, **details), keys, NOW)


def test_the_expired_key_is_named_with_its_line_and_day() -> None:
    assert conclude(K.USER_NOT_FOUND, checked(expired())) == (
        f"The key in {IN_ENV} fails its check. This key expired on 20 Nov 2026, 10:00 UTC (3 days"
        " ago). Programs that use it get a 401, often with the misleading message “User not"
        f" found.”; no account is missing. Make a new key at {KEYS_PAGE}, put it in the place of"
        " this one, and start the program anew."
    )


@pytest.mark.parametrize(
    ("kind", "verdict", "said"),
    [
        (K.USER_NOT_FOUND, rejected(), "may have expired, have been deleted or disabled"),
        (K.INVALID_KEY, disabled(), "switched off"),
        (K.KEY_EXPIRED, expired(), "expired on 20 Nov 2026"),
        (K.KEY_LIMIT, exhausted(), "Nothing is left of this key's limit of $10.00"),
        (K.INSUFFICIENT_CREDITS, exhausted(), "has nothing left to spend"),
        (K.NO_CREDENTIALS, rejected(), "did not arrive, and would not do"),
    ],
)
def test_a_key_that_explains_the_failure_is_named(
    kind: FailureKind, verdict: Verdict, said: str
) -> None:
    told = conclude(kind, checked(verdict))
    assert told.startswith(f"The key in {IN_ENV} ")
    assert said in told
    assert KEYS_PAGE in told


def test_a_key_is_only_said_to_have_expired_with_evidence() -> None:
    """Neither what the program printed nor a mere refusal is enough."""
    for kind, verdict in itertools.product(
        (K.USER_NOT_FOUND, K.KEY_EXPIRED), (rejected(), accepted(), offline(), disabled())
    ):
        assert not re.search(r"has expired|expired on", conclude(kind, checked(verdict)))


def test_where_keys_are_good_too_it_is_not_known_which_was_used() -> None:
    told = conclude(K.USER_NOT_FOUND, exported(rejected()), checked(accepted()))
    assert told.startswith("The key in the environment (OPENROUTER_API_KEY, sk-or-v1-def...012)")
    assert told.endswith("accepts 1 other key here; which one the program used is not known.")

    named = conclude(
        K.USER_NOT_FOUND,
        exported(rejected()),
        checked(accepted()),
        masked_key="sk-or-v1-def...012",
    )
    assert "not known" not in named


def test_further_dead_keys_are_named_shortly() -> None:
    told = conclude(K.USER_NOT_FOUND, exported(rejected()), checked(expired()))
    assert f"The key in {IN_ENV} is expired too." in told

    many = [checked(rejected(), path=f"{number}.env") for number in range(6)]
    told = conclude(K.USER_NOT_FOUND, *many)
    assert "3.env" not in told
    assert "So are 3 more." in told


def test_all_keys_good_means_another_key_or_trouble() -> None:
    told = conclude(K.USER_NOT_FOUND, exported(accepted()), checked(accepted()))
    assert told.startswith("OpenRouter accepts all 2 keys found here, the likeliest in the environ")
    assert "So the program used another (an exported variable" in told
    assert "https://status.openrouter.ai" in told

    alone = conclude(K.USER_NOT_FOUND, checked(accepted()))
    assert alone.startswith(f"OpenRouter accepts the key in {IN_ENV}, the only one found here.")


def test_the_very_key_that_the_text_names_is_good_now() -> None:
    told = conclude(K.USER_NOT_FOUND, checked(accepted()), masked_key="sk-or-v1-abc...789")
    assert "now, which fits the one that the text names" in told
    assert "used another (" not in told


@pytest.mark.parametrize("kind", [K.NO_CREDENTIALS, K.MISSING_KEY])
def test_a_good_key_that_was_not_sent(kind: FailureKind) -> None:
    told = conclude(kind, checked(accepted()))
    assert told.startswith(f"OpenRouter accepts the key in {IN_ENV}, but the program did not send")
    assert "loads this file" in told
    assert "reads it from there" in conclude(kind, exported(accepted()))


QUOTED = 'in the environment (OPENROUTER_API_KEY, "sk-or-v1-de...2")'


@pytest.mark.parametrize("kind", [K.NO_CREDENTIALS, K.INVALID_KEY, K.USER_NOT_FOUND])
@pytest.mark.parametrize("other", [(), (checked(accepted()),), (checked(rejected()),)])
def test_a_value_that_is_more_than_a_key_is_the_cause(
    kind: FailureKind, other: tuple[CheckedKey, ...]
) -> None:
    assert conclude(kind, quoted(), *other) == (
        f"The value {QUOTED} is not quite a key: a quotation mark became part of the value."
        " Programs send all of it, which is most likely why this failed. Leave nothing but the key"
        " there, and start the program anew."
    )


@pytest.mark.parametrize("flaw", [Malformed.BLANK_INSIDE, Malformed.LINE_BREAK_INSIDE])
def test_a_blank_may_have_been_cut_away_before_the_key_was_sent(flaw: Malformed) -> None:
    one = replace(quoted(), flaw=flawed(flaw, 64))
    assert "which may be why this failed" in conclude(K.USER_NOT_FOUND, one)
    assert "which is most likely why" in conclude(K.NO_CREDENTIALS, one)


def test_a_value_that_is_more_than_a_key_may_be_the_cause() -> None:
    told = conclude(K.NO_CREDENTIALS, checked(accepted()), quoted())
    assert told.startswith(f"It may have used the value {QUOTED}, not quite a key: a quotation ")
    told = conclude(K.NO_CREDENTIALS, checked(rejected()), quoted())
    assert told.startswith(f"The key in {IN_ENV} did not arrive, and would not do.")
    told = conclude(K.KEY_EXPIRED, quoted())
    assert told.startswith(f"The program may have used the value {QUOTED}, not sent to OpenRouter,")
    assert conclude(K.INSUFFICIENT_CREDITS, quoted()) == ""


@pytest.mark.parametrize("flaw", sorted(AROUND_A_KEY))
def test_each_such_value_has_sentences(flaw: Malformed) -> None:
    one = replace(quoted(), flaw=flawed(flaw, 64))
    for kind, keys in itertools.product(K, ([one], [checked(accepted()), one])):
        told = conclude(kind, *keys)
        assert told == "" or SENTENCES.fullmatch(told)
        assert "None" not in told
    is_read_by_none = flaw in (Malformed.UNCLOSED_QUOTE, Malformed.BEHIND_QUOTES)
    assert ("not quite a key" in conclude(K.MISSING_KEY, one)) or not is_read_by_none


@pytest.mark.parametrize(
    ("kind", "details", "said"),
    [
        (K.USER_NOT_FOUND, {}, "look where else the program takes its key from"),
        (K.USER_NOT_FOUND, {"masked_key": "sk-or-v1-abc...789"}, "names the key sk-or-v1-abc...78"),
        (K.MISSING_KEY, {}, "put it in .env as OPENROUTER_API_KEY"),
        (K.MISSING_KEY, {"variable": "OR_KEY"}, "put it in .env as OR_KEY"),
    ],
)
def test_no_key_at_hand(kind: FailureKind, details: dict[str, Any], said: str) -> None:
    assert said in conclude(kind, **details)


def test_what_could_not_be_checked_gets_no_bad_word() -> None:
    told = conclude(K.USER_NOT_FOUND, checked(offline()))
    assert told.startswith(f"The key in {IN_ENV} could not be checked. OpenRouter could not be rea")

    stale = replace(accepted(), fault=Fault.TIMEOUT)
    assert "could not be checked" in conclude(K.USER_NOT_FOUND, checked(stale))


def test_keys_that_nobody_asked_about() -> None:
    told = conclusion_words(
        failure(), [checked(Verdict(KeyStatus.UNCHECKED))], NOW, Unasked.UNTRUSTED
    )
    assert told.startswith(f"The program may have used the key in {IN_ENV}. This workspace is not")


@pytest.mark.parametrize("kind", [K.USER_NOT_FOUND, K.PERMISSION])
def test_a_management_key_is_told(kind: FailureKind) -> None:
    verdict = replace(accepted(), details=KeyDetails(is_management_key=True))
    assert "is a management key: it administers keys" in conclude(kind, checked(verdict))


@pytest.mark.parametrize("kind", [K.INSUFFICIENT_CREDITS, K.KEY_LIMIT, K.PERMISSION])
def test_where_checks_tell_nothing_nothing_is_said(kind: FailureKind) -> None:
    assert conclude(kind, checked(accepted())) == ""
    assert conclude(kind, checked(rejected())) == ""
    assert conclude(kind) == ""


VERDICTS = [accepted(), rejected(), expired(), disabled(), exhausted(), offline()]


@pytest.mark.parametrize("kind", [kind for kind in K if is_worth_a_check(kind)])
def test_every_outcome_has_sentences(kind: FailureKind) -> None:
    for first, second in itertools.product(VERDICTS, VERDICTS):
        told = conclude(kind, exported(first), checked(second))
        assert told == "" or SENTENCES.fullmatch(told)
        assert "None" not in told


def test_only_what_a_check_can_settle_is_worth_one() -> None:
    assert [kind for kind in K if not is_worth_a_check(kind)] == [
        K.RATE_LIMIT,
        K.PROVIDER_ERROR,
        K.UNREACHABLE,
    ]


@pytest.mark.parametrize(
    ("kind", "verdict", "worth"),
    [
        (K.USER_NOT_FOUND, rejected(), True),
        (K.USER_NOT_FOUND, expired(), True),
        (K.INVALID_KEY, disabled(), True),
        (K.NO_CREDENTIALS, rejected(), True),
        (K.KEY_LIMIT, exhausted(), True),
        (K.USER_NOT_FOUND, accepted(), False),
        (K.USER_NOT_FOUND, offline(), False),
        (K.USER_NOT_FOUND, exhausted(), False),
        (K.KEY_LIMIT, rejected(), False),
        (K.RATE_LIMIT, rejected(), False),
        (K.UNREACHABLE, rejected(), False),
    ],
)
def test_what_may_be_anybodys_needs_a_key_that_fails(
    kind: FailureKind, verdict: Verdict, worth: bool
) -> None:
    possible = failure(kind, Certainty.POSSIBLE)
    assert is_worth_telling(possible, [checked(verdict)]) == worth
    assert not is_worth_telling(possible, [])
    assert is_worth_telling(failure(kind, Certainty.LIKELY), [])
    assert bool(culprits(possible, [checked(verdict)])) == worth
