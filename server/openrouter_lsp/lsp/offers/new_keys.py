"""The ways to a new key in a finding's place."""

import re
from typing import Final

from lsprotocol import types

from openrouter_lsp.keys import Fact
from openrouter_lsp.lsp.offers.pointed import Pointed
from openrouter_lsp.scanning import Context
from openrouter_lsp.workspace import name_of

CURED_BY_A_NEW_KEY: Final = frozenset(
    {"key-expired", "key-rejected", "key-disabled", "key-expiring", "key-malformed"}
)
_NO_ROTATION: Final = frozenset(
    {
        Fact.NO_RECORD,
        Fact.RECORD_NOT_FOUND,
        Fact.MANAGEMENT_KEY_REFUSED,
        Fact.MANAGEMENT_KEY_MALFORMED,
    }
)
"""What is known of a key that the management key cannot rotate."""
_TEMPLATE: Final = re.compile(r"example|sample|template|dist\b", re.IGNORECASE)
_IN_COMMENTS: Final = (Context.COMMENT, Context.COMMENTED_ASSIGNMENT)


def offers(at: Pointed) -> list[types.CodeAction]:
    """Offer a new key where it would help, and belongs."""
    session, finding = at.session, at.finding
    if not (session.trusted and session.ready.is_set() and _is_curable(at)):
        return []
    which = {"fingerprint": finding.key.fingerprint} if finding.key else at.place
    actions = [at.command("Get a new key through the browser", "openrouter.signIn", which)]
    if _may_rotate(at):
        actions.append(at.command("Rotate this key", "openrouter.rotate", which))
    if session.abilities.inputs:
        actions.append(at.command("Paste a key", "openrouter.pasteKey", which))
    if (kept := at.ls.new_keys.kept_for(at.source, finding)) is not None:
        again = {"fingerprint": kept.key.fingerprint}
        actions.insert(0, at.command("Write the new key", "openrouter.writeNewKey", again))
    return actions


def _is_curable(at: Pointed) -> bool:
    if at.finding.context in _IN_COMMENTS:
        return False
    is_template = _TEMPLATE.search(name_of(at.source.uri)) is not None
    to_fill = "key-placeholder" in at.codes and at.source.is_environment_file and not is_template
    return to_fill or not at.codes.isdisjoint(CURED_BY_A_NEW_KEY)


def _may_rotate(at: Pointed) -> bool:
    """Whether a management key is set, and nothing tells that it cannot rotate this key."""
    manager = at.ls.managing_key()
    if manager is None or at.finding.key in (None, manager) or at.session.unasked:
        return False
    known = {evidence.fact for evidence in at.session.verdict(at.finding).evidence}
    return known.isdisjoint(_NO_ROTATION)
