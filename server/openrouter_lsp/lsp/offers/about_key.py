"""What can be asked about a key."""

from lsprotocol import types

from openrouter_lsp.lsp.offers.pointed import Pointed


def offers(at: Pointed) -> list[types.CodeAction]:
    """Offer to check a key again, its page and its fingerprint."""
    key = at.finding.key
    if key is None:
        return []
    which = {"fingerprint": key.fingerprint}
    actions = []
    if at.finding.is_to_be_checked and at.session.unasked is None:
        actions.append(at.command("Check this key again", "openrouter.checkKey", which))
    return [
        *actions,
        at.command("Open this key's page at OpenRouter", "openrouter.openKeyPage", which),
        at.command("Copy this key's fingerprint", "openrouter.copyFingerprint", which),
    ]
