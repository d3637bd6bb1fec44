"""What is said of an error that a program printed, from its text alone."""

import itertools
import re
from datetime import timedelta
from typing import Any

import pytest

from openrouter_lsp.keys import Certainty, FailureKind
from openrouter_lsp.reporting import Sighting, seen_words
from openrouter_lsp.reporting.failures import (
    explain_failure,
    failure_meaning,
    failure_next_step,
    failure_title,
)
from tests.reporting.failure_given import failure
from tests.reporting.given import NOW, SENTENCES, new_key

EVERY = list(itertools.product(FailureKind, Certainty))


@pytest.mark.parametrize(("kind", "certainty"), EVERY, ids=str)
def test_every_kind_and_certainty_has_sentences(kind: FailureKind, certainty: Certainty) -> None:
    told = explain_failure(failure(kind, certainty))

    assert told == f"{failure_meaning(failure(kind, certainty))} {failure_next_step(failure(kind))}"
    assert SENTENCES.fullmatch(told) or told.endswith("https://status.openrouter.ai")
    assert "None" not in told
    assert "  " not in told
    assert len(told) < 500


@pytest.mark.parametrize(("kind", "certainty"), EVERY, ids=str)
def test_doubt_is_said_first(kind: FailureKind, certainty: Certainty) -> None:
    told = failure_meaning(failure(kind, certainty))

    assert told.startswith("This may be ") == (certainty is Certainty.POSSIBLE)
    assert ("wording" in told or "Most likely" in told) == (certainty is Certainty.LIKELY)


@pytest.mark.parametrize("kind", FailureKind)
def test_only_a_key_that_is_said_to_have_expired_has(kind: FailureKind) -> None:
    told = f"{explain_failure(failure(kind))} {failure_title(kind)}"
    assert bool(re.search(r"\bhas expired\b", told)) == (kind is FailureKind.KEY_EXPIRED)


def test_user_not_found_is_no_missing_account() -> None:
    assert failure_meaning(failure()) == (
        "OpenRouter does not know the key that the program sent; no account is missing. The key may"
        " have expired, have been deleted or disabled, or be mistyped; the message does not tell"
        " which."
    )


@pytest.mark.parametrize(
    "kind", [FailureKind.RATE_LIMIT, FailureKind.PROVIDER_ERROR, FailureKind.UNREACHABLE]
)
def test_what_is_no_fault_of_the_key_is_not_put_on_it(kind: FailureKind) -> None:
    told = explain_failure(failure(kind))
    assert re.search(r"says nothing of the key|no fault of the OpenRouter key", told)
    assert "new one" not in told


def test_what_the_text_names_is_named() -> None:
    told = explain_failure(
        failure(masked_key="sk-or-v1-abc...789", variable="MY_KEY", message="User not found.")
    )
    assert "The text names the key sk-or-v1-abc...789, variable MY_KEY." in told
    assert "the key in MY_KEY" in told


def test_the_model_and_its_provider_are_named() -> None:
    told = explain_failure(
        failure(FailureKind.PROVIDER_ERROR, model="acme/large", provider="Acme Cloud", code=502)
    )
    assert told.startswith("The provider Acme Cloud of acme/large failed.")


@pytest.mark.parametrize(
    ("kind", "details", "expected"),
    [
        (FailureKind.PROVIDER_ERROR, {"code": 404}, "model's name is right"),
        (FailureKind.PROVIDER_ERROR, {"code": 401}, "a key of your own for this provider"),
        (FailureKind.RATE_LIMIT, {"model": "acme/tiny:free"}, "without “:free”"),
        (FailureKind.RATE_LIMIT, {"model": "acme/large"}, "more slowly"),
        (FailureKind.MISSING_KEY, {"variable": "OR_KEY"}, "Set OR_KEY"),
        (FailureKind.NO_CREDENTIALS, {}, "the variable for the key holds a key"),
        (FailureKind.KEY_EXPIRED, {}, "It cannot be prolonged."),
    ],
)
def test_the_next_step_fits_the_case(
    kind: FailureKind, details: dict[str, Any], expected: str
) -> None:
    assert expected in failure_next_step(failure(kind, **details))


def test_titles_are_all_different_and_no_sentences() -> None:
    titles = {failure_title(kind) for kind in FailureKind}
    assert len(titles) == len(FailureKind)
    assert not any(title.endswith(".") for title in titles)


def test_seen_words_tell_where_and_when() -> None:
    seen = Sighting(failure(count=3), "zsh", "python app.py", NOW - timedelta(minutes=2))
    assert seen_words(seen, NOW) == (
        "Seen 3 times, last in terminal zsh, running python app.py, on 23 Nov 2026, 09:58 UTC"
        " (2 min ago)."
    )
    assert seen_words(Sighting(failure(), None, None, NOW), NOW) == (
        "Seen on 23 Nov 2026, 10:00 UTC (just now)."
    )


def test_seen_words_hold_no_secret_and_no_line_break() -> None:
    key = new_key()
    command = f"API_KEY={key.reveal()} TOKEN=hunter2 \x1b[31mrun\n" + "x" * 500
    told = seen_words(Sighting(failure(), "a\nb", command, NOW), NOW)

    assert key.reveal() not in told
    assert "hunter2" not in told
    assert told.isprintable()
    assert len(told) < 250
