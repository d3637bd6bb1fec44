"""The words, signs and strings of a JavaScript or TypeScript program, without its comments."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from re import compile as regex
from typing import Final

_TOKEN: Final = regex(
    r"""(?sx)
      (?P<comment>\A\#![^\r\n]* | //[^\r\n]* | /\*.*?(?:\*/|\Z))
    | (?P<string>"(?:[^"\\\r\n]|\\(?:\r\n|.))*" | '(?:[^'\\\r\n]|\\(?:\r\n|.))*')
    | (?P<word>[\w$#]+)
    | (?P<template>`)
    | (?P<slash>/)
    | (?P<sign>=>|===?|!==?|<=|>=|\.\.\.|\?\.(?!\d)|(?:\?\?|\|\||&&|\*\*|[-+*%&|^])=?
        |[^\s\w$\#"'`/])
    | (?P<lone>["'])
    """
)
# Of some width, so that it takes no time to see that what looks like one is none.
_PATTERN: Final = regex(
    r"/(?:[^/\\\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n]){0,500}+\]){1,5000}+/"
)
_TEMPLATE_PART: Final = regex(r"(?s)(?:[^`\\$]|\\.|\$(?!\{))*+(?:`|\$\{|\Z)")
_BEFORE_A_PATTERN: Final = frozenset({"return", "typeof", "case", "in", "of", "await", "yield"})
_BEFORE_A_CONDITION: Final = frozenset({"if", "while", "for", "with"})
_BEFORE_A_TAG: Final = frozenset({
    "(", ",", "=", "?", ":", "&&", "||", "??", "=>", "{", "[", "}", ">", "return", "default"
})  # fmt: skip
_CLOSED_TAG: Final = regex(r"</|/>")


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    """A name, a keyword, a number."""
    SIGN = "sign"
    STRING = "string"
    PART = "part"
    """The text of a template, from where it or a `}` begins to where it or a `${` ends it."""
    PATTERN = "pattern"
    """A regular expression."""
    LONE = "lone"
    """A quotation mark without another on its line: what follows may be anything."""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a program.

    Attributes:
        kind: what it is.
        text: its text.
        start: where it begins.
        end: where it ends.
        within: the number of the token that opened what it stands in; -1 where none did.
        partner: of a closing one, the number of that which it closes; else -1.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    within: int
    partner: int = -1


def tokens_of(text: str) -> list[Token]:
    """Split a program into its tokens."""
    return list(_Tokens(text))


def renders(text: str, tokens: list[Token]) -> bool:
    """Whether a program holds markup (JSX), as far as its tokens tell."""
    if not _CLOSED_TAG.search(text):
        return False
    for number, (token, behind) in enumerate(pairwise(tokens)):
        before = tokens[number - 1].text if number else "("
        if token.text == "<" and before in _BEFORE_A_TAG:
            is_name = behind.kind is TokenKind.WORD and behind.start == token.end
            if is_name or behind.text == ">":
                return True
    return False


class _Tokens:
    """One way through a program, from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._made: list[Token] = []
        self._open: list[int] = []

    def __iter__(self) -> Iterator[Token]:
        at = 0
        while token := _TOKEN.search(self._text, at):
            at = token.end()
            kind = token.lastgroup
            if kind == "comment":
                continue
            if kind == "template":
                at = self._part(token.start())
            elif kind == "slash":
                at = self._slash(token.start())
            elif token[0] == "}" and self._is_in_template():
                at = self._part(token.start())
            else:
                self._add(TokenKind(kind or ""), token.start(), at)
        return iter(self._made)

    def _add(self, kind: TokenKind, start: int, end: int) -> None:
        text = self._text[start:end]
        partner = -1
        is_sign = kind is TokenKind.SIGN
        closes = (is_sign and text in (")", "]", "}")) or (
            kind is TokenKind.PART and text.startswith("}")
        )
        if closes and self._open:
            partner = self._open.pop()
        within = self._open[-1] if self._open else -1
        if (is_sign and text in ("(", "[", "{")) or (
            kind is TokenKind.PART and text.endswith("${")
        ):
            self._open.append(len(self._made))
        self._made.append(Token(kind, text, start, end, within, partner))

    def _is_in_template(self) -> bool:
        return bool(self._open) and self._made[self._open[-1]].kind is TokenKind.PART

    def _part(self, start: int) -> int:
        """Go on in a template's text; return where that ends."""
        part = _TEMPLATE_PART.match(self._text, start + 1)
        end = part.end() if part else len(self._text)
        self._add(TokenKind.PART, start, end)
        return end

    def _slash(self, start: int) -> int:
        """Go on behind a slash, or the regular expression that it begins."""
        pattern = _PATTERN.match(self._text, start) if self._begins_a_pattern() else None
        end = pattern.end() if pattern else start + 1
        self._add(TokenKind.PATTERN if pattern else TokenKind.SIGN, start, end)
        return end

    def _begins_a_pattern(self) -> bool:
        if not self._made:
            return True
        before = self._made[-1]
        if before.text == ")":
            condition = before.partner - 1
            return condition >= 0 and self._made[condition].text in _BEFORE_A_CONDITION
        if before.kind is TokenKind.WORD:
            return before.text in _BEFORE_A_PATTERN
        return before.kind is TokenKind.SIGN and before.text not in ("]", "++", "--")
