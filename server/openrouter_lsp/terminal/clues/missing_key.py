"""Finds clients that were started without a key, and said so before they asked anybody."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from openrouter_lsp.keys import Certainty, FailureKind
from openrouter_lsp.terminal.clues.clue import Clue, Weight
from openrouter_lsp.terminal.clues.drafting import draft
from openrouter_lsp.terminal.clues.place import Place, place
from openrouter_lsp.terminal.clues.weighing import Candidate, unless_shown
from openrouter_lsp.terminal.names.naming import Strength
from openrouter_lsp.terminal.page.page import Page

_NAME = (
    r"(?:[A-Z]\w{0,30}_)?(?:OPEN_?ROUTER_(?:[A-Z]\w{0,20}_)?(?:API_)?KEYS?|OR_API_KEY|API_KEY_OPENROUTER)"
    r"|openrouter_api_key|[Oo]pen[Rr]outer API [Kk]eys?|OpenRouter key"
)
_LACKING = (
    r"(?:(?:is|are|was|were|has|have|be|been)(?: not|n't)|not(?: been)?|no|never) ?"
    r"(?:set|found|defined|provided|configured|present|given|specified|available|exported|in (?:the |your )?env)"
    r"|(?:is |are |was )?(?:missing|required|undefined|unset|empty|blank|null|absent|unbound variable)"
    r"|parameter (?:null or )?not set|must be (?:set|provided|specified)|needs? to be set|Required|Field required"
)
_NAME_ALONE = re.compile(rf"\s*(?:{_NAME})\s*")
_AFTER = re.compile(rf"(?:{_NAME})(?P<gap>[^\n;]{{0,60}}?)(?<![A-Za-z])(?:{_LACKING})(?![A-Za-z])")
_BEFORE = re.compile(
    rf"(?:[Mm]issing(?: required)?|[Nn]o|[Uu]nset|[Uu]ndefined|KeyError:|[Dd]id not find|[Cc]ould not find"
    rf"|[Cc]ould not resolve placeholder|environment variable not found:?|[Ff]ailed to (?:get|load|read))"
    rf"(?:[ :'\"`\[(]|(?:the|an?|any|your|valid|env(?:ironment)?|vars?|variables?|required|keys?|API)\b){{0,9}}(?:{_NAME})"
)
_ASKING = re.compile(
    rf"(?:[Pp]lease|[Yy]ou (?:must|need to)) (?:set|provide|export|add|configure|supply|enter)"
    rf"[^\n;.]{{0,40}}?(?:{_NAME})"
)
_ERROR_ASKS = re.compile(rf"(?:Error|Exception)\b.{{0,40}}\b[Ss]et (?:the )?[`'\"]?(?:{_NAME})")
_KEYS_OF_LLM = re.compile(r"No key found - add one using 'llm keys set openrouter'")
_OPENAI = re.compile(
    r"api_key client option must be set|OPENAI_API_KEY environment variable is missing or empty"
)

OTHER_CLIENTS_LETTERS: Final = (b"openaiapikey", b"apikeyclientoption")
"""The letters of which each of these has some."""


def missing_key_clues(page: Page, lines: Collection[int]) -> Iterator[Clue]:
    """Yield what some lines say of a key that was never given.

    Args:
        page: the page.
        lines: where to look, in lines of the page.
    """
    done = -1
    for at in sorted(lines):
        if at <= done or not _may_speak_of_it(page.line(at)):
            continue
        spot = place(page, at, at)
        found = _found(spot, page.line(at + 1) if at + 1 < page.count else "")
        if found is None:
            continue
        done = spot.logical.last
        words, certainty = found
        weighed = unless_shown(page, spot, Candidate(words, certainty), certainty)
        if weighed:
            yield draft(page, spot, FailureKind.MISSING_KEY, weighed, Weight.WORDING, words)


def _may_speak_of_it(line: str) -> bool:
    lower = line.lower()
    return "key" in lower and (
        "router" in lower or "or_api" in lower or "openai_api" in lower or "client option" in lower
    )


def _found(spot: Place, following: str) -> tuple[str, Certainty] | None:
    text = spot.logical.text
    if _NAME_ALONE.fullmatch(text):
        text = f"{text} {following.strip()}"
    for pattern in (_AFTER, _BEFORE, _KEYS_OF_LLM):
        if match := pattern.search(text):
            return match[0], Certainty.NAMED
    if match := _ASKING.search(text) or _ERROR_ASKS.search(text):
        return match[0], Certainty.LIKELY
    match = _OPENAI.search(text)
    if match is None or (spot.has_other and not spot.names_itself):
        return None
    if spot.names_itself or spot.near is Strength.HOST or spot.command.naming is Strength.HOST:
        return match[0], Certainty.LIKELY
    return match[0], Certainty.POSSIBLE
