"""At which address the user's browser reaches a port of this machine, as the editor knows it."""

import asyncio
from typing import TYPE_CHECKING, Final

from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

EXTERNAL_ADDRESS: Final = "openrouter/externalAddress"
"""Our own request to the editor: {uri} → an address, or null where it knows none."""
PATIENCE: Final = 10.0
"""Seconds until the editor has to have forwarded a port."""


async def external_address(ls: "OpenRouterServer", uri: str) -> str | None:
    """Return the address at which the browser reaches one of this machine's; None: no such is.

    Effect: the editor may forward a port, for as long as its window is open.
    """
    if not ls.session.abilities.external_addresses:
        return None
    try:
        async with asyncio.timeout(PATIENCE):
            address: object = await ls.protocol.send_request_async(EXTERNAL_ADDRESS, {"uri": uri})
    except (JsonRpcException, TimeoutError):
        return None
    return address if isinstance(address, str) else None
