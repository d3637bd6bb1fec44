"""What the light bulb offers."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from openrouter_lsp.keys import Fact
from openrouter_lsp.lsp.converting import SOURCE, range_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.reporting import Problem
from openrouter_lsp.scanning import Context, Finding
from openrouter_lsp.workspace import Source, name_of

if TYPE_CHECKING:
    from openrouter_lsp.keys import Key
    from openrouter_lsp.lsp.attribution import Attribution

_CURED_BY_A_NEW_KEY: Final = frozenset(
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
        if session.trusted and session.ready.is_set() and _is_curable(source, finding, problems):
            actions += _new_keys(ls, source, finding, diagnostics)
        if finding.key is not None:
            may_check = finding.is_to_be_checked and session.unasked is None
            actions += _about_key(finding.key, diagnostics, may_check=may_check)
            seen = session.sightings.of_key(finding.key.fingerprint)
            if seen is not None:
                runs = session.abilities.terminals
                actions += _about_failure(finding.key, seen, diagnostics, may_run=runs)
        if any(problem.code in _CURED_BY_A_NEW_KEY for problem in problems):
            actions.append(_action(*_NEW_KEY, [], diagnostics))
        actions += [_explanation(problem, diagnostics) for problem in problems]
    return actions


def _is_curable(source: Source, finding: Finding, problems: Sequence[Problem]) -> bool:
    """Whether a new key in its place would help, and belongs there."""
    if finding.context in _IN_COMMENTS:
        return False
    codes = {problem.code for problem in problems}
    is_template = _TEMPLATE.search(name_of(source.uri)) is not None
    to_fill = "key-placeholder" in codes and source.is_environment_file and not is_template
    return to_fill or not codes.isdisjoint(_CURED_BY_A_NEW_KEY)


def _new_keys(
    ls: OpenRouterServer, source: Source, finding: Finding, diagnostics: list[types.Diagnostic]
) -> list[types.CodeAction]:
    """Offer the ways to a new key in a finding's place."""
    which: dict[str, object] = {"fingerprint": finding.key.fingerprint} if finding.key else {}
    if finding.key is None:
        start = range_of(source.lines, finding.span, ls.session.encoding).start
        which = {"uri": source.uri, "line": start.line, "character": start.character}
    offers = [("Get a new key through the browser", "openrouter.signIn", which)]
    if _may_rotate(ls, finding):
        offers.append(("Rotate this key", "openrouter.rotate", which))
    if ls.session.abilities.inputs:
        offers.append(("Paste a key", "openrouter.pasteKey", which))
    if (kept := ls.new_keys.kept_for(source, finding)) is not None:
        again: dict[str, object] = {"fingerprint": kept.key.fingerprint}
        offers.insert(0, ("Write the new key", "openrouter.writeNewKey", again))
    return [_action(title, command, [what], diagnostics) for title, command, what in offers]


def _may_rotate(ls: OpenRouterServer, finding: Finding) -> bool:
    """Whether a management key is set, and nothing tells that it cannot rotate this key."""
    manager = ls.managing_key()
    if manager is None or finding.key in (None, manager) or ls.session.unasked:
        return False
    known = {evidence.fact for evidence in ls.session.verdict(finding).evidence}
    return known.isdisjoint(_NO_ROTATION)


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


def _about_failure(
    key: "Key", seen: "Attribution", diagnostics: list[types.Diagnostic], *, may_run: bool
) -> list[types.CodeAction]:
    which: list[dict[str, str]] = [{"fingerprint": key.fingerprint}]
    offers = [_action("Copy a report of this failure", "openrouter.copyReport", which, diagnostics)]
    if may_run and seen.run.command_line is not None:
        what = {"commandLine": seen.run.command_line}
        if seen.run.folder is not None:
            what["cwd"] = str(seen.run.folder)
        offers.append(_action("Run that again", "openrouter.runAgain", [what], diagnostics))
    return offers


def _explanation(problem: Problem, diagnostics: list[types.Diagnostic]) -> types.CodeAction:
    own = [diagnostic for diagnostic in diagnostics if diagnostic.code == problem.code]
    title = f"What “{problem.code}” means"
    return _action(title, "openrouter.explain", [{"code": problem.code}], own)


def _action(
    title: str,
    command: str,
    arguments: Sequence[Mapping[str, object]],
    diagnostics: list[types.Diagnostic],
) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=diagnostics or None,
        command=types.Command(title=title, command=command, arguments=list(arguments)),
    )


def _are_wanted(only: object) -> bool:
    if not isinstance(only, list | tuple):
        return True
    return any(str(kind) in ("", types.CodeActionKind.QuickFix) for kind in only)


def _share_a_line(one: types.Range, other: types.Range) -> bool:
    return one.start.line <= other.end.line and other.start.line <= one.end.line
