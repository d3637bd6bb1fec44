"""Links from keys to their pages at OpenRouter."""

from collections.abc import Mapping

from lsprotocol import types

from openrouter_lsp.keys import Fingerprint
from openrouter_lsp.lsp.converting import range_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import is_fingerprint
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.reporting import KEY_PAGE_TOOLTIP, key_page


def document_links(
    ls: OpenRouterServer, params: types.DocumentLinkParams
) -> list[types.DocumentLink]:
    """Return a link for each key of a document; where it leads is told once it is wanted."""
    source = current_source(ls, params.text_document.uri)
    if source is None:
        return []
    return [
        types.DocumentLink(
            range_of(source.lines, finding.span, ls.session.encoding),
            tooltip=KEY_PAGE_TOOLTIP if ls.session.abilities.link_tooltips else None,
            data={"fingerprint": finding.key.fingerprint},
        )
        for finding in source.findings
        if finding.key is not None
    ]


def resolve(_ls: OpenRouterServer, link: types.DocumentLink) -> types.DocumentLink:
    """Give a link its address: its owner sees the key there, anyone else a 404."""
    data: object = link.data
    fingerprint = data.get("fingerprint") if isinstance(data, Mapping) else None
    if isinstance(fingerprint, str) and is_fingerprint(fingerprint):
        link.target = key_page(Fingerprint(fingerprint))
    return link
