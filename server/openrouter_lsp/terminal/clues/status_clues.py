"""Finds bare statuses, and words that nobody has seen, beside OpenRouter's name."""

import re
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Final

from openrouter_lsp.keys import Certainty, FailureKind
from openrouter_lsp.terminal.clues.clue import Clue, Weight
from openrouter_lsp.terminal.clues.drafting import draft
from openrouter_lsp.terminal.clues.messages import quoted_at
from openrouter_lsp.terminal.clues.place import Place, place
from openrouter_lsp.terminal.clues.weighing import Candidate, weigh
from openrouter_lsp.terminal.names.naming import Strength
from openrouter_lsp.terminal.names.object_members import has_foreign_error
from openrouter_lsp.terminal.page.page import Page
from openrouter_lsp.terminal.page.squeezing import squeeze

KIND_OF_STATUS: Final = {
    401: FailureKind.INVALID_KEY,
    402: FailureKind.INSUFFICIENT_CREDITS,
    403: FailureKind.PERMISSION,
    408: FailureKind.PROVIDER_ERROR,
    429: FailureKind.RATE_LIMIT,
    500: FailureKind.PROVIDER_ERROR,
    502: FailureKind.PROVIDER_ERROR,
    503: FailureKind.PROVIDER_ERROR,
    504: FailureKind.PROVIDER_ERROR,
    524: FailureKind.PROVIDER_ERROR,
    529: FailureKind.PROVIDER_ERROR,
}
"""What a status says where no words come with it."""

_NUMBER = re.compile(r"(?:40[1238]|429|50[0234]|52[49])(?!\d)")
_LED_BY = re.compile(
    r"(?:HTTP/\d(?:\.\d)?|https?|status(?:_?code)?(?:of)?|code|error|failed(?:with)?|returned"
    r"|respond(?:ed)?(?:with)?|response|rejected(?:with)?|limited|got)\W{0,4}$",
    re.IGNORECASE,
)
_FOLLOWED_BY = re.compile(
    r"\W{0,3}(?:Unauthori[sz]ed|PaymentRequired|Forbidden|TooManyRequests|ClientError|ServerError"
    r"|InternalServerError|BadGateway|ServiceUnavailable|GatewayTime-?out)",
    re.IGNORECASE,
)
_LEAD: Final = 24
# What clients that are used with OpenRouter print of an answer without words.
_WORDLESS = re.compile(
    r"401statuscode\(nobody\)"
    r"|error,statuscode:401,status:401Unauthorized,message:(?:unauthorized)?,?(?:body:)?",
    re.IGNORECASE,
)
WORDLESS_LETTERS: Final = (b"errorstatuscode", b"statuscodenobody")
"""The letters of which each of these has some."""
_GOES_ON = re.compile(r"[\w:]|\s*[\w{\"']")
_ENVELOPE = re.compile(
    r"(?<![A-Za-z])error\W{1,8}(?:code\W{1,6}(?P<code>\d{3})\W{1,4})?message\W{1,6}(?=\w)"
)
_CODE = re.compile(r"[^{}]{0,400}?[,{\"]code\"?:\"?(?P<code>\d{3})(?!\d)")
_ANY_STATUS = re.compile(r"(?<![\d.,:-])(?:40[0-9]|41[0-9]|42[0-9]|50[0-4])(?![\d.])")
_LISTING: Final = 3
_BODY: Final = 6


def status_clues(page: Page, lines: Collection[int]) -> Iterator[Clue]:
    """Yield what bare statuses and unknown words in some lines say of OpenRouter.

    Args:
        page: the page.
        lines: where to look, in lines of the page.
    """
    squeezed = page.squeezed
    for start, end, code, message in chain(_envelopes(page), _statuses(squeezed.text)):
        line = page.line_at(squeezed.origin(start))
        if line not in lines:
            continue
        clue = _clue(page, place(page, line, page.line_at(squeezed.origin(end - 1))), code, message)
        if clue:
            yield clue


