"""What stands right around a wording: its code, its envelope, the class of the error."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from openrouter_lsp.terminal.names.object_members import is_foreign

_BEFORE: Final = 120
_AFTER: Final = 320

_OPEN_ENVELOPE = re.compile(
    r"(?<![A-Za-z])errors?\W{1,8}(?:code\W{1,6}(?P<code>\d{1,4})\W{1,4})?message\W{1,6}$"
)
# The last two are what is left of 401 where the text was cut.
_NO_CODE: Final = frozenset({"null", "None", "undefined", "nil", "4", "40"})
_WHOLE_REST: Final = '.","code":40'
_ANTHROPIC = re.compile(r"error\W{1,8}type\W{1,6}authentication_error\W{1,4}message\W{1,6}$")
_OPEN_INNER = re.compile(r"[{(\[]\W{0,2}(?:code\W{1,6}(?P<code>\d{1,4})\W{1,4})?message\W{1,6}$")
_LATER_MEMBER = re.compile(r",\W{0,3}message\W{0,5}\"$")
_MEMBER = re.compile(r"[{,(\[]\W{0,2}(?P<name>[A-Za-z_]\w{0,30})\"?(?::|=>?)\"?$")
_CODE_NEXT = re.compile(
    r"\.?\W{1,6}(?:code|status_?code)\W{1,6}(?:Some\W{1,3})?(?P<code>\d{1,4}|[A-Za-z_]\w{0,31})",
    re.IGNORECASE,
)
_CODE_LATER = re.compile(
    r"[^{}]{0,240}?[,{\"\[](?:code|status|status_?code)\"?\]?(?::|=>?)\"?(?:Some\W{1,3})?(?P<code>\d{1,4}|[A-Za-z_]\w{0,31})",
    re.IGNORECASE,
)
_STATUS = re.compile(r"(?<!\d)(?<!\d[.,:-])(?P<code>[45]\d\d)(?!\d|[.,:]\d)")
_STATUS_SQUEEZED = re.compile(r"(?:HTTP/\d(?:\.\d)?|(?<!\d))(?P<code>[45]\d\d)(?!\d)")
_LED_BY = re.compile(r"(?:http\S{0,4}|status|code|error|\()[\s:=\"'(\[]{0,4}$", re.IGNORECASE)
_ENDS_LINE = re.compile(
    r"[^\w{]*(?:(?:Unauthori[sz]ed|Payment Required|Forbidden|Not Found|Too Many Requests|Error)[^\w{]*)?"
)
_CODE_AFTER = re.compile(
    r"\.?[^\w{}]{0,5}(?:\(|\[|-|—)?(?:http|status|code|status_?code|error)?\W{0,3}"
    r"(?P<code>[45]\d\d)(?!\d)",
    re.IGNORECASE,
)
_STATUS_REACH: Final = 70
_ADJACENT: Final = 4
_OWN_CLASS = re.compile(
    r"(?:AI_APICallError|APICallError|AI_RetryError|UnauthorizedResponseError|OpenRouter\w{0,20}Error)"
    r"[^{}]{0,60}$"
)
_ANY_CLASS = re.compile(
    r"(?:Authentication|Unauthori[sz]ed|APIStatus|API)(?:Error|Exception|failed|error|[:–—-])[^{}]{0,40}$"
)
# Ruby names the class behind the words.
_CLASS_AFTER = re.compile(r"\.?\((?:[A-Z]\w{0,40}::)*(?:Authentication|Unauthori[sz]ed)\w{0,20}\)")
_OTHER_MEMBERS: Final = frozenset(
    {
        "error",
        "detail",
        "details",
        "msg",
        "description",
        "title",
        "reason",
        "errors",
        "error_description",
    }
)
_ANOTHERS = re.compile(r"success\"?:\"?(?:false|0)|\"error\":\"Unauthorized\"", re.IGNORECASE)


class Shape(Enum):
    """How a wording is wrapped."""

    ENVELOPE = "envelope"
    """OpenRouter's `{"error":{"message":M,"code":N}}`."""
    INNER = "inner"
    """The inner object of it alone."""
    FLAT = "flat"
    """An object that is not OpenRouter's."""
    BARE = "bare"
    """Plain text, or a string in something else."""


class ErrorClass(Enum):
    """The class of a client's error, before a wording."""

    OWN = "own"
    """One that clients of OpenRouter use, and few others."""
    ANY = "any"
    """One that clients of anything use."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a wording.

    Attributes:
        shape: how it is wrapped.
        code: the number that belongs to it; None where none does.
        has_word_code: it has a code in words, as OpenRouter's errors never do.
        error_class: the class that a client gave it.
        has_stop: a full stop ends it.
        is_cut: the text ends before its code, or within it.
        is_anothers: the object around it has members of other services.
        is_foreign: the object around it has members that OpenRouter's errors never have.
    """

    shape: Shape
    code: int | None
    has_word_code: bool
    error_class: ErrorClass
    has_stop: bool
    is_cut: bool
    is_anothers: bool
    is_foreign: bool


