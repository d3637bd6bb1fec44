"""Where something was found, and what stands around it."""

import re
from dataclasses import dataclass
from typing import Final

from openrouter_lsp.terminal.names.mentions import is_in_passing, is_plan, went_well
from openrouter_lsp.terminal.names.naming import Naming, Strength, naming_in
from openrouter_lsp.terminal.names.other_services import names_other_service, says_other_service
from openrouter_lsp.terminal.page.command_line import Command
from openrouter_lsp.terminal.page.page import LINES_BEFORE, OBJECT_BEFORE, Logical, Page

_BEFORE: Final = 8
_AFTER: Final = 12
_BESIDE: Final = 3
_MEMBER = re.compile(r"\s*[\"']?\w{1,40}[\"']?: ?[\"'].*,\s*$")
_BRACKETS = re.compile(r"[{}\[\]]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found.

    Attributes:
        logical: its line.
        command: the command whose output it is.
        own: how strongly its line names OpenRouter.
        near: how strongly the nearest of the lines around it does; None where none does.
        distance: how many lines away that is.
        is_hinted: OpenRouter is named at all, if farther away.
        has_other: its line names another service.
        says_other: its line holds another service's own words.
        other_beside: a line beside it, nearer than OpenRouter's name, names another service.
    """

    logical: Logical
    command: Command
    own: Strength | None
    near: Strength | None
    distance: int
    is_hinted: bool
    has_other: bool
    says_other: bool
    other_beside: bool

    @property
    def names_itself(self) -> bool:
        """Whether its own line says that OpenRouter is spoken with."""
        return self.own is not None and self.own >= Strength.PART

    @property
    def is_beside_name(self) -> bool:
        """Whether its own line, or one that is close, says so, or the command does."""
        is_near = self.near is not None and self.distance <= _BESIDE
        return self.names_itself or is_near or self.command.naming is Strength.HOST


def place(page: Page, first: int, last: int) -> Place:
    """Look around some lines of a page."""
    logical = page.logical(first, last)
    near = _nearest(page, logical)
    distance = _away(near, logical) if near else LINES_BEFORE
    other = _lines_to_other(page, logical)
    return Place(
        logical,
        page.command_before(logical.first),
        _own(page, logical, first, last),
        near.strength if near else None,
        distance,
        any(_is_in_reach(naming, logical, LINES_BEFORE) for naming in page.namings),
        page.names_other and (names_other_service(logical.text) or _says_other(page, logical)),
        page.names_other and _says_other(page, logical),
        other is not None and other < distance,
    )


def _own(page: Page, logical: Logical, first: int, last: int) -> Strength | None:
    """Return how strongly the line that holds some lines of a page names OpenRouter.

    Lines that look like one wrapped line may be several. So what others than those lines hold
    counts as in lines nearby, where it would count for little.
    """
    own = naming_in("\n".join(page.lines(first, last)))
    whole = naming_in(logical.text)
    if whole is None or (own is not None and own >= whole):
        return own
    others = (*range(logical.first, first), *range(last + 1, logical.last + 1))
    rows = [page.line(at) for at in others]
    if any(went_well(row) or is_plan(row) or is_in_passing(row) for row in rows):
        return own
    return own if whole is Strength.PART else whole


def _nearest(page: Page, logical: Logical) -> Naming | None:
    telling = [
        naming
        for naming in page.namings
        if naming.strength >= Strength.WORD and _is_in_reach(naming, logical, OBJECT_BEFORE)
    ]
    near = [
        naming
        for naming in telling
        if naming.line >= logical.first - _BEFORE or _is_in_one_object(page, naming.line, logical)
    ]
    return min(near, key=lambda n: (_away(n, logical), -n.strength), default=None)


def _is_in_one_object(page: Page, member: int, logical: Logical) -> bool:
    """Tell whether an object that is written over many lines holds a member and what was found."""
    if not _MEMBER.match(page.line(member)):
        return False
    depth = 0
    for line in page.lines(member, logical.first - 1):
        for bracket in _BRACKETS.findall(line):
            depth += 1 if bracket in "{[" else -1
            if depth < 0:
                return False
    return True


def _is_in_reach(naming: Naming, logical: Logical, before: int) -> bool:
    if naming.is_plan and naming.line > logical.last:
        return False
    return logical.first - before <= naming.line <= logical.last + _AFTER


def _away(naming: Naming, logical: Logical) -> int:
    return max(0, logical.first - naming.line, naming.line - logical.last)


def _says_other(page: Page, logical: Logical) -> bool:
    """Tell whether a line holds another service's own words, which may end on the next one."""
    if says_other_service(logical.text):
        return True
    following = " ".join(page.lines(logical.last + 1, logical.last + 1)).strip()
    whole = f"{logical.text.rstrip()} {following}"
    return says_other_service(whole) and not says_other_service(following)


def _lines_to_other(page: Page, logical: Logical) -> int | None:
    """Return how many lines away another service is named; None where it is not close."""
    if not page.names_other:
        return None
    for away in range(1, _BESIDE + 1):
        for at in (logical.first - away, logical.last + away):
            if any(names_other_service(line) for line in page.lines(at, at)):
                return away
    return None
