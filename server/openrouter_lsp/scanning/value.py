"""The value of one dotenv variable, read as the program will read it.

Here a key is wanted, so what only begins like one is a finding too, and an intact key with a stray
blank is none: the program would send the blank with it.
"""

from collections.abc import Iterable, Iterator
from re import compile as regex

from openrouter_lsp.scanning.finding import Context, Finding, Malformed, Placeholder
from openrouter_lsp.scanning.shape import (
    DIGITS_OF_A_KEY,
    PREFIX,
    Reading,
    Shape,
    is_key_shaped,
    read,
    read_certain,
    words,
)
from openrouter_lsp.scanning.span import Span
from openrouter_lsp.scanning.surplus import INTERPOLATION, surplus_in
from openrouter_lsp.scanning.variable import read_by_name

_LONGEST_SINGLE_VALUE = 1_000

# Zero-width characters come with what is copied from web pages.
_BLANK = r"[^\S\r\n]|[\u200b-\u200d\u2060\ufeff]"
_QUOTE = "[\"'`\u2018-\u201f\u00ab\u00bb]"
_ESCAPED_BREAK = {'"': r"|\\[nr]"}
_ESCAPED_BLANK = {'"': r"|\\[tvfab]"}
_ESCAPED_QUOTE = {'"': r"|\\[\"']", "'": r"|\\'", "": r"|\\[\"'`]"}
_STRAY = {
    quote: regex(
        rf"(?P<line_break>[\r\n]{_ESCAPED_BREAK.get(quote, '')})"
        rf"|(?P<quote>{_QUOTE}{_ESCAPED_QUOTE.get(quote, '')})"
        rf"|(?P<blank>{_BLANK}{_ESCAPED_BLANK.get(quote, '')})"
    )
    for quote in ("", "`", "'", '"')
}
# The worst first: what a line break made of the value is the hardest to see.
_STRAYS = {
    "line_break": Malformed.LINE_BREAK_INSIDE,
    "quote": Malformed.QUOTE_INSIDE,
    "blank": Malformed.BLANK_INSIDE,
}
_BEGUN_KEY = regex(r"sk-or-v1-[0-9a-f]{1,63}")
_NEXT_LINE_OF_DIGITS = regex(
    r"[^\S\r\n]*+(?:\r\n|\n|\r)[^\S\r\n]*+([0-9a-f]{1,63})(?=[^\S\r\n]*+(?:[\r\n]|\Z))"
)
_LIST_ITEM = regex(r"[^\s,;|\"'`\[\](){}]*")


def read_value(
    text: str, span: Span, quote: str, variable: str, context: Context
) -> tuple[Finding, ...]:
    """Find the keys in the value of a variable.

    Args:
        text: the text that the value stands in.
        span: the value without its quotes.
        quote: the character that it is quoted with; empty where it is not.
        variable: the variable's name.
        context: whether the assignment is in force.
    """
    is_literal = not INTERPOLATION.search(text, span.start, span.end)
    found: Iterable[Shape] = _shapes_in(text, span, quote, variable)
    if not is_literal:
        # What comes out is not known; a key that stands there in full is one all the same.
        found = (shape for shape in found if shape.reading.flaw is None)
    elif context is Context.ASSIGNMENT:
        found = _with_surplus(text, span, variable, tuple(found))
    return tuple(shape.found(text, variable, context) for shape in found)


def read_wrapped(text: str, span: Span, variable: str, context: Context) -> Finding | None:
    """Read an unquoted value whose missing digits, and nothing else, stand in the next line."""
    if not _BEGUN_KEY.fullmatch(text, span.start, span.end):
        return None
    rest = _NEXT_LINE_OF_DIGITS.match(text, span.end)
    if not rest or not is_key_shaped(text[span.start : span.end] + rest[1]):
        return None
    reading = Reading(Malformed.LINE_BREAK_INSIDE, DIGITS_OF_A_KEY)
    return Shape(Span(span.start, rest.end(1)), reading).found(text, variable, context)


def _shapes_in(text: str, span: Span, quote: str, variable: str) -> Iterator[Shape]:
    spans = list(words(text, span.start, span.end))
    if len(spans) > 1:
        yield from _read_list(text, spans, span.end)
        return
    if single := _read_single(text, span, quote, variable):
        yield single
        return
    for word in spans:
        if reading := read_certain(text, word):
            yield Shape(word, reading)


def _with_surplus(
    text: str, span: Span, variable: str, found: tuple[Shape, ...]
) -> tuple[Shape, ...]:
    """Return what was found in a value; what is wrong where more stands there than one key."""
    if len(found) > 1 or (found and found[0].reading.flaw is not None):
        return found
    surplus = surplus_in(text, span, found[0].span if found else None, variable)
    return (surplus,) if surplus else found


def _read_list(text: str, spans: list[Span], end: int) -> Iterator[Shape]:
    ends = [*(span.start for span in spans[1:]), end]
    for span, limit in zip(spans, ends, strict=True):
        if reading := read_certain(text, span):
            yield Shape(span, reading)
        elif item := _LIST_ITEM.match(text, span.start, limit):
            yield Shape(Span(*item.span()), read(item[0]))


def _read_single(text: str, span: Span, quote: str, variable: str) -> Shape | None:
    """Read the whole value as one key, or as what stands for one."""
    if span.end - span.start > _LONGEST_SINGLE_VALUE:
        return None
    raw = text[span.start : span.end]
    core = _STRAY[quote].sub("", raw)
    if is_key_shaped(core):
        reading = read(core)
        stray = _stray_in(raw, quote)
        if stray and not isinstance(reading.flaw, Placeholder):
            reading = Reading(stray, DIGITS_OF_A_KEY)
        return Shape(span, reading)
    if not PREFIX.match(core):
        if any(is_key_shaped(text[w.start : w.end]) for w in words(text, span.start, span.end)):
            return None  # <sk-or-v1-...> with all its digits stands in for nothing
        named = read_by_name(variable, raw.strip().strip("\"'`"))
        return Shape(span, named) if named else None
    for word in words(text, span.start, span.end):
        if reading_of_word := read_certain(text, word):
            return Shape(word, reading_of_word)
    return Shape(span, read(core))


def _stray_in(raw: str, quote: str) -> Malformed | None:
    kinds = {match.lastgroup for match in _STRAY[quote].finditer(raw)}
    return next((flaw for kind, flaw in _STRAYS.items() if kind in kinds), None)
