"""Keys that were made and could not be written: another attempt."""

from collections.abc import Mapping

from lsprotocol import types

from openrouter_lsp.keys import Fingerprint
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.targets import is_allowed
from openrouter_lsp.reporting.actions import NOTHING_KEPT


async def write_new_key(ls: OpenRouterServer, *which: object) -> None:
    """Write a key that is kept: the one of a fingerprint, else the last that was made."""
    if not await is_allowed(ls):
        return
    argument = which[0] if which else None
    named = argument.get("fingerprint") if isinstance(argument, Mapping) else None
    new = ls.new_keys.kept(Fingerprint(named) if isinstance(named, str) else None)
    if new is None:
        ls.tell(NOTHING_KEPT, types.MessageType.Warning)
        return
    # Not waited for: it may end with a question.
    ls.session.start(ls.new_keys.write(new))
