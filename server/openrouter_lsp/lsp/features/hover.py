"""The explanation beside a key."""

from lsprotocol import types

from openrouter_lsp.lsp.converting import finding_at, markup_of, range_of
from openrouter_lsp.lsp.explanation import explanation_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.sources import current_source


def hover(ls: OpenRouterServer, params: types.HoverParams) -> types.Hover | None:
    """Explain the key at a position, or else the first on its line.

    The answer is what is known now; where that is old, OpenRouter is asked in the background.
    """
    session = ls.session
    source = current_source(ls, params.text_document.uri)
    if source is None:
        return None
    finding = finding_at(source, params.position, session.encoding)
    if finding is None:
        return None
    if finding.key and finding.is_to_be_checked:
        session.check_soon([finding.key])
    text = explanation_of(session, source, finding)
    return types.Hover(
        contents=markup_of([text], is_markdown=session.abilities.markdown),
        range=range_of(source.lines, finding.span, session.encoding),
    )
