"""A key in a JavaScript or TypeScript program gives way to `process.env.…`."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from re import compile as regex
from typing import Final

from openrouter_lsp.editing.javascript_tokens import TokenKind, renders, tokens_of
from openrouter_lsp.editing.moving.javascript_places import Places
from openrouter_lsp.editing.moving.move import Language, NoMove
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span

_USE_CLIENT: Final = regex(r"""(?m)^\s*["']use client["']""")
_BROWSERS_OWN: Final = regex(
    r"\b(?:document|window)\s*\.\s*\w|\blocalStorage\b|\bimport\.meta\.env\b|[\"']react-dom\b"
    r"|\buse(?:State|Effect|Ref)\s*\("
)
_NODES_OWN: Final = regex(
    r"""\brequire\s*\(|["']node:|\bprocess\s*\.|\b__dirname\b|["'](?:fs|path|http|express)["']"""
    r"""|["']use server["']|\bDeno\.|\bBun\."""
)
_OF_COMPONENTS: Final = regex(
    r"""["'](?:react|react-dom|react-native|preact|vue|solid-js|svelte|lit|@angular/core)(?:/.*)?["']"""
)
_THE_OWN_PROCESS: Final = regex(
    r"""\bimport\s+(?:\*\s*as\s+)?process\s+from\s+["'](?:node:)?process["']\s*;?"""
)
_LOADS: Final = frozenset({"loadEnvFile", "loadEnvConfig"})
_LOADING_MODULE: Final = regex(r"""["'](?:dotenv|dotenv-flow|dotenv-expand|@dotenvx/dotenvx)["']""")
_LOADING_IMPORT: Final = regex(
    r"""["'](?:dotenv|dotenv-flow|dotenv-expand|@dotenvx/dotenvx)/config["']"""
)
_MEANINGFUL: Final = regex(r"[`\\]|\$\{")
"""What would mean something else in a template."""


@dataclass(frozen=True, slots=True)
class _Literal:
    """A string of a program.

    Attributes:
        first: the number of its first token.
        last: of its last; the same but for a template that holds `${...}`.
        part: of the token that holds the key.
    """

    first: int
    last: int
    part: int


class JavaScriptProgram:
    """A JavaScript or TypeScript program.

    Args:
        text: the program.
        language: which of the two.
    """

    def __init__(self, text: str, language: Language = Language.JAVASCRIPT) -> None:
        self._text = text
        self._has_types = language is not Language.JAVASCRIPT
        self._is_pure_typescript = language is Language.TYPESCRIPT
        self._tokens = tokens_of(text)
        self._starts = [token.start for token in self._tokens]
        self._places = Places(
            self._tokens, is_typed=self._is_pure_typescript, has_types=self._has_types
        )
        self._process = "globalThis.process" if self._has_another_process() else "process"

    def read(
        self, key: Span, others: Sequence[Span], variable: str
    ) -> tuple[Replacement, ...] | NoMove:
        """Put `process.env.…` in the place of a string that is a key, or into one that holds it."""
        if self._refused is not None:
            return self._refused
        literal = self._literal_around(key)
        if literal is None:
            return NoMove.NOT_A_STRING
        if not self._places.is_value(literal.first, literal.last):
            return NoMove.NOT_A_VALUE
        return self._with_read(literal, key, others, f"{self._process}.env.{variable}")

    def _with_read(
        self, literal: _Literal, key: Span, others: Sequence[Span], expression: str
    ) -> tuple[Replacement, ...] | NoMove:
        """Return what makes a string of a key read it instead."""
        part = self._tokens[literal.part]
        content = Span(part.start + 1, part.end - (2 if part.text.endswith("${") else 1))
        whole = Span(part.start, part.end)
        if key == content and literal.first == literal.last:
            return (Replacement(whole, self._apart(whole, expression, is_bare=True)),)
        inside = (one for one in others if content.start <= one.start and one.end <= content.end)
        keys = sorted({key, *inside})
        if part.kind is TokenKind.PART:
            if any(self._text[one.start - 1] == "\\" for one in keys):
                return NoMove.PART_OF_A_STRING
            return tuple(Replacement(one, f"${{{expression}}}") for one in keys)
        pieces = list(self._between(content, keys))
        if any(_MEANINGFUL.search(piece) for piece in pieces):
            return NoMove.PART_OF_A_STRING
        template = f"${{{expression}}}".join(pieces)
        return (Replacement(whole, self._apart(whole, f"`{template}`")),)

    def loads_before(self, key: Span) -> bool:
        """Whether a .env seems to be loaded before what stands at a place is read."""
        here = bisect_right(self._starts, key.start) - 1
        around = set(self._around(here))
        return any(number < here and self._blocks(number) <= around for number in self._loading)

    @cached_property
    def _loading(self) -> tuple[int, ...]:
        """The tokens that load a .env."""
        loading = []
        is_known = False
        for number, token in enumerate(self._tokens):
            if token.kind is TokenKind.STRING:
                is_known = is_known or _LOADING_MODULE.fullmatch(token.text) is not None
                loads = _LOADING_IMPORT.fullmatch(token.text) is not None
            else:
                is_config = is_known and token.text == "config" and self._is_dotenvs(number)
                is_call = self._text_of(number + 1) == "("
                loads = is_call and (is_config or token.text in _LOADS)
            if loads:
                loading.append(number)
        return tuple(loading)

    def _is_dotenvs(self, number: int) -> bool:
        """Whether a name may be the library's: by itself, or a member of what is called like it."""
        if self._text_of(number - 1) != ".":
            return self._text_of(number - 1) != "function"
        owner = self._text_of(number - 2)
        return owner == ")" or "env" in owner.lower()

    def _blocks(self, number: int) -> set[int]:
        return {one for one in self._around(number) if self._tokens[one].text == "{"}

    def _around(self, number: int) -> Iterator[int]:
        """Yield the tokens that opened what one stands in, the innermost first."""
        while number >= 0 and (number := self._tokens[number].within) >= 0:
            yield number

    def _text_of(self, number: int) -> str:
        return self._tokens[number].text if 0 <= number < len(self._tokens) else ""

    @cached_property
    def _refused(self) -> NoMove | None:
        """Tell why a program must not have the key; None where nothing speaks against it."""
        text = self._text
        if _USE_CLIENT.search(text):
            return NoMove.FOR_BROWSERS
        if _BROWSERS_OWN.search(text) is not None and _NODES_OWN.search(text) is None:
            return NoMove.FOR_BROWSERS
        names = (token for token in self._tokens if token.kind is TokenKind.STRING)
        if any(_OF_COMPONENTS.fullmatch(token.text) for token in names):
            return NoMove.RENDERS
        # `<` may begin what TypeScript takes a value for.
        return (
            NoMove.RENDERS if not self._is_pure_typescript and renders(text, self._tokens) else None
        )

    def _has_another_process(self) -> bool:
        """Whether `process` may mean something of the program's own."""
        named = _THE_OWN_PROCESS.search(self._text)
        for number, token in enumerate(self._tokens):
            if token.text != "process" or token.kind is not TokenKind.WORD:
                continue
            is_own = named is not None and named.start() <= token.start < named.end()
            is_read = self._text_of(number + 1) in (".", "?.", "[")
            if not is_own and not is_read and self._text_of(number - 1) not in (".", "?."):
                return True
        return False

    def _literal_around(self, span: Span) -> _Literal | None:
        """Return the string that holds a span; None where it stands in no string.

        A template that has a function before it (a tag) is none: what it means is the function's.
        """
        number = bisect_right(self._starts, span.start) - 1
        if number < 0 or number > self._lost:
            return None
        token = self._tokens[number]
        if not token.start < span.start or not span.end < token.end:
            return None
        if token.kind is TokenKind.STRING:
            return _Literal(number, number, number)
        if token.kind is not TokenKind.PART:
            return None
        first, last = number, self._end_of_template(number)
        while self._tokens[first].text.startswith("}"):
            first = self._tokens[first].partner
        return None if last is None or self._is_tagged(first) else _Literal(first, last, number)

    @cached_property
    def _lost(self) -> int:
        """The first token behind which nothing is sure."""
        lone = (n for n, token in enumerate(self._tokens) if token.kind is TokenKind.LONE)
        return next(lone, len(self._tokens))

    @cached_property
    def _closings(self) -> dict[int, int]:
        """What closes each token that opens."""
        return {one.partner: at for at, one in enumerate(self._tokens) if one.partner >= 0}

    def _end_of_template(self, number: int) -> int | None:
        """Return the last token of a template; None where nothing ends it."""
        while self._tokens[number].text.endswith("${"):
            if number not in self._closings:
                return None
            number = self._closings[number]
        token = self._tokens[number]
        return number if token.text.endswith("`") and token.end - token.start > 1 else None

    def _is_tagged(self, number: int) -> bool:
        if number == 0:
            return False
        before = self._tokens[number - 1]
        is_name = before.kind is TokenKind.WORD and before.text not in ("return", "await", "yield")
        return is_name or before.text in (")", "]") or before.text.endswith("`")

    def _between(self, content: Span, keys: Sequence[Span]) -> Iterator[str]:
        """Yield what of a string stands before, between and behind keys."""
        at = content.start
        for key in keys:
            yield self._text[at : key.start]
            at = key.end
        yield self._text[at : content.end]

    def _apart(self, place: Span, expression: str, *, is_bare: bool = False) -> str:
        """Return an expression that is to stand in a place, apart from the words around it."""
        before, behind = self._text[place.start - 1 : place.start], self._text[place.end :][:1]
        is_asserted = is_bare and self._has_types
        joins = before.isalnum() or before in ("_", "$")
        # `!==` would be a sign of its own.
        joined = behind.isalnum() or behind in ("_", "$") or (is_asserted and behind == "=")
        return f"{' ' * joins}{expression}{'!' * is_asserted}{' ' * joined}"
