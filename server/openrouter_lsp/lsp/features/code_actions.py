"""What the light bulb offers."""

from typing import TYPE_CHECKING, Final

from lsprotocol import types

from openrouter_lsp.lsp.converting import SOURCE, range_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.reporting import Problem

if TYPE_CHECKING:
    from openrouter_lsp.keys import Key

_CURED_BY_A_NEW_KEY: Final = frozenset(
    {"key-expired", "key-rejected", "key-disabled", "key-expiring", "key-malformed"}
)
_NEW_KEY: Final = ("Make a new key at OpenRouter", "openrouter.openKeysPage")


def code_actions(ls: OpenRouterServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Offer what can be done about the keys on the lines of a range.

    For a healthy key only where the user asks: a light bulb that is always on is not looked at.
    """
    session = ls.session
    source = current_source(ls, params.text_document.uri)
    if source is None or not _are_wanted(params.context.only):
        return []
    asked_for = params.context.trigger_kind == types.CodeActionTriggerKind.Invoked
    actions: list[types.CodeAction] = []
    for finding in source.findings:
        where = range_of(source.lines, finding.span, session.encoding)
        if not _share_a_line(where, params.range):
            continue
        problems = session.problems(source, finding, session.clock())
        if not problems and not asked_for:
            continue
        diagnostics = [
            diagnostic
            for diagnostic in params.context.diagnostics
            if diagnostic.source == SOURCE and diagnostic.range == where
        ]
        if finding.key is not None:
            may_check = finding.is_to_be_checked and session.unasked is None
            actions += _about_key(finding.key, diagnostics, may_check=may_check)
        if any(problem.code in _CURED_BY_A_NEW_KEY for problem in problems):
            actions.append(_action(*_NEW_KEY, [], diagnostics))
        actions += [_explanation(problem, diagnostics) for problem in problems]
    return actions


def _about_key(
    key: "Key", diagnostics: list[types.Diagnostic], *, may_check: bool
) -> list[types.CodeAction]:
    offers = [
        ("Check this key again", "openrouter.checkKey"),
        ("Open this key's page at OpenRouter", "openrouter.openKeyPage"),
        ("Copy this key's fingerprint", "openrouter.copyFingerprint"),
    ]
    arguments: list[dict[str, str]] = [{"fingerprint": key.fingerprint}]
    return [
        _action(title, command, arguments, diagnostics)
        for title, command in offers[0 if may_check else 1 :]
    ]


def _explanation(problem: Problem, diagnostics: list[types.Diagnostic]) -> types.CodeAction:
    own = [diagnostic for diagnostic in diagnostics if diagnostic.code == problem.code]
    title = f"What “{problem.code}” means"
    return _action(title, "openrouter.explain", [{"code": problem.code}], own)


def _action(
    title: str, command: str, arguments: list[dict[str, str]], diagnostics: list[types.Diagnostic]
) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=diagnostics or None,
        command=types.Command(title=title, command=command, arguments=arguments),
    )


def _are_wanted(only: object) -> bool:
    if not isinstance(only, list | tuple):
        return True
    return any(str(kind) in ("", types.CodeActionKind.QuickFix) for kind in only)


def _share_a_line(one: types.Range, other: types.Range) -> bool:
    return one.start.line <= other.end.line and other.start.line <= one.end.line
