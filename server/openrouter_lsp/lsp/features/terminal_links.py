"""What can be opened in a line of a terminal."""

from typing import Any

from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import LinksParams
from openrouter_lsp.lsp.terminal_links import links_in, utf16


def links(ls: OpenRouterServer, params: LinksParams) -> list[dict[str, Any]]:
    """Return what can be opened in a line: offsets and lengths in UTF-16 units."""
    found = []
    for link in links_in(params.line, ls.session.places.keys()):
        start, length = utf16(params.line, link.span)
        found.append(
            {
                "start": start,
                "length": length,
                "tooltip": link.tooltip,
                "command": link.command,
                "arguments": [link.argument],
            }
        )
    return found
