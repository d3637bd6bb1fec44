"""The list of all keys, each once, as `openrouter.listKeys` gives it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from openrouter_lsp.keys import Ignored, Key
from openrouter_lsp.lsp.converting import range_of
from openrouter_lsp.lsp.line_hints import glance_of
from openrouter_lsp.lsp.offers import about_key, failures, new_keys
from openrouter_lsp.lsp.offers.pointed import Pointed
from openrouter_lsp.reporting import (
    WORST_FIRST,
    Glance,
    is_misplaced,
    listed_expiry,
    listed_money,
    listed_name,
    listed_severity,
    listed_status,
    masked_line,
    seen_words,
    spoken_words,
)
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Source, name_of, path_of

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

Row = dict[str, Any]
"""A key as it goes over the wire; README.md tells its form."""

_OFFERS: Final = (new_keys.offers, about_key.offers, failures.offers)
_PREFIX: Final = "openrouter."
_MORE_THAN_A_KEY: Final = frozenset({"openrouter.runAgain"})
"""Commands that take more than a key."""
_IGNORE: Final = "openrouter.ignoreKey"
_STOP_IGNORING: Final = "openrouter.stopIgnoring"
_BADNESS: Final = {severity: n for n, severity in enumerate(("error", "warning", "information"))}
_LONGEST: Final = 200


def listed_keys(ls: "OpenRouterServer") -> tuple[list[Row], datetime | None]:
    """Return each key that stands somewhere, worst first, and when the clock changes the words.

    Nothing is asked: it is what is known now. No key is in it.
    """
    places: dict[Key, list[tuple[Source, Finding]]] = {}
    for source in ls.session.places:
        for finding in source.findings:
            if finding.key is not None:
                places.setdefault(finding.key, []).append((source, finding))
    now = ls.session.clock()
    rows, moments = [], []
    for key, at in places.items():
        row, glance = _row(ls, key, at, now)
        rows.append(row)
        if glance.until is not None:
            moments.append(glance.until)
    return sorted(rows, key=_badness), min(moments, default=None)


def _row(
    ls: "OpenRouterServer", key: Key, at: list[tuple[Source, Finding]], now: datetime
) -> tuple[Row, Glance]:
    session = ls.session
    finding = _telling(ls, at)
    verdict = session.verdict(finding)
    variable = next((one.variable for _, one in at if one.variable), None)
    misplaced = any(is_misplaced(one, verdict) for _, one in at)
    ignored = _ignored(one for _, one in at)
    glance = glance_of(session, finding, now)
    name = listed_name(verdict, variable, key.masked)
    money, expiry = listed_money(verdict), listed_expiry(verdict, now)
    ends = verdict.details.expires_at
    seen = session.sightings.of_key(key.fingerprint)
    places = [_place(ls, *one) for one in at]
    spoken = tuple(f"{place['path']}, line {place['line'] + 1}" for place in places)
    row: Row = {
        "fingerprint": key.fingerprint,
        "masked": key.masked,
        "name": name,
        "variable": variable and masked_line(variable, _LONGEST),
        "status": verdict.status.value,
        "statusText": listed_status(verdict, is_misplaced=misplaced),
        "severity": listed_severity(
            verdict.status, is_misplaced=misplaced, is_ignored=ignored is not None
        ),
        "summary": glance.words,
        "expires": {"at": ends.isoformat(), "text": expiry} if ends and expiry else None,
        "money": money
        and {
            "remaining": money.remaining,
            "limit": money.limit,
            "usage": money.usage,
            "share": money.share,
            "text": money.text,
        },
        "places": places,
        "seen": seen
        and {"text": seen_words(seen.sighting, None), "terminalId": seen.run.terminal_id},
        "ignored": ignored and ignored.value,
        "actions": _actions(ls, at, is_ignored=ignored is not None),
        "spoken": spoken_words(name, glance.words, spoken, ignored and ignored.value),
    }
    return row, glance


def _telling(ls: "OpenRouterServer", at: list[tuple[Source, Finding]]) -> Finding:
    """Return the finding that tells most of a key: where it is used, wrongly if anywhere."""
    return min(
        (finding for _, finding in at),
        key=lambda one: (
            one.ignored is not None,
            not one.is_to_be_checked,
            not is_misplaced(one, ls.session.verdict(one)),
        ),
    )


def _ignored(findings: Iterable[Finding]) -> Ignored | None:
    """Return by what a key is ignored; None where it is not ignored in every place."""
    by = [finding.ignored for finding in findings]
    if None in by:
        return None
    return next((each for each in (Ignored.LIST, *by) if each in by), None)


def _place(ls: "OpenRouterServer", source: Source, finding: Finding) -> Row:
    start = range_of(source.lines, finding.span, ls.session.encoding).start
    return {
        "uri": source.uri,
        "line": start.line,
        "character": start.character,
        "path": masked_line(_shown_path(ls, source.uri), _LONGEST),
        "variable": finding.variable and masked_line(finding.variable, _LONGEST),
    }


def _shown_path(ls: "OpenRouterServer", uri: str) -> str:
    """Return a file as it is shown: below its workspace folder, or whole."""
    path = path_of(uri)
    if path is None:
        return name_of(uri)
    folder = ls.folder_around(path)
    if folder is None:
        return str(path)
    below = path.relative_to(folder)
    # Of several folders, each may have an .env of its own.
    return str(folder.name / below if len(ls.folders()) > 1 else below)


def _actions(
    ls: "OpenRouterServer", at: list[tuple[Source, Finding]], *, is_ignored: bool
) -> list[str]:
    """Return the commands that make sense for a key now, without their prefix."""
    offered = {name: None for source, finding in at for name in _offered(ls, source, finding)}
    if (quiet := _STOP_IGNORING if is_ignored else _IGNORE) in ls.commands:
        offered[quiet] = None
    return [name.removeprefix(_PREFIX) for name in offered if name not in _MORE_THAN_A_KEY]


def _offered(ls: "OpenRouterServer", source: Source, finding: Finding) -> Iterator[str]:
    problems = ls.session.problems(source, finding, None)
    pointed = Pointed(ls, source, finding, problems, ())
    for offers in _OFFERS:
        for action in offers(pointed):
            if action.command is not None:
                yield action.command.command


def _badness(row: Row) -> tuple[object, ...]:
    statuses = [status.value for status in WORST_FIRST]
    return (
        row["ignored"] is not None,
        _BADNESS.get(row["severity"], len(_BADNESS)),
        statuses.index(row["status"]),
        row["name"].casefold(),
        row["fingerprint"],
    )
