"""What the light bulb's offers do. Arguments are fingerprints, never keys."""

import asyncio

from lsprotocol import types

from openrouter_lsp.keys import Fingerprint
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import KeyArgument, RuleArgument
from openrouter_lsp.lsp.showing import show_page
from openrouter_lsp.reporting import KEYS_PAGE, explain_status, key_page, page_of, without_answer
from openrouter_lsp.reporting.actions import forgotten_words, not_forgotten_words


async def check_key(ls: OpenRouterServer, argument: KeyArgument) -> None:
    """Ask OpenRouter about one key, though the last answer may still hold."""
    session = ls.session
    key = session.places.key(Fingerprint(argument.fingerprint))
    if key is None:
        ls.tell("That key stands in no file that is looked at any more.")
        return
    verdict = await session.check(key, anew=True)
    words = explain_status(verdict, session.clock(), session.unasked)
    ls.tell(f"{key.masked}: {words} {without_answer(verdict)}".rstrip())


async def open_key_page(ls: OpenRouterServer, argument: KeyArgument) -> None:
    """Open the page of a key at OpenRouter: its owner sees the key there, others a 404."""
    await show_page(ls, key_page(Fingerprint(argument.fingerprint)), external=True)


async def open_keys_page(ls: OpenRouterServer) -> None:
    """Open the page where keys are made."""
    await show_page(ls, KEYS_PAGE, external=True)


async def forget(ls: OpenRouterServer) -> None:
    """Forget what is remembered of keys, on the disk."""
    complaints: list[str] = []
    count = await asyncio.to_thread(ls.memory.forget, complaints.append)
    if complaints:
        # What is shown goes on to tell of it, as the next session would.
        ls.tell(not_forgotten_words(complaints[0]), types.MessageType.Error)
        return
    ls.session.forget()
    ls.tell(forgotten_words(count))


def copy_fingerprint(ls: OpenRouterServer, argument: KeyArgument) -> None:
    """Show the fingerprint, for an editor that cannot be asked to copy it."""
    ls.tell(f"The key's fingerprint (SHA-256): {argument.fingerprint}")


async def explain(ls: OpenRouterServer, argument: RuleArgument) -> None:
    """Open the page that explains a rule."""
    try:
        page = page_of(argument.code)
    except ValueError:
        ls.tell("There is no such rule.", types.MessageType.Error)
        return
    await show_page(ls, page, external=False)
