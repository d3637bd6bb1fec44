"""What is said of a failure after the checks, and what is said only once."""

import pytest

from openrouter_lsp.cli.run.words import Explanation, Words
from openrouter_lsp.keys import Certainty, Failure, FailureKind, Fingerprint, Verdict
from openrouter_lsp.reporting.failures import CheckedKey, KeyPlace
from tests.reporting.failure_given import accepted, checked, exhausted, failure, offline, rejected

K = FailureKind


def explain(*cases: tuple[Failure, list[CheckedKey] | None]) -> list[Explanation | None]:
    words = Words()
    return [words.explain(failed, keys) for failed, keys in cases]


@pytest.mark.parametrize("verdict", [accepted(), offline(), exhausted()])
def test_what_may_be_anybodys_is_not_told_without_a_dead_key(verdict: Verdict) -> None:
    possible = failure(certainty=Certainty.POSSIBLE)
    assert explain((possible, [checked(verdict)]), (possible, []), (possible, None)) == [None] * 3


def test_what_may_be_anybodys_is_told_with_a_dead_key() -> None:
    (told,) = explain((failure(certainty=Certainty.POSSIBLE), [checked(rejected())]))
    assert told is not None
    assert "fails its check" in told.paragraphs[0]


def test_one_dead_key_is_told_once_in_however_many_words() -> None:
    first, second = explain(
        (failure(K.INVALID_KEY, text="HTTP/1.1 401"), [checked(rejected())]),
        (failure(K.USER_NOT_FOUND), [checked(rejected())]),
    )
    assert first is not None
    assert second is None


def test_different_kinds_are_told_each() -> None:
    assert None not in explain((failure(K.RATE_LIMIT), None), (failure(K.UNREACHABLE), None))


def test_without_a_check_the_text_alone_is_explained() -> None:
    (told,) = explain((failure(K.USER_NOT_FOUND), None))
    assert told is not None
    assert told.paragraphs[0].startswith("OpenRouter does not know the key")
    assert "openrouter-lsp check" in told.paragraphs[1]


def test_the_page_of_a_rejected_key_stands_alone() -> None:
    key = CheckedKey(
        "sk-or-v1-abc...789", KeyPlace.FILE, rejected(), fingerprint=Fingerprint("f" * 64)
    )
    (told,) = explain((failure(), [key]))
    assert told is not None
    assert told.paragraphs[-1] == f"https://openrouter.ai/keys/{'f' * 64}"
