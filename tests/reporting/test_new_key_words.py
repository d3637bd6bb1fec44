"""What is said while a key gets a successor."""

import re

import pytest

from openrouter_lsp.checking.new_keys import Refusal, Step
from openrouter_lsp.keys import Fault, KeyStatus, Verdict
from openrouter_lsp.reporting import Unasked
from openrouter_lsp.reporting.actions import (
    Unwritten,
    code_words,
    denied_words,
    doubt_words,
    kept_words,
    key_name,
    left_words,
    no_record_words,
    not_done_words,
    not_signed_in_words,
    retire_words,
    retired_words,
    shown_words,
    unwritten_words,
    written_words,
)
from openrouter_lsp.workspace.holding import Obstacle
from tests.reporting.given import ASKED, NOW, accepted, failed, rejected

PAGE = "https://openrouter.ai/settings/keys"


def ensure_sentences(words: str) -> None:
    """Whole sentences, with one blank between them."""
    assert re.fullmatch(r"[A-Z“].*[.?]", words)
    assert "  " not in words
    assert not re.search(r"None|\.\.|\.:|“”", words)


def test_where_a_key_was_written() -> None:
    def check(places: int, files: int, verdict: Verdict, expected: str) -> None:
        words = written_words(places, files, verdict)
        ensure_sentences(words)
        assert words.startswith(expected)

    works = accepted()
    check(1, 1, works, "The new key stands in 1 place in 1 file, and OpenRouter accepts it. Save")
    check(3, 2, works, "The new key stands in 3 places in 2 files, and OpenRouter accepts it. Save")
    unsure = "The new key stands in 1 place in 1 file; it was not checked. Save the file"
    check(1, 1, Verdict(KeyStatus.UNCHECKED), unsure)
    check(1, 1, failed(Fault.OFFLINE), unsure)
    check(1, 1, rejected(), "The new key stands in 1 place in 1 file. Save the file")


def test_where_a_key_was_written_and_where_not() -> None:
    def check(committed: tuple[str, ...], left: str, expected: str) -> None:
        words = written_words(1, 1, accepted(), committed, left)
        ensure_sentences(words)
        assert expected in words

    check(("app.py",), "", "accepts it. Git would commit it in app.py. Save the file")
    check(("a", "b", "c"), "", "commit it in a, b and c. ")
    check(("a\n\udcff",), "", r"commit it in a\n\xff. ")
    check(tuple("abcdefgh"), "", "commit it in a, b, c, d, e and 3 more. ")
    check((), "The old key still stands in x (binary).", "hold the old one. The old key still")


def test_a_file_that_is_called_as_a_key_is() -> None:
    words = left_words([("binary", f"sk-or-v1-{'a' * 64}.db")], is_complete=True)
    assert words == "The old key still stands in sk-or-v1-aaa...aaa.db (binary)."


def test_where_the_old_key_still_stands() -> None:
    def check(left: list[tuple[str, str]], expected: str, *, is_complete: bool = True) -> None:
        words = left_words(left, is_complete=is_complete)
        assert words == expected
        if words:
            ensure_sentences(words)

    binary, latin = ("binary", "cache.db"), ("encoding", "a.txt")
    notes = [("comment", "a.env"), ("comment", "b.env")]
    check([], "")
    check([binary], "The old key still stands in cache.db (binary).")
    check([binary, latin], "The old key still stands in cache.db (binary) and a.txt (not UTF-8).")
    check(notes, "The old key still stands in comments of a.env and b.env.")
    check(
        [binary, *notes],
        "The old key still stands in cache.db (binary), and in comments of a.env and b.env.",
    )
    unsure = "Not every file was searched for the old key: there are too many, or some are"
    check([], f"{unsure} too large or may not be read.", is_complete=False)
    check(
        [binary],
        f"The old key still stands in cache.db (binary). {unsure} too large or may not be read.",
        is_complete=False,
    )


