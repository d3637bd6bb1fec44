"""What pops up for a failure: short, true, and with what to do next."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from openrouter_lsp.keys import Certainty, FailureKind, Fault, KeyStatus, Verdict
from openrouter_lsp.reporting import Sighting, Unasked
from openrouter_lsp.reporting.failures import CheckedKey, told_words
from openrouter_lsp.scanning import AROUND_A_KEY, Malformed
from tests.reporting.failure_given import (
    checked,
    disabled,
    exhausted,
    expired,
    exported,
    failure,
    new_key,
    offline,
    quoted,
)
from tests.reporting.given import NOW, accepted, failed, flawed, rejected
from tests.reporting.test_every_state_has_words import verdicts

K = FailureKind
IN_ENV = "in .env, line 3 (OPENROUTER_API_KEY, sk-or-v1-abc...789)"
EXPORTED = "in the environment (OPENROUTER_API_KEY, sk-or-v1-def...012)"
KEYS_PAGE = "https://openrouter.ai/settings/keys"
WHERE = "In terminal zsh, running python app.py: "
SENTENCE_ENDS = re.compile(r"(?<=[.”!?)])\s+(?=[A-Z“])")
LONGEST = 340
"""Characters; five lines of a popup."""


def told(
    kind: FailureKind,
    *keys: CheckedKey,
    certainty: Certainty = Certainty.NAMED,
    unasked: Unasked | None = None,
    where: tuple[str | None, str | None, bool] = ("zsh", "python app.py", True),
    **details: Any,
) -> str:
    terminal, command, is_terminal = where
    seen = failure(kind, certainty, **details)
    return told_words(Sighting(seen, terminal, command, NOW, is_terminal), keys, unasked)


def check(words: str, *sentences: str) -> None:
    assert words == " ".join([f"{WHERE}{sentences[0]}", *sentences[1:]])
    ensure_short(words, sentences=len(sentences))


def ensure_short(words: str, sentences: int = 3) -> None:
    plain = words.replace("v. ", "v ")
    assert len(SENTENCE_ENDS.split(plain)) <= min(sentences, 3)
    assert len(words) <= LONGEST


def test_an_expired_key() -> None:
    check(
        told(K.USER_NOT_FOUND, checked(expired())),
        f"the key {IN_ENV} fails its check.",
        "It expired on 20 Nov 2026, 10:00 UTC.",
        f"Put a new one there ({KEYS_PAGE}).",
    )


def test_a_value_with_quotation_marks() -> None:
    value = 'in the environment (OPENROUTER_API_KEY, "sk-or-v1-de...2")'
    check(
        told(K.NO_CREDENTIALS, quoted(), checked(accepted())),
        f"the value {value} is not quite a key: a quotation mark became part of the value.",
        "Programs send all of it, which is most likely why this failed.",
        "Leave nothing but the key there, and start the program anew.",
    )
    check(
        told(K.KEY_EXPIRED, quoted()),
        "OpenRouter says that the key that was sent has expired.",
        f"It may have used the value {value}, not checked since it is not quite a key.",
        "Leave nothing but the key there.",
    )


@pytest.mark.parametrize("flaw", sorted(AROUND_A_KEY))
def test_each_value_that_is_more_than_a_key(flaw: Malformed) -> None:
    one = replace(quoted(), flaw=replace(flawed(flaw, 64), masked="sk-or-v1-abc...789"))
    for kind, keys in itertools.product(K, ([one], [checked(accepted()), one])):
        ensure_short(told(kind, *keys))


def test_a_rejected_key_is_not_said_to_have_expired() -> None:
    check(
        told(K.USER_NOT_FOUND, checked(rejected())),
        f"the key {IN_ENV} fails its check.",
        "OpenRouter does not accept it and does not tell why (expired, deleted, disabled,"
        " mistyped).",
        f"Put a new one there ({KEYS_PAGE}).",
    )
    before = accepted(expires_at=NOW + timedelta(days=9)).evidence
    known = replace(rejected(), evidence=(*rejected().evidence, *before))
    words = told(K.USER_NOT_FOUND, checked(known))
    assert "does not tell why. Put" in words


@pytest.mark.parametrize(
    ("kind", "verdict", "fails", "why"),
    [
        (K.INVALID_KEY, disabled(), "fails its check", "This key is switched off, says its record"),
        (
            K.KEY_LIMIT,
            exhausted(),
            "has nothing left to spend",
            "Nothing is left of this key's limit of $10.00; it resets monthly.",
        ),
        (K.NO_CREDENTIALS, expired(), "did not arrive, and would not do", "It expired on"),
        (K.KEY_EXPIRED, Verdict(KeyStatus.EXPIRED), "fails its check", "It has expired."),
    ],
)
def test_a_key_that_explains_the_failure(
    kind: FailureKind, verdict: Verdict, fails: str, why: str
) -> None:
    words = told(kind, checked(verdict))
    assert words.startswith(f"{WHERE}the key {IN_ENV} {fails}. {why}")
    ensure_short(words)


def test_where_keys_are_good_too_it_is_only_likely() -> None:
    words = told(K.USER_NOT_FOUND, exported(rejected()), checked(accepted()))
    assert words.startswith(f"{WHERE}most likely it used the key {EXPORTED}, which fails its check")
    named = told(
        K.USER_NOT_FOUND, exported(rejected()), checked(accepted()), masked_key="sk-or-v1-def...012"
    )
    assert named.startswith(f"{WHERE}the key {EXPORTED} fails its check.")


def test_further_dead_keys_are_counted() -> None:
    assert "fails its check, as does 1 more." in told(
        K.USER_NOT_FOUND, exported(rejected()), checked(expired())
    )
    assert "fails its check, as do 2 more." in told(
        K.USER_NOT_FOUND, exported(rejected()), checked(expired()), checked(disabled())
    )


@pytest.mark.parametrize(
    ("terminal", "command", "is_terminal", "expected"),
    [
        ("zsh", None, True, "In terminal zsh: the key "),
        ("logs/app.log", None, False, "In logs/app.log: the key "),
        (None, "python app.py", True, "Running python app.py: the key "),
        (None, None, True, "The key "),
    ],
)
def test_where_it_was_printed(
    terminal: str | None, command: str | None, is_terminal: bool, expected: str
) -> None:
    words = told(K.USER_NOT_FOUND, checked(expired()), where=(terminal, command, is_terminal))
    assert words.startswith(f"{expected}{IN_ENV}")


@pytest.mark.parametrize(
    ("certainty", "opener"),
    [
        (Certainty.NAMED, "OpenRouter does not know the key that was sent."),
        (Certainty.LIKELY, "most likely OpenRouter does not know the key that was sent."),
        (Certainty.POSSIBLE, "perhaps OpenRouter does not know the key that was sent."),
    ],
)
def test_how_sure_it_is(certainty: Certainty, opener: str) -> None:
    words = told(K.USER_NOT_FOUND, checked(accepted()), certainty=certainty)
    check(
        words,
        opener,
        f"OpenRouter accepts the key {IN_ENV}, the only one found here.",
        "Look for another key that the program may use; OpenRouter's own state:"
        " https://status.openrouter.ai.",
    )


@pytest.mark.parametrize(
    ("keys", "masked_key", "said"),
    [
        (
            [exported(accepted()), checked(accepted())],
            None,
            f"accepts all 2 keys found here, the likeliest {EXPORTED}.",
        ),
        (
            [checked(accepted())],
            "sk-or-v1-abc...789",
            f"accepts the key {IN_ENV} now, which looks like the one that failed.",
        ),
        ([checked(exhausted())], None, f"OpenRouter knows the key {IN_ENV}, the only one"),
        (
            [checked(offline())],
            None,
            f"The key {IN_ENV} could not be checked: there is no connection to OpenRouter. Mend",
        ),
        ([], None, "No key was found in the environment or in the environment files here. Look"),
        (
            [],
            "sk-or-v1-abc...789",
            "The key that it names, sk-or-v1-abc...789, was not found here. Look where else",
        ),
        (
            [checked(accepted(is_management_key=True))],
            None,
            f"The key {IN_ENV} is a management key, which cannot run models. Put a model key in",
        ),
    ],
)
def test_what_the_checks_told(keys: list[CheckedKey], masked_key: str | None, said: str) -> None:
    words = told(K.USER_NOT_FOUND, *keys, masked_key=masked_key)
    assert said in words
    ensure_short(words)


@pytest.mark.parametrize(
    ("unasked", "said"),
    [
        (None, "not checked yet. Check it."),
        (Unasked.SWITCHED_OFF, "not checked since checking is switched off. Switch it on"),
        (Unasked.UNTRUSTED, "not checked since this workspace is not trusted. Trust the workspace"),
    ],
)
def test_keys_that_nobody_asked_about(unasked: Unasked | None, said: str) -> None:
    words = told(K.USER_NOT_FOUND, checked(Verdict(KeyStatus.UNCHECKED)), unasked=unasked)
    assert f"It may have used the key {IN_ENV}, {said}" in words
    ensure_short(words)


def test_what_is_no_fault_of_the_key() -> None:
    check(
        told(K.INSUFFICIENT_CREDITS, checked(accepted())),
        "there are too few credits at OpenRouter for this request.",
        f"The likeliest key is the one {IN_ENV}.",
        "Add credits at https://openrouter.ai/settings/credits, or ask for less: fewer max_tokens,"
        " a cheaper model.",
    )
    check(
        told(K.UNREACHABLE, checked(accepted())),
        "the request did not get through to OpenRouter.",
        "Look at the network first; behind a proxy at HTTPS_PROXY and NO_PROXY, and for a"
        " certificate at SSL_CERT_FILE.",
    )


def combinations() -> list[Sequence[Verdict]]:
    faults = [failed(fault) for fault in Fault]
    return [
        (),
        *((one,) for one in (*verdicts(), *faults)),
        *itertools.product(verdicts(), repeat=2),
    ]


@pytest.mark.parametrize("kind", FailureKind)
@pytest.mark.parametrize("certainty", Certainty)
def test_it_is_short_and_says_what_to_do_whatever_happened(
    kind: FailureKind, certainty: Certainty
) -> None:
    for found in combinations():
        words = told(kind, *(checked(verdict) for verdict in found), certainty=certainty)
        ensure_short(words)
        assert "None" not in words
        assert ".." not in words.replace("abc...789", "")
        assert re.search(
            r"\b(Put|Switch|Raise|Add|Look|See|Make|Mend|Check|Trust|Try|Wait|Where)\b", words
        )


@pytest.mark.parametrize("kind", FailureKind)
def test_only_an_expired_key_is_said_to_have_expired(kind: FailureKind) -> None:
    for verdict in verdicts():
        words = told(kind, checked(verdict)).replace("that was sent has expired", "")
        says_so = bool(re.search(r"has expired|expired on", words))
        assert not says_so or verdict.status is KeyStatus.EXPIRED


def test_no_key_is_told() -> None:
    key = new_key().reveal()
    words = told(
        K.USER_NOT_FOUND,
        where=(f"zsh {key}", f"app --key {key}", True),
        masked_key=key,
        variable=f"K {key}",
    )
    assert key[20:] not in words
