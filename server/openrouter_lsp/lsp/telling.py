"""Tells the user of an error that a program printed."""

import asyncio
from typing import Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from openrouter_lsp.keys import Certainty, Failure
from openrouter_lsp.lsp.attribution import Attribution, attribute
from openrouter_lsp.lsp.converting import message_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.run import Run
from openrouter_lsp.lsp.showing import show_key, show_page
from openrouter_lsp.reporting import page_of
from openrouter_lsp.reporting.failures import (
    Area,
    area_of,
    is_worth_a_check,
    is_worth_telling,
    page_code,
    told_words,
)
from openrouter_lsp.workspace import uri_of
from openrouter_lsp.workspace.suspects import Whereabouts, read_source

_SHOW: Final = "Show key"
_CHECK: Final = "Check again"
_EXPLAIN: Final = "What does this mean"


async def tell_failure(
    ls: OpenRouterServer, run: Run, failure: Failure, *, asked_for: bool = False
) -> None:
    """Find the key that a printed failure is about, mark it, and tell the user.

    Where the failure may be anybody's, only if a key then fails its check; and nothing twice
    within a quarter of an hour.

    Args:
        ls: the server.
        run: the command that printed it.
        failure: what it printed.
        asked_for: whether the user asked for it, so that it is told in any case.
    """
    if _is_idle_talk(failure) and not asked_for:
        return
    session = ls.session
    seen = await attribute(session, ls.environment, run, failure)
    is_told = is_worth_telling(failure, seen.checked) and not _is_about_ignored(seen)
    if not is_told and not asked_for:
        return
    await _look_at_its_file(ls, seen)
    note(ls, seen)
    if asked_for or ls.output.restraint.may_tell(_thing(seen), session.clock()):
        await _ask(ls, run, seen)


def note(ls: OpenRouterServer, seen: Attribution) -> None:
    """Keep a failure, and show it where the key stands that is to blame."""
    session = ls.session
    session.sightings.note(seen)
    for source in session.places:
        if seen.culprit is not None and source.holds(seen.culprit.key):
            session.publish(source)
    ls.glances.look_soon()


def words_of(ls: OpenRouterServer, seen: Attribution) -> str:
    """Return what there is to say of a failure in short: which key, why, what to do."""
    return told_words(seen.sighting, seen.checked, ls.session.unasked)


async def _look_at_its_file(ls: OpenRouterServer, seen: Attribution) -> None:
    """Look at the file of the key that is to blame, though it lies outside the workspace.

    Not at a client's own configuration, which is nobody's project.
    """
    suspect = seen.culprit
    if suspect is None or suspect.path is None or suspect.whereabouts is not Whereabouts.FILE:
        return
    if ls.session.places.get(uri_of(suspect.path)) is None:
        source = await asyncio.to_thread(read_source, suspect.path)
        if ls.session.places.get(source.uri) is None:
            ls.session.look_at(source)


def _is_idle_talk(failure: Failure) -> bool:
    """Whether a failure may be anybody's, and no check could tell whose it is."""
    return failure.certainty is Certainty.POSSIBLE and not is_worth_a_check(failure.kind)


def _is_about_ignored(seen: Attribution) -> bool:
    """Whether a failure is one of a key, and most likely of one that is ignored."""
    return seen.is_quiet and is_worth_a_check(seen.failure.kind)


def _thing(seen: Attribution) -> str:
    """Return what it is that is told of: a key, or a kind of failure where none is to blame."""
    return seen.culprit.key.fingerprint if seen.culprit else seen.failure.kind


async def _ask(ls: OpenRouterServer, run: Run, seen: Attribution) -> None:
    """Show a failure, and do what the user chooses."""
    actions = []
    subject = seen.culprit or next(iter(seen.suspects), None)
    if subject is not None and subject.path is not None:
        actions.append(_SHOW)
    if seen.suspects and is_worth_a_check(seen.failure.kind) and not ls.session.unasked:
        actions.append(_CHECK)
    actions.append(_EXPLAIN)
    params = types.ShowMessageRequestParams(
        type=_severity(seen),
        message=message_of(words_of(ls, seen)),
        actions=[types.MessageActionItem(title) for title in actions],
    )
    try:
        chosen = await ls.window_show_message_request_async(params)
    except JsonRpcException:
        return
    if chosen is None:
        return
    if chosen.title == _SHOW and subject is not None:
        await show_key(ls, subject.key.fingerprint, subject)
    elif chosen.title == _CHECK:
        again = await attribute(ls.session, ls.environment, run, seen.failure)
        note(ls, again)
        ls.tell(words_of(ls, again), _severity(again))
    elif chosen.title == _EXPLAIN:
        status = seen.blamed.verdict.status if seen.blamed else None
        await show_page(ls, page_of(page_code(seen.failure, status)), external=False)


def _severity(seen: Attribution) -> types.MessageType:
    if seen.culprit is not None:
        return types.MessageType.Error
    passing = area_of(seen.failure.kind) in (Area.MODEL_OR_PROVIDER, Area.LOCAL_NETWORK)
    return types.MessageType.Info if passing else types.MessageType.Warning
