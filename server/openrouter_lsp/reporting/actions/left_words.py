"""What is said of the places that keep an old key once a new one was written."""

from collections.abc import Iterable, Sequence
from typing import Final

from openrouter_lsp.reporting.masking import masked_text, printable

_NOTES: Final = {
    "binary": "binary",
    "encoding": "not UTF-8",
    "too_large": "over 5 MB",
    "virtual_environment": "in a virtual environment",
}
"""By `workspace.holding.Obstacle`: why an editor is not asked to change a file."""
_COMMENT: Final = "comment"
_MOST_NAMED: Final = 5
_NOT_ALL: Final = (
    "Not every file was searched for the old key: there are too many, or some are too large or may"
    " not be read."
)


def left_words(left: Sequence[tuple[str, str]], *, is_complete: bool) -> str:
    """Say where the old key still stands; empty where it is known to stand nowhere.

    Args:
        left: why a place keeps it (`comment`, or one of `Obstacle`), and the file's name.
        is_complete: whether every file was searched.
    """
    by_note = [(_NOTES[why], name) for why, name in left if why != _COMMENT]
    files = [f"{name} ({note})" for note, name in by_note]
    comments = [name for why, name in left if why == _COMMENT]
    places = [named(files)] if files else []
    if comments:
        places.append(f"comments of {named(comments)}")
    still = f"The old key still stands in {', and in '.join(places)}." if places else ""
    return f"{still} {'' if is_complete else _NOT_ALL}".strip()


def named(names: Iterable[str]) -> str:
    """Return files' names as part of a sentence; of many, the first and how many more there are."""
    names = list(dict.fromkeys(printable(masked_text(name)) for name in names))
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
