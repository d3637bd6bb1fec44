"""A key that the user has, in the place of one that does not work."""

from typing import Final

from lsprotocol import types

from openrouter_lsp.keys import Key
from openrouter_lsp.lsp.asking import ask_for_text
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import NewKeyArgument
from openrouter_lsp.lsp.new_keys import NewKey
from openrouter_lsp.lsp.replacing import OldKey, Target
from openrouter_lsp.lsp.targets import wanted_target
from openrouter_lsp.reporting import shape_sentence
from openrouter_lsp.reporting.actions import NO_INPUT_BOX, NO_KEY, SAME_KEY
from openrouter_lsp.scanning import scan_dotenv, scan_text

_TITLE: Final = "OpenRouter key"
_PROMPT: Final = "Paste the key. It is checked at OpenRouter before it is written."
_LONGEST: Final = 1000


async def paste_key(ls: OpenRouterServer, argument: NewKeyArgument) -> None:
    """Ask for a key, check it, and write it to the place that was pointed at."""
    target = await wanted_target(ls, argument)
    if target is None:
        return
    if not ls.session.abilities.inputs:
        ls.tell(NO_INPUT_BOX, types.MessageType.Warning)
        return
    # Not waited for: a person takes their time.
    ls.session.start(_paste(ls, target))


async def _paste(ls: OpenRouterServer, target: Target) -> None:
    text = await ask_for_text(ls, _TITLE, _PROMPT, secret=True)
    if text is None:
        return
    key = read_pasted(text)
    if isinstance(key, str):
        ls.tell(f"{key} Nothing was changed.", types.MessageType.Error)
    elif target == OldKey(key.fingerprint):
        ls.tell(SAME_KEY, types.MessageType.Warning)
    else:
        await ls.new_keys.deliver(NewKey(key, target))


def read_pasted(text: str) -> Key | str:
    """Return the key that a text is, with quotes and blanks around it; else why it is none."""
    value = text[:_LONGEST].strip().strip("\"'`")
    keys = [finding.key for finding in scan_text(value) if finding.key]
    if len(keys) == 1:
        return keys[0]  # whatever was copied with it: Bearer, the name of the variable
    findings = scan_dotenv(f"OPENROUTER_API_KEY={value.strip()}")
    if len(findings) != 1:
        return NO_KEY
    return findings[0].key or shape_sentence(findings[0])
