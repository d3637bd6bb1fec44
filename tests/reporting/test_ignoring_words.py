"""What is said of what is ignored."""

from dataclasses import replace

import pytest

from openrouter_lsp.keys import (
    BadEntry,
    Certainty,
    Failure,
    FailureKind,
    Ignored,
    KeyStatus,
    Verdict,
)
from openrouter_lsp.reporting import (
    bad_entry_words,
    commented_words,
    entry_words,
    hover_markdown,
    how_to_undo,
    problems_of,
    summarize,
    why_ignored,
)
from openrouter_lsp.reporting.failures import CheckedKey, KeyPlace, conclusion_words
from tests.reporting.given import IN_ENV, NOW, SENTENCES, found


def check(words: str, *parts: str) -> None:
    """See that some words are whole sentences with these parts."""
    assert SENTENCES.fullmatch(words)
    assert [part for part in parts if part not in words] == []


@pytest.mark.parametrize("by", Ignored)
def test_by_what_and_how_to_undo_it(by: Ignored) -> None:
    what = "file" if by is Ignored.FILE else "key"
    check(why_ignored(by), "Ignored", "OpenRouter is not asked", "to undo that")
    check(how_to_undo(by), f"Stop ignoring this {what}")


@pytest.mark.parametrize("bad", BadEntry)
def test_a_bad_entry(bad: BadEntry) -> None:
    words = bad_entry_words(3, bad)
    assert words.startswith(".openrouterignore, line 3, counts for nothing: ")
    assert words.endswith(".")


def test_where_comments_stand() -> None:
    places = [(".env", number) for number in range(1, 13)]
    check(commented_words(places, has_list=False), ".env, line 10; 2 more. There is no .openrouter")
    assert commented_words([("a\nb", 2)], has_list=True) == "Ignored by comments: a b, line 2."


def test_an_entry_is_one_line_without_a_key() -> None:
    key = found().key
    assert key is not None
    words = entry_words(key.masked, f"a\n{key.reveal()}")
    assert words == f"{key.masked} in a {key.masked}"


@pytest.mark.parametrize("by", Ignored)
def test_there_is_no_problem_and_the_hover_says_why(by: Ignored) -> None:
    ignored = replace(found(), ignored=by)
    rejected = Verdict(KeyStatus.REJECTED)
    assert problems_of(found(), rejected, IN_ENV, NOW)
    assert problems_of(ignored, rejected, IN_ENV, NOW) == ()
    markdown = hover_markdown(ignored, rejected, IN_ENV, NOW)
    assert markdown.startswith("**OpenRouter key: ignored**")
    assert why_ignored(by) in markdown
    assert "rejected" not in markdown


def test_the_tooltip_counts_them_and_the_text_does_not() -> None:
    summary = summarize([KeyStatus.VALID], ignored=2)
    assert summary.text == "1 key valid"
    assert summary.tooltip.endswith("- 1 key valid\n- 2 ignored")
    assert "ignored" not in summarize([KeyStatus.VALID]).tooltip


def test_a_failure_may_be_that_of_an_ignored_key() -> None:
    failure = Failure(FailureKind.USER_NOT_FOUND, Certainty.NAMED, 1, "User not found.")
    unknown = Verdict(KeyStatus.UNCHECKED)
    key = CheckedKey("sk-or-v1-abc...789", KeyPlace.FILE, unknown, is_ignored=True)
    check(conclusion_words(failure, [key], NOW), "It is ignored, so OpenRouter is not asked")
