"""The edits that the light bulb offers, each made when it was chosen, from the newest text."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final

from openrouter_lsp.lsp.changes import Changes
from openrouter_lsp.lsp.examples import find_example
from openrouter_lsp.lsp.git_ignoring import after_ignoring, find_ignoring
from openrouter_lsp.lsp.ignoring_edits import (
    find_ignoring_file,
    find_ignoring_here,
    find_ignoring_key,
)
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import EditArgument
from openrouter_lsp.lsp.moving import after_move, find_move
from openrouter_lsp.lsp.stop_ignoring import find_stopping


@dataclass(frozen=True, slots=True)
class LateEdit:
    """How an edit is made.

    Attributes:
        find: finds what changes; or returns the sentence that tells why nothing does.
        then: what is done once the edit was made, for `Pointed.edit` with `is_followed`.
    """

    find: Callable[[OpenRouterServer, EditArgument], Awaitable[Changes | str]]
    then: Callable[[OpenRouterServer, EditArgument], Coroutine[Any, Any, None]] | None = None


LATE_EDITS: Final[Mapping[str, LateEdit]] = {
    "ignoreHere": LateEdit(find_ignoring_here),
    "ignoreKey": LateEdit(find_ignoring_key),
    "ignoreFile": LateEdit(find_ignoring_file),
    "stopIgnoring": LateEdit(find_stopping),
    "move": LateEdit(find_move, after_move),
    "ignoreInGit": LateEdit(find_ignoring, after_ignoring),
    "addToExample": LateEdit(find_example),
}
"""By the name that `Pointed.edit` gives."""
