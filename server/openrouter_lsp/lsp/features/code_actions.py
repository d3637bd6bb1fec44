"""What the light bulb offers."""

from collections.abc import Callable
from typing import Final

from lsprotocol import types

from openrouter_lsp.lsp.converting import SOURCE, range_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.offers import about_key, explaining, failures, ignoring, moving, new_keys
from openrouter_lsp.lsp.offers.pointed import Pointed
from openrouter_lsp.lsp.sources import current_source

_OFFERS: Final[tuple[Callable[[Pointed], list[types.CodeAction]], ...]] = (
    new_keys.offers,
    moving.offers,
    about_key.offers,
    failures.offers,
    moving.further_offers,
    explaining.offers,
    ignoring.offers,
)
"""In the order in which they are shown."""


def code_actions(
    ls: OpenRouterServer, params: types.CodeActionParams
) -> list[types.CodeAction] | list[types.Command]:
    """Offer what can be done about the keys on the lines of a range.

    For a healthy key only where the user asks: a light bulb that is always on is not looked at.
    An editor that does not say whether the user asks is taken to be asked.
    """
    actions = _actions(ls, params)
    if ls.session.abilities.literals:
        return actions
    # Each has one: without late edits, an edit is made by a command too.
    return [action.command for action in actions if action.command is not None]


def _actions(ls: OpenRouterServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    session = ls.session
    source = current_source(ls, params.text_document.uri)
    if source is None or not _are_wanted(params.context.only):
        return []
    asked_for = params.context.trigger_kind != types.CodeActionTriggerKind.Automatic
    actions: list[types.CodeAction] = []
    for finding in source.findings:
        where = range_of(source.lines, finding.span, session.encoding)
        if not _share_a_line(where, params.range):
            continue
        problems = session.problems(source, finding, session.clock())
        if not problems and not asked_for:
            continue
        diagnostics = tuple(
            diagnostic
            for diagnostic in params.context.diagnostics
            if diagnostic.source == SOURCE and diagnostic.range == where
        )
        at = Pointed(ls, source, finding, problems, diagnostics)
        actions += [action for offers in _OFFERS for action in offers(at)]
    return actions


def _are_wanted(only: object) -> bool:
    if not isinstance(only, list | tuple):
        return True
    return any(str(kind) in ("", types.CodeActionKind.QuickFix) for kind in only)


def _share_a_line(one: types.Range, other: types.Range) -> bool:
    return one.start.line <= other.end.line and other.start.line <= one.end.line
