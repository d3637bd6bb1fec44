"""What is said of keys that are ignored, and of the list that says so."""

from collections.abc import Sequence
from typing import Final

from openrouter_lsp.keys import BadEntry, Ignored
from openrouter_lsp.reporting.masking import masked_line

IGNORE_LIST: Final = ".openrouterignore"
NEW_LIST: Final = (
    "# What openrouter-lsp leaves alone: fingerprints (SHA-256) of keys, and files as in"
    " .gitignore."
)
"""The first line of a list that is made."""

NOT_THERE: Final = "That does not stand there any more. Nothing was changed."
NO_COMMENT_HERE: Final = (
    "No comment can stand before this line without changing what a program reads. Ignore the key in"
    " this workspace, or the file. Nothing was changed."
)
NOT_IN_A_FOLDER: Final = (
    "This file lies in no workspace folder, so there is no list to add it to. Nothing was changed."
)
NOT_TO_BE_LISTED: Final = (
    f"An entry for this in {IGNORE_LIST} would not count: it has too many entries, or this one"
    " would fit nothing. Nothing was changed."
)
STILL_IGNORED: Final = (
    f"An entry in {IGNORE_LIST} covers more than this, and cannot be undone for this alone. Take it"
    " out there. Nothing was changed."
)
NOT_IGNORED: Final = "That is not ignored. Nothing was changed."
ALL_IGNORED: Final = "All OpenRouter keys that were found in this workspace are ignored."
NOTHING_IGNORED: Final = "Nothing is ignored in this workspace."

_IGNORED: Final = {
    Ignored.COMMENT: "Ignored in this place, by the comment “openrouter-lsp: ignore” beside it:"
    " {so}. Take the comment away to undo that.",
    Ignored.LIST: f"Ignored in this workspace, wherever it stands, since {IGNORE_LIST} has its"
    " fingerprint: {so}. Take the entry out to undo that.",
    Ignored.FILE: f"Ignored with all of its file, which an entry in {IGNORE_LIST} fits: {{so}}."
    " Change the entry to undo that.",
}
_SO: Final = "nothing is told of it, and OpenRouter is not asked about it"
_BAD_ENTRIES: Final = {
    BadEntry.KEY: "it holds a key, or the beginning of one. Take it out: the list takes the key's"
    " fingerprint (SHA-256), never the key",
    BadEntry.FINGERPRINT: "a fingerprint has 64 hex digits",
    BadEntry.GLOB: "it is no glob as in .gitignore",
    BadEntry.TOO_WILD: "it is longer than is read, or has more than two **",
    BadEntry.TOO_MANY: "there are too many entries before it; it and those behind it count for"
    " nothing",
}


def why_ignored(by: Ignored) -> str:
    """Say that a finding is ignored, by what, and how to undo it."""
    return _IGNORED[by].format(so=_SO)


def how_to_undo(by: Ignored) -> str:
    """Say which offer undoes it, for an editor."""
    what = "file" if by is Ignored.FILE else "key"
    return f"In the light bulb: “Stop ignoring this {what}”."


def bad_entry_words(line: int, bad: BadEntry) -> str:
    """Say what is wrong with a line of the list; `line` counts from 1."""
    return f"{IGNORE_LIST}, line {line}, counts for nothing: {_BAD_ENTRIES[bad]}."


def entry_words(masked: str, file: str) -> str:
    """Return the comment behind a fingerprint: `sk-or-v1-abc...789 in .env`."""
    return f"{masked} in {masked_line(file, 200)}"


def ignored_path_words(path: str) -> str:
    """Say that a path which was to be checked is ignored."""
    return f"{path}: It is ignored ({IGNORE_LIST}), so its keys were not checked."


def commented_words(places: Sequence[tuple[str, int]], *, has_list: bool) -> str:
    """Say which keys are ignored by comments.

    Args:
        places: the files, as they are shown, and the lines, from 1.
        has_list: whether there is a list besides.
    """
    shown = [f"{masked_line(path, 200)}, line {line}" for path, line in places[:_MOST_PLACES]]
    if len(places) > _MOST_PLACES:
        shown.append(f"{len(places) - _MOST_PLACES} more")
    rest = "" if has_list else f" There is no {IGNORE_LIST}."
    return f"Ignored by comments: {'; '.join(shown)}.{rest}"


_MOST_PLACES: Final = 10