def surroundings(
    text_before: str, text_after: str, source_before: str, rest_of_line: str, wanted: int | None
) -> Surroundings:
    """Look around a wording.

    Args:
        text_before: the squeezed text before it.
        text_after: the squeezed text after it.
        source_before: the text as it stood on the screen, before it; quotation marks unescaped.
        rest_of_line: the same, after it, to the end of the line.
        wanted: the code that comes with the wording, which needs the least proof.
    """
    before, after = text_before[-_BEFORE:], text_after[:_AFTER]
    shape, inner_code = _shape(before, after)
    code, word = inner_code, False
    is_cut = _is_cut(rest_of_line)
    if code is None and shape is not Shape.BARE:
        code, word = _member_code(after)
    is_cut_object = is_cut and shape is Shape.ENVELOPE and after[:2] == '."'
    if code is None and not word and not is_cut_object:
        code = _status(before, after, source_before, wanted)
    return Surroundings(
        shape,
        code,
        word,
        _error_class(before, after),
        after.startswith("."),
        is_cut,
        shape in (Shape.FLAT, Shape.INNER) and _is_anothers(before, after),
        shape is Shape.FLAT or (shape is not Shape.BARE and is_foreign(text_before, text_after)),
    )


def _shape(before: str, after: str) -> tuple[Shape, int | None]:
    for pattern in (_OPEN_ENVELOPE, _ANTHROPIC):
        if match := pattern.search(before):
            return Shape.ENVELOPE, _number(match.groupdict().get("code"))
    if match := _OPEN_INNER.search(before):
        code = _number(match["code"])
        following = _CODE_NEXT.match(after)
        if code is not None or (following and following["code"].isdigit()):
            return Shape.INNER, code
        return Shape.FLAT, None
    if _LATER_MEMBER.search(before):
        return Shape.FLAT, None
    member = _MEMBER.search(before)
    if member and member["name"].lower() in _OTHER_MEMBERS:
        return Shape.FLAT, None
    return Shape.BARE, None


def _member_code(after: str) -> tuple[int | None, bool]:
    for pattern in (_CODE_NEXT, _CODE_LATER):
        match = pattern.match(after)
        if match is None or match["code"] in _NO_CODE:
            continue
        if match["code"].isdigit():
            return int(match["code"]), False
        return None, True
    return None, False


def _status(before: str, after: str, source_before: str, wanted: int | None) -> int | None:
    if match := _CODE_AFTER.match(after):
        return int(match["code"])
    reach = source_before[-_STATUS_REACH:]
    found = [m for m in _STATUS.finditer(reach) if _is_status(m, reach, wanted)]
    if not found and all(m["code"] != str(wanted) for m in _STATUS.finditer(reach)):
        squeezed = _STATUS_SQUEEZED.finditer(before[-_STATUS_REACH:])
        found = [m for m in squeezed if m["code"] == str(wanted)]
    return int(found[-1]["code"]) if found else None


def _is_status(match: re.Match[str], text: str, wanted: int | None) -> bool:
    """Tell a status from any number; one on an earlier line, from what that line speaks of."""
    rest, is_earlier, _ = text[match.end() :].partition("\n")
    if is_earlier and not _ENDS_LINE.fullmatch(rest):
        led = _LED_BY.search(text, 0, match.start())
        return led is not None and "(" not in led[0]
    if match["code"] == str(wanted) or len(text) - match.end() <= _ADJACENT:
        return True
    return _LED_BY.search(text, 0, match.start()) is not None


def _is_cut(rest_of_line: str) -> bool:
    rest = "".join(rest_of_line.split()).rstrip("…").removesuffix("...")
    return _WHOLE_REST.startswith(rest) or _WHOLE_REST[1:].startswith(rest)


def _error_class(before: str, after: str) -> ErrorClass:
    if _OWN_CLASS.search(before):
        return ErrorClass.OWN
    is_any = _ANY_CLASS.search(before) or _CLASS_AFTER.match(after)
    return ErrorClass.ANY if is_any else ErrorClass.NONE


def _is_anothers(before: str, after: str) -> bool:
    """Tell the objects of many other services, such as `{"success":false,"message":M,...}`."""
    return _ANOTHERS.search(before[-80:]) is not None or _ANOTHERS.search(after[:80]) is not None


def _number(text: str | None) -> int | None:
    return int(text) if text else None
