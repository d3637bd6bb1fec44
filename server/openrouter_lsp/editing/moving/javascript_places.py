"""Where in a JavaScript or TypeScript program a value is read: elsewhere a string is no value.

What cannot be proven to be one is none: a type, a property's name, a module's name, a directive.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from openrouter_lsp.editing.javascript_tokens import Token, TokenKind

_ASSIGNS: Final = frozenset({"=", "||=", "&&=", "??=", "+="})
_EITHER_OR: Final = frozenset({"||", "&&", "??"})
_UNAMBIGUOUS: Final = _EITHER_OR | {"..."}
_BEFORE_A_VALUE: Final = frozenset({"return", "await", "yield", "throw", "default"})
_BEFORE_A_TYPE: Final = frozenset({
    "as", "satisfies", "extends", "implements", "keyof", "is", "infer", "readonly", "unique",
    "asserts",
})  # fmt: skip
_BEGINS_A_STATEMENT: Final = frozenset({"const", "let", "var", "return", "import", "function"})
_BEGINS_A_GROUP: Final = frozenset({":", "=>", "(", "[", ",", "?"}) | _ASSIGNS | _EITHER_OR
_OF_A_TYPE: Final = frozenset({"<", ">", ",", ".", "|", "[", "]"})
_STRINGS: Final = frozenset({TokenKind.STRING, TokenKind.PART})


class Places:
    """The places of a program.

    Args:
        tokens: the program's.
        is_typed: whether it is TypeScript without markup, where `f<T>(...)` is a call.
        has_types: whether it may hold types.
    """

    def __init__(self, tokens: Sequence[Token], *, is_typed: bool, has_types: bool) -> None:
        self._tokens = tokens
        self._is_typed = is_typed
        self._has_types = has_types

    def is_value(self, first: int, last: int) -> bool:
        """Whether the tokens of a string are read as a value that may be any.

        Args:
            first: the number of the string's first token.
            last: of its last.
        """
        if self._has_types and self._text(last + 1) == "as" and self._text(last + 2) != "string":
            return False
        try:
            return self._is_read(first)
        except RecursionError:
            return False

    def _text(self, number: int) -> str:
        return self._tokens[number].text if 0 <= number < len(self._tokens) else ""

    def _is_name(self, number: int) -> bool:
        return number >= 0 and self._tokens[number].kind is TokenKind.WORD

    def _is_read(self, number: int) -> bool:  # noqa: PLR0911 (a row for each sign)
        """Whether an expression that begins with a token is a value."""
        before = self._text(number - 1)
        match before:
            case "(":
                return self._is_call_or_group(number - 1)
            case "[":
                return self._is_list(number - 1)
            case ",":
                return self._is_one_of_several(number)
            case ":":
                return self._is_behind_colon(number)
            case "?":
                return not self._has_word(number, "extends")
            case "=>":
                return self._is_body(number - 1)
        if before in _ASSIGNS:
            return self._is_assigned(number)
        if before.endswith("${"):
            return self._is_read(self._first(number - 1))
        is_member = self._text(number - 2) in (".", "?.")
        return before in _UNAMBIGUOUS or (before in _BEFORE_A_VALUE and not is_member)

    def _first(self, last: int) -> int:
        """Return the first token of what a token ends: a pair of brackets, a template, itself."""
        while self._tokens[last].partner >= 0:
            last = self._tokens[last].partner
        return last

    def _is_call_or_group(self, opener: int) -> bool:
        """Whether what stands in a pair of parentheses are values."""
        before = self._text(opener - 1)
        if before in _BEGINS_A_GROUP:
            return self._is_read(opener)
        if before == ">":
            return self._generics(opener - 1) is not None
        return before not in ("|", "&", "<") and before not in _BEFORE_A_TYPE

    def _is_list(self, opener: int) -> bool:
        before = self._text(opener - 1)
        is_index = before in (")", "]") or (
            self._is_name(opener - 1) and before not in _BEFORE_A_VALUE
        )
        # `T["..."]` may be a type.
        if is_index:
            return not self._has_types and before not in _BEFORE_A_TYPE
        return before == "?." or self._is_read(opener)

    def _is_one_of_several(self, number: int) -> bool:
        opener = self._tokens[number].within
        kind = self._text(opener)
        if self._is_in_angles(number):
            return False
        return (kind == "(" and self._is_call_or_group(opener)) or (
            kind == "[" and self._is_list(opener)
        )

    def _is_behind_colon(self, number: int) -> bool:
        """Whether a colon before a token is that of `a ? b : c`, or of a property of an object."""
        colon = number - 1
        if self._text(colon - 1) == "?":
            return False
        for other in self._back_from(colon, (",", ";")):
            if self._text(other) == ":":
                break
            if self._text(other) == "?":
                return not self._has_word(number, "extends")
        opener, name = self._tokens[number].within, colon - 1
        if self._text(opener) != "{":
            return False
        if self._text(name) == "]":
            name = self._tokens[name].partner
        elif self._tokens[name].kind not in (TokenKind.WORD, TokenKind.STRING):
            return False
        return self._text(name - 1) in ("{", ",") and self._is_object(opener)

    def _is_object(self, opener: int) -> bool:
        return self._text(opener - 1) != "=>" and self._is_read(opener)

    def _is_body(self, arrow: int) -> bool:
        """Whether what is behind an arrow is a function's result; it may be a function's type."""
        start = arrow - 1
        if self._text(start) != ")" and self._text(start - 1) == ":":
            start -= 2
        if self._text(start) == ")":
            start = self._tokens[start].partner
            if self._text(start - 1) == ">":
                start = self._generics(start - 1, is_call=False) or 0
        elif not self._is_name(start):
            return False
        start -= self._text(start - 1) == "async"
        return start > 0 and self._is_read(start)

    def _is_assigned(self, number: int) -> bool:
        """Whether a value is assigned: neither a type, nor a member of an enumeration."""
        opener = self._tokens[number].within
        if self._text(opener) == "{" and self._text(opener - 2) == "enum":
            return False
        if self._is_in_angles(number):
            return False
        is_told = False
        for other in self._back_from(number - 1, (";",)):
            if self._text(other) == "type" and self._is_name(other + 1):
                return False
            is_told = is_told or self._text(other) in (":", ",")
            # Its own type may be a string.
            if self._has_types and not is_told and self._tokens[other].kind in _STRINGS:
                return False
        return True

    def _generics(self, closing: int, *, is_call: bool = True) -> int | None:
        """Return where `<...>` begins, if it is what types a function takes; None if it is not."""
        if not self._is_typed:
            return None
        depth = 0
        for number in range(closing, 0, -1):
            token = self._tokens[number]
            depth += (token.text == ">") - (token.text == "<")
            if depth == 0:
                name = self._tokens[number - 1]
                is_near = self._is_name(number - 1) and name.end == token.start
                return number if is_near or not is_call else None
            if token.kind is not TokenKind.WORD and token.text not in _OF_A_TYPE:
                return None
        return None

    def _is_in_angles(self, number: int) -> bool:
        """Whether a `<` before a token is open, or may be."""
        depth = 0
        for other in self._back_from(number, (";",)):
            depth += (self._text(other) == ">") - (self._text(other) == "<")
            if depth < 0:
                return True
        return False

    def _has_word(self, number: int, word: str) -> bool:
        return any(self._text(one) == word for one in self._back_from(number, (";",)))

    def _back_from(self, number: int, until: tuple[str, ...]) -> Iterator[int]:
        """Yield the tokens before one, without what others hold.

        Back to what opened its place, or to the word that begins its statement.
        """
        within = self._tokens[number].within
        other = number - 1
        while other > within and self._text(other) not in until:
            yield other
            if self._text(other) in _BEGINS_A_STATEMENT:
                return
            other = self._first(other) - 1
