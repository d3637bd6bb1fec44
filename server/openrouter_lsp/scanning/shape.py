"""What has, or tries to have, the shape of a key, wherever it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from re import IGNORECASE
from re import compile as regex

from openrouter_lsp.keys import Key, mask
from openrouter_lsp.scanning.finding import Context, Finding, Malformed, Placeholder
from openrouter_lsp.scanning.placeholder import MASKED, is_documented, is_repeated_digit
from openrouter_lsp.scanning.span import Span

DIGITS_OF_A_KEY = 64
_PREFIX_OF_A_KEY = "sk-or-v1-"
_LENGTH_OF_A_KEY = len(_PREFIX_OF_A_KEY) + DIGITS_OF_A_KEY
_KEY = regex(r"sk-or-v1-[0-9a-f]{64}")

# Editors and chat programs turn a hyphen into one of the longer dashes.
_DASH = r"[-_\u2010-\u2015\u2212]"
# With v1 the dashes may be missing, and the s that a careless selection leaves behind. Without v1
# they must stand, and no other version: sk-or-vv- is VseGPT's, sk-or-v2- may be a key one day.
_PREFIX = rf"(?:s?k{_DASH}?[o0]r{_DASH}?v[1li]{_DASH}?|sk{_DASH}[o0]r{_DASH}(?!v[v\d]))"
PREFIX = regex(_PREFIX, IGNORECASE)

# A word begins where no word character precedes; the letter of \n and the digits of %20 are none.
_WORD_START = r"(?:(?<!\w)|(?<=\\[nrt])|(?<=\\u[0-9a-f]{4})|(?<=%[0-9a-f]{2}))"
# Keys run together are one word. Digits go first, as no prefix begins with one.
_WORD = regex(rf"{_WORD_START}(?:{_PREFIX}[0-9a-f]*+(?:(?!{_PREFIX})\w)*)+", IGNORECASE)
# What every prefix has in it. The first search of all: a class in front keeps it fast.
HINT = regex(rf"[kK]{_DASH}?[oO0][rR]")

_NO_DIGIT = regex(r"[^0-9a-fA-F]+")
# A text of any kind may just speak of keys. A broken one must have most of its digits to be seen.
_SUBSTANCE = 40
_SHORT_SUBSTANCE = 16
_SHORT_PLACEHOLDER = 24
"""Characters. No longer one is shown whole: what was put there for a key may yet be a secret."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text is taken for: a key where there is no flaw."""

    flaw: Malformed | Placeholder | None
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A reading of the text at a span."""

    span: Span
    reading: Reading

    def found(self, text: str, variable: str | None, context: Context) -> Finding:
        """Report it as a finding."""
        word = text[self.span.start : self.span.end]
        flaw, digits = self.reading.flaw, self.reading.digits
        if flaw is None:
            key = Key(word)
            return Finding(self.span, key.masked, key, variable=variable, context=context)
        is_short = isinstance(flaw, Placeholder) and len(word) <= _SHORT_PLACEHOLDER
        shown = word if is_short and word.isprintable() else mask(word)
        return Finding(self.span, shown, None, flaw, digits, variable, context)


def words(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words that begin with the prefix of a key, well written or not."""
    done = start
    for hint in HINT.finditer(text, start, end):
        at = hint.start()
        if at > start and text[at - 1] in "sS":
            at -= 1
        if at >= done and (word := _WORD.match(text, at, end)):
            done = word.end()
            yield Span(at, done)


def shapes(text: str, start: int, end: int) -> Iterator[Shape]:
    """Yield keys, and words that without doubt try to be one."""
    for span in words(text, start, end):
        if reading := read_certain(text, span):
            yield Shape(span, reading)


def read_certain(text: str, span: Span) -> Reading | None:
    """Read a word of any text; None where it may just speak of keys."""
    word = text[span.start : span.end]
    if is_key_shaped(word):
        return read(word)
    is_shortened = len(word) < _LENGTH_OF_A_KEY and MASKED.match(text, span.end)
    if is_shortened or _digits_in(PREFIX.sub("", word)) < _SUBSTANCE:
        return None
    return read(word)


def is_key_shaped(word: str) -> bool:
    """Tell whether a word is a key by its shape."""
    return _KEY.fullmatch(word) is not None


def read(word: str) -> Reading:
    """Read a word that begins with the prefix of a key, where a key is wanted."""
    prefixes = [match.span() for match in PREFIX.finditer(word)]
    # A prefix right behind another is a slip: the key was pasted behind what stood there.
    if any(this[1] < following[0] for this, following in pairwise(prefixes)):
        is_pair = _digits_in(PREFIX.sub("", word)) >= _SUBSTANCE
        return Reading(Malformed.RUN_TOGETHER if is_pair else Placeholder.WORDS)
    split = prefixes[-1][1]
    return _read_parts(word[:split], word[split:])


def _read_parts(prefix: str, body: str) -> Reading:
    if is_repeated_digit(body):
        return Reading(Placeholder.ZEROS)
    if MASKED.search(body) or not _has_substance(body):
        return Reading(Placeholder.WORDS)
    if flaw := _flaw(prefix, body):
        return Reading(flaw, len(body))
    return Reading(Placeholder.DOCUMENTATION if is_documented(Key(prefix + body)) else None)


def _flaw(prefix: str, body: str) -> Malformed | None:
    # What was lost first: a key of the wrong length cannot be mended, its prefix can.
    if len(body) != DIGITS_OF_A_KEY:
        return Malformed.TOO_SHORT if len(body) < DIGITS_OF_A_KEY else Malformed.TOO_LONG
    if _NO_DIGIT.search(body):
        return Malformed.NOT_HEX
    if prefix.lower() != _PREFIX_OF_A_KEY:
        return Malformed.PREFIX
    return None if is_key_shaped(prefix + body) else Malformed.CAPITALS


def _has_substance(body: str) -> bool:
    """Tell digits, a few of them wrong, from words such as `your-key-here`."""
    digits = _digits_in(body)
    if digits == len(body):
        return digits > 0
    if len(body) == DIGITS_OF_A_KEY and body.isascii() and body.isalnum():
        return any(c.isdigit() for c in body)
    mostly = digits >= _SHORT_SUBSTANCE and digits * 5 >= len(body) * 4
    return mostly or digits >= _SUBSTANCE


def _digits_in(text: str) -> int:
    return len(_NO_DIGIT.sub("", text))