@pytest.mark.parametrize("why", Obstacle)
def test_every_obstacle_has_words(why: Obstacle) -> None:
    assert re.search(r" in x \(.+\)\.$", left_words([(why, "x")], is_complete=True))


def test_the_old_key_is_asked_about() -> None:
    for left in ("", "The old key still stands in x (binary)."):
        words = retire_words("Laptop", left)
        ensure_sentences(words)
        assert left in words


def test_what_speaks_against_writing() -> None:
    def check(verdict: Verdict, unasked: Unasked | None, expected: str | None) -> None:
        words = doubt_words(verdict, NOW, unasked)
        if expected is None:
            assert words is None
            return
        ensure_sentences(words or "")
        assert expected in (words or "")

    check(accepted(), None, None)
    check(Verdict(KeyStatus.UNCHECKED), Unasked.SWITCHED_OFF, None)
    check(Verdict(KeyStatus.UNCHECKED), Unasked.UNTRUSTED, "not trusted")
    check(rejected(), None, "“User not found.”")
    check(failed(Fault.OFFLINE), None, "could not be checked")
    check(accepted(is_management_key=True), None, "cannot run models")


@pytest.mark.parametrize("refusal", Refusal)
@pytest.mark.parametrize("fault", [None, *Fault])
def test_every_end_of_a_sign_in_has_words(refusal: Refusal, fault: Fault | None) -> None:
    for quote in (None, "No"):
        words = not_signed_in_words(refusal, quote, fault, "Laptop")
        ensure_sentences(words)
        assert ("“No”" in words) == (quote is not None)
        # A code that was not taken bought nothing; of the rest nobody knows.
        never_sent = (Fault.OFFLINE, Fault.PROXY, Fault.TLS, Fault.BASE_URL)
        is_known = refusal in (Refusal.CODE, Refusal.ALREADY_USED) or fault in never_sent
        assert ("Nothing was changed." in words) == is_known
        assert ("“Laptop” may have been made all the same" in words) != is_known


@pytest.mark.parametrize("step", ["find", *Step])
@pytest.mark.parametrize("fault", [None, *Fault])
@pytest.mark.parametrize("is_settled", [True, False])
def test_every_step_that_fails_has_words(step: str, fault: Fault | None, is_settled: bool) -> None:
    for name in ("Laptop", ""):
        words = not_done_words(step, "No", fault, is_settled=is_settled, name=name)
        ensure_sentences(words)
        assert words.startswith("The step that failed: to ")
        is_after = step in (Step.DISABLE, Step.DELETE)
        assert ("The new key is in place" in words) == is_after
        assert ("Nothing was changed" in words) == (is_settled and not is_after)
        assert is_settled or PAGE in words


@pytest.mark.parametrize("why", Unwritten)
def test_every_key_that_is_not_written_has_words(why: Unwritten) -> None:
    left = "The old key still stands in x (binary)."
    for name, still in ((None, ""), ("Laptop", ""), ("Laptop", left)):
        words = unwritten_words(why, name, ("a.py", "b.py"), still)
        ensure_sentences(words)
        assert ("“Laptop” at OpenRouter" in words) == (name is not None)
        assert ("a.py and b.py" in words) == (why is Unwritten.MISSING)


def test_the_rest_is_sentences_too() -> None:
    for words in (
        denied_words(None),
        denied_words("The user denied the request"),
        no_record_words(complete=True),
        no_record_words(complete=False),
        kept_words("Laptop"),
        shown_words("Laptop", "/tmp/x/new-key.env"),
        retired_words("disable"),
        retired_words("delete"),
        code_words(None, by_command=False),
        code_words("https://openrouter.ai/auth?x=1", by_command=True),
    ):
        ensure_sentences(words)


def test_the_name_of_a_key_tells_its_day() -> None:
    assert key_name(ASKED) == "openrouter-lsp, 23 Nov 2026"
