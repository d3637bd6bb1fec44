"""What stands around a whole key, where the key alone is wanted.

A program sends all of the value. A longer text that is meant to be one, JSON, an address, the
header lines in HTTP_HEADERS, is left alone: there the key is one part among others.
"""

from re import IGNORECASE, Match
from re import compile as regex
from typing import Final

from openrouter_lsp.keys import Key
from openrouter_lsp.scanning.finding import Malformed
from openrouter_lsp.scanning.shape import DIGITS_OF_A_KEY, Reading, Shape, is_key_shaped
from openrouter_lsp.scanning.span import Span
from openrouter_lsp.scanning.variable import is_for_one_key, is_for_several

# What $X and $(x) become is not known.
INTERPOLATION: Final = regex(r"\$[A-Za-z_{(]")

_LONGEST: Final = 1_000
_LONGER_TEXT = regex(r"""\s*+[\[{]\s*+["'\[{\\]|[a-z][a-z0-9+.-]*+://""", IGNORECASE)
_BEARER = regex(r"\s*+(?:authorization\s*+[:=]\s*+)?bearer[\s:=]++", IGNORECASE)
_LINE_BREAK = regex(r"[\r\n]")
_SEPARATORS = regex(r"\s*+[;,]\s*+")
_KEY = regex(r"sk-or-v1-[0-9a-f]{64}")

# A line that python-dotenv cannot read: a quotation mark without a second one, or with more behind.
_BROKEN = regex(
    r"[^\S\r\n]*+(?P<export>export[^\S\r\n]++)?(?P<name>[A-Za-z_][\w.-]*+)[^\S\r\n]*+="
    r"""[^\S\r\n]*+(?P<value>(?P<quote>["'])[^\r\n]*+)"""
)
_COMMENT = regex(r"(?:[^\S\r\n]++#[^\r\n]*+|[^\S\r\n]++)\Z")
_AROUND_A_KEY = "\"'` \t;,"
# In a shell's script another command, or another variable, may stand behind the value.
_NEXT_COMMAND = regex(
    r"""["']?(?:\s*+(?:;\s*+(?:export|then|fi|done|else|\w++=)|&&|\|\|)|\s++\w++=)"""
)


def surplus_in(text: str, span: Span, word: Span | None, variable: str) -> Shape | None:
    """Return what is wrong with a value that is more than the whole key in it.

    None where nothing is, and where the key is a part of a longer text.

    Args:
        text: the text that the value stands in.
        span: the value without its quotes.
        word: where in it something like a key stands; None where nothing does on its own.
        variable: the variable's name.
    """
    if span.end - span.start > _LONGEST:
        return None
    raw = text[span.start : span.end]
    wants_key = is_for_one_key(variable)
    if word is None and wants_key and (at := _KEY.search(raw)):
        word = Span(span.start + at.start(), span.start + at.end())
    if word is None or word == span or not is_key_shaped(text[word.start : word.end]):
        return None
    before, behind = text[span.start : word.start], text[word.end : span.end]
    if behind.startswith("#") and not before:
        return None  # a comment for dotenv and Vite, though not for python-dotenv
    if wants_key and not _LONGER_TEXT.search(raw):
        return _shape(before, behind, span, word)
    if not before and _SEPARATORS.fullmatch(behind) and not is_for_several(variable):
        return _shape(before, behind, span, word)
    return None


def key_within(value: str) -> Key | None:
    """Return the one whole key in a value that is more than a key; None where there is not one."""
    keys = _KEY.findall(value[:_LONGEST])
    return Key(keys[0]) if len(keys) == 1 else None


def broken_line(text: str, line: Span) -> tuple[str, Shape] | None:
    """Return the variable and the flaw of a line whose quotes are wrong around a whole key.

    None where the line is none of that kind, and where the key is a part of a longer text.
    """
    found = _BROKEN.match(text, line.start, line.end)
    if not found or line.end - line.start > _LONGEST:
        return None
    keys = list(_KEY.finditer(found["value"]))
    if len(keys) != 1 or INTERPOLATION.search(found["value"]):
        return None
    before, behind = found["value"][: keys[0].start()], found["value"][keys[0].end() :]
    if _NEXT_COMMAND.match(behind) or (found["export"] and behind.lstrip("\"' ").startswith(";")):
        return None
    if not (is_for_one_key(found["name"]) or _is_alone(before, behind)):
        return None
    if _LONGER_TEXT.search(found["value"], 1):
        return None
    start = found.start("value")
    end = start + len(_COMMENT.sub("", found["value"]))
    return found["name"], Shape(Span(start, end), Reading(_quotes(found, behind), DIGITS_OF_A_KEY))


def _shape(before: str, behind: str, span: Span, word: Span) -> Shape:
    if _LINE_BREAK.search(before + behind):
        # Whole lines of something else: not to be replaced with the key.
        return Shape(word, Reading(Malformed.LINE_BREAK_INSIDE, DIGITS_OF_A_KEY))
    is_bearer = _BEARER.fullmatch(before) and not behind.strip()
    flaw = Malformed.BEARER if is_bearer else Malformed.TEXT_AROUND
    return Shape(span, Reading(flaw, DIGITS_OF_A_KEY))


def _is_alone(before: str, behind: str) -> bool:
    """Tell whether but for marks and a comment there is nothing beside the key."""
    return not before.strip(_AROUND_A_KEY) and not _COMMENT.sub("", behind).strip(_AROUND_A_KEY)


def _quotes(found: Match[str], behind: str) -> Malformed:
    is_closed = found["quote"] in _COMMENT.sub("", behind)
    return Malformed.BEHIND_QUOTES if is_closed else Malformed.UNCLOSED_QUOTE
