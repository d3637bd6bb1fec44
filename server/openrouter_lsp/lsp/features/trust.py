"""Trust given, or taken back, while the editor runs."""

import attrs

from openrouter_lsp.lsp.language_server import OpenRouterServer


@attrs.frozen
class DidChangeTrustParams:
    """What `openrouter/didChangeTrust` brings."""

    trusted: object


def did_change(ls: OpenRouterServer, params: DidChangeTrustParams) -> None:
    """Take the editor's word; anything but true is no trust."""
    ls.session.trust(trusted=params.trusted is True)
