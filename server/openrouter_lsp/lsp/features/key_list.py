"""The list of all keys, for a view of them."""

from typing import Any

from openrouter_lsp.lsp.language_server import OpenRouterServer


def list_keys(ls: OpenRouterServer) -> dict[str, Any]:
    """Return each key once, worst first, with its state and its places; no key is in it.

    Nothing is asked for it: it is what is known now. `complete` tells whether the folders were
    looked through, so that nobody says too early that there is no key.
    """
    return {"keys": ls.glances.list_keys(), "complete": ls.has_looked}
