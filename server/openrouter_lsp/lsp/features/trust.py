"""Trust given, or taken back, while the editor runs."""

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from openrouter_lsp.lsp.server import OpenRouterServer


@attrs.frozen
class DidChangeTrustParams:
    """What `openrouter/didChangeTrust` brings."""

    trusted: object


def did_change(ls: "OpenRouterServer", params: DidChangeTrustParams) -> None:
    """Take the editor's word; anything but true is no trust."""
    ls.says_trusted = params.trusted is True
    ls.session.trust(trusted=ls.says_trusted)
