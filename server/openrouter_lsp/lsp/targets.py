"""From what the light bulb was about to what a new key is to replace."""

from typing import TYPE_CHECKING

from lsprotocol import types

from openrouter_lsp.editing import replace_key
from openrouter_lsp.keys import Fingerprint
from openrouter_lsp.lsp.converting import finding_at, range_of
from openrouter_lsp.lsp.replacing import NoKey, OldKey, Target
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.reporting import Unasked, explain_unasked
from openrouter_lsp.reporting.actions import NO_SUCH_KEY

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer
    from openrouter_lsp.lsp.messages import NewKeyArgument


async def wanted_target(ls: "OpenRouterServer", argument: "NewKeyArgument") -> Target | None:
    """Return what a new key is to replace; None, and told why, where there is nothing."""
    if not await is_allowed(ls):
        return None
    target = _target(ls, argument)
    if target is None:
        ls.tell(NO_SUCH_KEY, types.MessageType.Warning)
    return target


async def is_allowed(ls: "OpenRouterServer") -> bool:
    """Whether keys of this workspace may be dealt with; if not, it is told."""
    await ls.session.ready.wait()
    if not ls.session.trusted:
        ls.tell(explain_unasked(Unasked.UNTRUSTED), types.MessageType.Warning)
    return ls.session.trusted


def _target(ls: "OpenRouterServer", argument: "NewKeyArgument") -> Target | None:
    if argument.fingerprint is not None:
        return _old_key(ls, Fingerprint(argument.fingerprint))
    source = current_source(ls, argument.uri) if argument.uri else None
    if source is None:
        return None
    where = types.Position(argument.line, argument.character)
    finding = finding_at(source, where, ls.session.encoding)
    if finding is None:
        return None
    if finding.key is not None:
        return _old_key(ls, finding.key.fingerprint)
    line = range_of(source.lines, finding.span, ls.session.encoding).start.line
    return NoKey(source.uri, line, finding)


def _old_key(ls: "OpenRouterServer", fingerprint: Fingerprint) -> OldKey | None:
    """Return a key as a target; None where it stands in no place that would be written."""
    key = ls.session.places.key(fingerprint)
    findings = [source.findings for source in ls.session.places]
    is_there = key and any(replace_key(each, fingerprint, key) for each in findings)
    return OldKey(fingerprint) if is_there else None
