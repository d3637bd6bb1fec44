"""Finds clients that were started without a key, and said so before they asked anybody."""

import re
from collections.abc import Collection, Iterable, Iterator
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
    r"(?:(?:is|are|was|were|has|have|be|been)(?: not|n't)|[Nn]ot(?: been)?|no|never) ?"
    r"(?:set|found|defined|provided|configured|present|given|specified|available|exported|in (?:the |your )?env)"
    r"|(?:is |are |was )?(?:missing|required|undefined|unset|empty|blank|null|absent|unbound variable)"
    r"|parameter (?:null or )?not set|must be (?:set|provided|specified)|needs? to be set|Required|Field required"
)
# What is left of a sentence that is broken behind the name, or before it.
_NAME_ALONE = re.compile(rf"\s*(?:{_NAME})\s*")
_NAME_AND_WORDS = re.compile(
    rf"(?:{_NAME})(?:[ '\"`)\]]*(?:: \[|: unbound$"
    r"|\b(?:the|env|environment|variables?|is|are|was|were|has|have|been|must|be|not)\b))+$"
)
_NAME_AT_END = re.compile(rf"(?:{_NAME})['\"`)\]]*$")
_VERB = re.compile(
    r"(?:(?:env(?:ironment)?|variable|var) ){0,2}(?:is|are|was|were|has|must|needs|not)\b"
)
_NAME_AT_START = re.compile(rf"[ '\"`(]*(?:{_NAME})")
_ENDED = re.compile(r"[.!?;}\])]\s*$")
_WORDS_BEYOND: Final = 6
_AFTER = re.compile(
    rf"(?:{_NAME})(?P<gap>(?:(?!\.\s|_KEY|_TOKEN)[^\n;]){{0,60}}?)(?<![A-Za-z])(?:{_LACKING})(?![A-Za-z])"
)
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
        before, following = page.lines(at - 1, at - 1), page.lines(at + 1, at + 1)
        if at <= done or not _may_speak_of_it(page.line(at), "".join(following)):
            continue
        spot = place(page, at, at)
        found = _found(spot, _readings(page.line(at), "".join(before), "".join(following)))
        if found is None:
            continue
        done = spot.logical.last
        words, certainty = found
        weighed = unless_shown(page, spot, Candidate(words, certainty), certainty)
        if weighed:
            yield draft(page, spot, FailureKind.MISSING_KEY, weighed, Weight.WORDING, words)


def _readings(line: str, before: str, following: str) -> Iterator[str]:
    """Yield a line as it stands, and with the rest of a sentence that is broken at its ends."""
    yield line
    line, beyond = line.strip(), " ".join(following.split()[:_WORDS_BEYOND])
    if beyond and (_goes_on(line, beyond) or line.endswith("llm keys set")):
        yield f"{line} {beyond}"
    if before.strip() and _NAME_AT_START.match(line) and not _ENDED.search(before):
        yield f"{before.strip()} {line}"


def _goes_on(line: str, beyond: str) -> bool:
    """Tell whether a sentence of a key's name goes on behind a line."""
    if _NAME_ALONE.fullmatch(line) or _NAME_AND_WORDS.search(line):
        return True
    return _NAME_AT_END.search(line) is not None and _VERB.match(beyond) is not None


def _may_speak_of_it(line: str, following: str) -> bool:
    """Tell whether a line, which may be broken within a name, may speak of a key; fast."""
    lower = line.lower()
    if "router" in lower or "key" in lower or "openai" in lower:
        lower += following.strip().lower()
    return "key" in lower and (
        "router" in lower or "or_api" in lower or "openai_api" in lower or "client option" in lower
    )


def _found(spot: Place, readings: Iterable[str]) -> tuple[str, Certainty] | None:
    for text in (*readings, spot.logical.text):
        for pattern in (_AFTER, _BEFORE, _KEYS_OF_LLM):
            if match := pattern.search(text):
                return match[0], Certainty.NAMED
        if match := _ASKING.search(text) or _ERROR_ASKS.search(text):
            return match[0], Certainty.LIKELY
    match = _OPENAI.search(spot.logical.text)
    if match is None or (spot.has_other and not spot.names_itself):
        return None
    if spot.names_itself or spot.near is Strength.HOST or spot.command.naming is Strength.HOST:
        return match[0], Certainty.LIKELY
    return match[0], Certainty.POSSIBLE
