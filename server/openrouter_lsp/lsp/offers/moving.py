"""Ways to keep a key out of what is shared: .env, .gitignore, an example without the value."""

from pathlib import Path
from typing import Final

from lsprotocol import types

from openrouter_lsp.editing.moving import Language, language_of
from openrouter_lsp.lsp.offers.pointed import Pointed
from openrouter_lsp.scanning import Context
from openrouter_lsp.workspace import path_of
from openrouter_lsp.workspace.sharing import is_example

MOVE: Final = "move"
IGNORE: Final = "ignoreInGit"
EXAMPLE: Final = "addToExample"
_ABOUT_SHARING: Final = frozenset({"key-in-source", "key-not-ignored"})


def offers(at: Pointed) -> list[types.CodeAction]:
    """Offer what takes a key out of what is shared."""
    path = path_of(at.source.uri)
    if path is None or at.finding.key is None:
        return []
    actions = []
    if "key-in-source" in at.codes and (title := _move_title(at, path)):
        actions.append(at.edit(title, MOVE, is_followed=True))
    # An example is there to be shared.
    if "key-not-ignored" in at.codes and not is_example(path):
        title = f"Add {path.name} to .gitignore"
        actions.append(at.edit(title, IGNORE, is_followed=True))
    return actions


def further_offers(at: Pointed) -> list[types.CodeAction]:
    """Offer a place in the example, and a look at what was shared already."""
    path, key = path_of(at.source.uri), at.finding.key
    # Where something else is wrong, that comes first.
    is_time = not at.codes or not at.codes.isdisjoint(_ABOUT_SHARING)
    if path is None or key is None or not is_time:
        return []
    actions = []
    is_set = at.source.is_environment_file and at.finding.context is Context.ASSIGNMENT
    if is_set and not is_example(path):
        title = f"Add {at.finding.variable} to the example, without the key"
        actions.append(at.edit(title, EXAMPLE))
    if at.session.trusted:
        which = {"fingerprint": key.fingerprint}
        title = "Is this key in git's history?"
        actions.append(at.command(title, "openrouter.searchHistory", which))
    return actions


def _move_title(at: Pointed, path: Path) -> str | None:
    language = language_of(path, at.source.lines.text)
    if language is Language.WORKFLOW:
        return "Read this key from the repository's secrets"
    return "Move this key to .env" if language is not None else None
