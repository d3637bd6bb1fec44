"""The other members of the object that an error's words stand in.

OpenRouter's errors hold a message, a code and metadata. What has other members, or its list of
errors, was made by another service, whatever it says.
"""

import re
from typing import Final

_REACH: Final = 400
_OWN: Final = frozenset({"message", "code", "metadata", "user_id"})
_BRACKETS = re.compile(r"[{}]")
_INNER = re.compile(r"[{\[][^{}\[\]]*[}\]]")
_DEEPEST: Final = 6
_MEMBER = re.compile(
    r"(?:^|,)\"?(?P<name>[A-Za-z_][\w-]{0,40})\"?(?::|=>)"
    r"(?P<value>\".*?\"(?=,|$)|[^,\"]*)"
)
# Some clients write down every member that another service's errors could have had.
_NOTHING: Final = frozenset({"", "null", "none", "undefined", "nil"})
_IN_A_LIST = re.compile(r"errors\"?(?::|=>)\[\{[^{}]*$")


_ERROR_MEMBER = re.compile(
    r"(?<![A-Za-z_])(?:(?P<message>message)|error|detail|error_description)\"?(?::|=>)\""
)


def has_foreign_error(text: str) -> bool:
    """Tell whether a squeezed text holds an error, in an object, that OpenRouter would not write.

    OpenRouter's error is an object, not a string, and what it holds has few members.
    """
    for member in _ERROR_MEMBER.finditer(text):
        before, after = text[: member.end()], text[member.end() :]
        if is_foreign(before, after) or (not member["message"] and _opening(before) is not None):
            return True
    return False


def is_foreign(before: str, after: str) -> bool:
    """Tell whether the object around some words has members that OpenRouter's errors never have.

    Args:
        before: the squeezed text before the words, which stand in a string of the object.
        after: the squeezed text behind them.
    """
    before = before[-_REACH:]
    opening = _opening(before)
    if opening is None:
        return False
    if _IN_A_LIST.search(before):
        return True
    inside = before[opening + 1 :] + after[: _closing(after[:_REACH])]
    for _ in range(_DEEPEST):
        inside, count = _INNER.subn("0", inside)
        if not count:
            break
    return any(
        member["name"].lower() not in _OWN and _says_something(member["value"])
        for member in _MEMBER.finditer(inside)
    )


def _opening(before: str) -> int | None:
    """Return where the object begins; None where no brace is open."""
    depth = 0
    for brace in reversed(list(_BRACKETS.finditer(before))):
        depth += 1 if brace[0] == "}" else -1
        if depth < 0:
            return brace.start()
    return None


def _closing(after: str) -> int:
    """Return where the object ends; the text's end where it is cut."""
    depth = 0
    for brace in _BRACKETS.finditer(after):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            return brace.start()
    return len(after)


def _says_something(value: str) -> bool:
    return value.strip('"').lower() not in _NOTHING
