"""The state of keys at the ends of their lines."""

from collections.abc import Collection, Mapping

from lsprotocol import types

from openrouter_lsp.lsp.converting import markup_of, position
from openrouter_lsp.lsp.explanation import explanation_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.line_hints import LineHint
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.workspace import Source


def inlay_hints(ls: OpenRouterServer, params: types.InlayHintParams) -> list[types.InlayHint]:
    """Return a hint for each line with a key in a range, from what is known now."""
    source = current_source(ls, params.text_document.uri)
    if source is None:
        return []
    wanted = range(params.range.start.line, params.range.end.line + 1)
    return [_hint(ls, source, hint) for hint in ls.glances.hints(source.uri) if hint.line in wanted]


def resolve(ls: OpenRouterServer, hint: types.InlayHint) -> types.InlayHint:
    """Give a hint its tooltip: all that is known of the keys of its line."""
    data: object = hint.data
    if not isinstance(data, Mapping):
        return hint
    uri, keys = data.get("uri"), data.get("keys")
    source = current_source(ls, uri) if isinstance(uri, str) else None
    if source is not None and isinstance(keys, list | tuple):
        hint.tooltip = _tooltip(ls, source, keys)
    return hint


def _hint(ls: OpenRouterServer, source: Source, hint: LineHint) -> types.InlayHint:
    is_late = ls.session.abilities.late_tooltips
    return types.InlayHint(
        position=position(source.lines, hint.end, ls.session.encoding),
        label=hint.words,
        padding_left=True,
        tooltip=None if is_late else _tooltip(ls, source, hint.keys),
        data={"uri": source.uri, "keys": list(hint.keys)} if is_late else None,
    )


def _tooltip(
    ls: OpenRouterServer, source: Source, keys: Collection[str]
) -> types.MarkupContent | None:
    found = {
        finding.key.fingerprint: finding
        for finding in source.findings
        if finding.key is not None and finding.key.fingerprint in keys
    }
    if not found:
        return None
    words = [explanation_of(ls.session, source, finding) for finding in found.values()]
    return markup_of(words, is_markdown=ls.session.abilities.markdown)
