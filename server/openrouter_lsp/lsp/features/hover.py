"""The explanation beside a key."""

from lsprotocol import types

from openrouter_lsp.lsp.converting import finding_at, range_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.reporting import hover_markdown, seen_markdown


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
    text = hover_markdown(
        finding,
        session.verdict(finding),
        session.all_surroundings(source, finding),
        session.clock(),
        session.why_unasked(finding),
    )
    seen = session.sightings.of_key(finding.key.fingerprint) if finding.key else None
    if seen is not None:
        text = f"{text}\n\n{seen_markdown(seen.sighting, session.clock())}"
    return types.Hover(
        contents=types.MarkupContent(types.MarkupKind.Markdown, text),
        range=range_of(source.lines, finding.span, session.encoding),
    )