def holds_a_status(line: str, following: str) -> bool:
    """Tell whether a status, or an envelope, begins on a line; it may end on the next one."""
    own = squeeze(line)
    text = own + squeeze(following[:_LEAD])
    if any(start < len(own) for start, *_ in _statuses(text)):
        return True
    return "error" in own and "message" in text


def _statuses(text: str) -> Iterator[tuple[int, int, int, None]]:
    """Yield the span and the code of each bare status in squeezed text."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if led := _LED_BY.search(text, max(0, start - _LEAD), start):
            start = led.start()
        elif followed := _FOLLOWED_BY.match(text, end):
            end = followed.end()
        else:
            continue
        yield start, end, int(match[0]), None


def _envelopes(page: Page) -> Iterator[tuple[int, int, int, str]]:
    """Yield the span, the code and the message of each of OpenRouter's envelopes."""
    squeezed = page.squeezed
    for match in _ENVELOPE.finditer(squeezed.text) if "message" in squeezed.text else ():
        origin = squeezed.origin(match.end())
        _, high = page.around(page.line_at(origin), page.line_at(origin))
        message = quoted_at(page.source[:high], origin)
        later = _CODE.match(squeezed.text, match.end(), squeezed.index(high))
        code = match["code"] or (later and later["code"])
        if message and code:
            yield match.start(), match.end(), int(code), message


def wordless_clues(page: Page, lines: Collection[int]) -> Iterator[Clue]:
    """Yield the bare 401 of some clients, whether or not OpenRouter is named."""
    squeezed = page.squeezed
    if not any(hint in squeezed.text for hint in ("nobody)", "statuscode:401")):
        return
    for match in _WORDLESS.finditer(squeezed.text):
        line = page.line_at(squeezed.origin(match.start()))
        rest = page.rest_of_line(squeezed.end_origin(match.end()))
        if line not in lines or (match[0][-1:] != ")" and _GOES_ON.match(rest)):
            continue
        spot = place(page, line, page.line_at(squeezed.origin(match.end() - 1)))
        words = "401"
        weighed = weigh(page, spot, Candidate(words, Certainty.POSSIBLE))
        if weighed:
            kind = FailureKind.INVALID_KEY
            yield draft(page, spot, kind, weighed, Weight.STATUS, words, code=401)


def _clue(page: Page, spot: Place, code: int, message: str | None) -> Clue | None:
    kind = KIND_OF_STATUS.get(code)
    if kind is None or _is_listing(page, spot):
        return None
    if not spot.is_beside_name or (spot.has_other and not message):
        return None
    is_named = spot.own is not None and spot.own > Strength.PART
    if not is_named and _is_of_another(page, spot, message is None, str(code)):
        return None
    alone = Certainty.POSSIBLE if spot.near is Strength.HOST else None
    weighed = weigh(page, spot, Candidate(str(code), alone, is_number=message is None))
    if weighed is None:
        return None
    weight = Weight.OTHER_WORDS if message else Weight.STATUS
    return draft(page, spot, kind, weighed, weight, str(code), message=message, code=code)


def _is_of_another(page: Page, spot: Place, is_bare: bool, words: str) -> bool:  # noqa: FBT001
    """Tell a status with a body that another service wrote, behind it or on the next lines."""
    line = spot.logical
    start = line.find(words)[0] if is_bare else 0
    following = page.lines(line.last + 1, line.last + _BODY)
    body = "".join(following) if "".join(following).lstrip()[:1] in "{[" else ""
    return has_foreign_error(squeeze(line.text[start:] + body))


def _is_listing(page: Page, spot: Place) -> bool:
    """Tell a list of statuses, in documentation or a policy for retries."""
    near = "\n".join(page.lines(spot.logical.first - 2, spot.logical.last + 2))
    return len(set(_ANY_STATUS.findall(near))) >= _LISTING
