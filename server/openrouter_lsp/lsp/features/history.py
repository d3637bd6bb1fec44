"""Git's history, searched for a key on request."""

from openrouter_lsp.keys import Fingerprint, Key
from openrouter_lsp.lsp.history import tell_of_history
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import KeyArgument
from openrouter_lsp.reporting.actions import NO_KEY_TO_SEARCH, UNTRUSTED_SEARCH
from openrouter_lsp.workspace import path_of


async def search_history(ls: OpenRouterServer, argument: KeyArgument) -> None:
    """Tell whether git has a key in its history, in the repositories that its files lie in."""
    await ls.session.ready.wait()
    key = _key(ls, Fingerprint(argument.fingerprint))
    if key is None:
        ls.tell(NO_KEY_TO_SEARCH)
        return
    if not ls.session.trusted:
        ls.tell(UNTRUSTED_SEARCH)
        return
    paths = (path_of(source.uri) for source in ls.session.places if source.holds(key))
    folders = [path.parent for path in paths if path is not None]
    # Not waited for: it may take a minute, and ends with a question.
    ls.session.start(tell_of_history(ls, key, folders, asked_for=True))


def _key(ls: OpenRouterServer, fingerprint: Fingerprint) -> Key | None:
    findings = (finding for source in ls.session.places for finding in source.findings)
    keys = (finding.key for finding in findings if finding.key is not None)
    return next((key for key in keys if key.fingerprint == fingerprint), None)
