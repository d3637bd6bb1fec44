"""What is said of keys in git's history."""

from datetime import datetime
from typing import Final

from openrouter_lsp.reporting.time_words import date_words

SEARCHING: Final = "Searching git's history for a key"
NO_KEY_TO_SEARCH: Final = "That key stands in no file that is looked at any more."
UNTRUSTED_SEARCH: Final = (
    "It is not known whether git has this key in its history: no git is run in a workspace that is"
    " not trusted."
)

_UNSEARCHED: Final = {
    "no_repository": "there is no git to ask, or the key's file lies in no repository.",
    "too_long": "the history is too long to search all of it here. Search it yourself, or replace"
    " the key to be safe.",
    "broken": "git did not read all of it; a part may be missing or broken.",
}


def in_history_words(commit: str, at: datetime, *, is_forgotten: bool = False) -> str:
    """Say that git has a key in its history, and what that means.

    Args:
        commit: the first commit that has it, its short hash.
        at: when that was committed, aware.
        is_forgotten: whether nothing but this clone's reflog leads to that.
    """
    if is_forgotten:
        return (
            f"Git has this key in commit {commit} of {date_words(at)}. No branch or tag leads there"
            " any more, only the reflog of this clone, which is not cloned with it. If that commit"
            " was ever pushed, others may have the key: then replace it, and switch this one off."
        )
    return (
        f"Git has this key in its history since commit {commit} of {date_words(at)}. Taking it out"
        " of the files does not take it out of there: whoever gets the repository can read it."
        " Rotation is the only cure: replace the key, and switch this one off."
    )


def not_in_history_words(*, is_shallow: bool) -> str:
    """Say that a key is in no commit that was searched."""
    found = (
        "No commit holds the key that a branch, a tag, the stash or the reflog of this clone leads"
        " to, nor does its message."
    )
    if is_shallow:
        return (
            f"{found} It is a shallow clone: earlier commits are not here, and were not searched."
        )
    return (
        f"{found} What other clones have, and what was never fetched from them, is not known here."
    )


def unsearched_words(why: str) -> str:
    """Say that it is not known whether git has a key, and why; `why` is of `Unsearched`."""
    return f"It is not known whether git has this key in its history: {_UNSEARCHED[why]}"
