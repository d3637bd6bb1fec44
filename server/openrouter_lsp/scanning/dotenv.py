"""Keys in a dotenv file, by python-dotenv's own grammar.

python-dotenv tells which stretch of the text is one statement and what its variable and value are;
only where in the stretch the value stands is found out here.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from re import DOTALL
from re import compile as regex

from openrouter_lsp.scanning.finding import Context, Finding
from openrouter_lsp.scanning.ignoring import with_ignored
from openrouter_lsp.scanning.shape import HINT, shapes
from openrouter_lsp.scanning.span import Span
from openrouter_lsp.scanning.statement import Statement, is_costly, statements
from openrouter_lsp.scanning.surplus import broken_line
from openrouter_lsp.scanning.text import find_in
from openrouter_lsp.scanning.value import read_value, read_wrapped
from openrouter_lsp.scanning.variable import NAME_HINT

_LINE = regex(r"[^\r\n]+")
_COMMENT_SIGN = regex(r"\s*+#[#\s]*+")
_ASSIGNMENT = regex(r"(?:export\s++)?[A-Za-z_][\w.-]*+\s*+=")
_NAME = regex(r"\s*+(?:export[^\S\r\n]++)?(?:'[^']++'|[^=#\s]++)[^\S\r\n]*+")
_EXPORTED = regex(r"\s*+export\s")
# What a shell takes for the end of `export NAME=value`, or for another variable of it.
_COMMAND_END = regex(r"\s*+(?:;|&&|\|\|)|\s++[A-Za-z_]\w*+=")
_EQUALS = regex(r"=[^\S\r\n]*+")
_QUOTED = regex(
    r'''"[^"\\]*+(?:\\.[^"\\]*+)*"'''
    r"""|'[^'\\]*+(?:\\.[^'\\]*+)*'""",
    DOTALL,
)


def scan_dotenv(text: str) -> tuple[Finding, ...]:
    """Find the keys in the text of a dotenv file, and what stands there for one."""
    hints = {match.start() for hint in (HINT, NAME_HINT) for match in hint.finditer(text)}
    if not hints:
        return ()
    dotenv = _Dotenv(text, sorted(hints))
    return with_ignored(text, tuple(dotenv.find(Span(0, len(text)), Context.ASSIGNMENT)))


@dataclass(frozen=True, slots=True)
class _Dotenv:
    text: str
    hints: Sequence[int]

    def find(self, span: Span, context: Context) -> Iterator[Finding]:
        """Yield the findings of a part of the text, which begins a line.

        Args:
            span: the part.
            context: that of the assignments in it.
        """
        if is_costly(self.text, span):
            yield from self._in_lines(span, context)
            return
        for statement in statements(self.text, span, self.hints):
            if statement.binding.error:
                yield from self._in_lines(statement.span, context)
            elif statement.binding.key is None:
                yield from self._in_comment(statement.span)
            else:
                yield from self._in_binding(statement, statement.binding.key, context)

    def _in_lines(self, span: Span, context: Context) -> Iterator[Finding]:
        """Read line by line what the parser cannot read as a whole."""
        lines = [Span(*line.span()) for line in _LINE.finditer(self.text, span.start, span.end)]
        for line in lines:
            if not self._has_hint(line):
                continue
            if len(lines) > 1 and not is_costly(self.text, line):
                yield from self.find(line, context)
            elif _COMMENT_SIGN.match(self.text, line.start, line.end):
                yield from self._by_shape(line, Context.COMMENT)
            else:
                yield from self._in_broken_line(line, context)

    def _in_broken_line(self, line: Span, context: Context) -> Iterator[Finding]:
        if context is Context.ASSIGNMENT and (broken := broken_line(self.text, line)):
            variable, shape = broken
            yield shape.found(self.text, variable, context)
            return
        for finding in find_in(self.text, line.start, line.end):
            if context is Context.ASSIGNMENT:
                yield finding
            elif finding.context is Context.ASSIGNMENT:
                yield replace(finding, context=context)
            else:
                yield replace(finding, context=Context.COMMENT)

    def _in_comment(self, span: Span) -> Iterator[Finding]:
        sign = _COMMENT_SIGN.match(self.text, span.start, span.end)
        content = Span(sign.end() if sign else span.start, span.end)
        if _ASSIGNMENT.match(self.text, content.start, content.end):
            yield from self.find(content, Context.COMMENTED_ASSIGNMENT)
        else:
            yield from self._by_shape(content, Context.COMMENT)

    def _in_binding(self, statement: Statement, name: str, context: Context) -> Iterator[Finding]:
        span = statement.span
        head = _NAME.match(self.text, span.start, span.end)
        at = head.end() if head else span.start
        outside = Context.TEXT if context is Context.ASSIGNMENT else Context.COMMENT
        yield from self._by_shape(Span(span.start, at), outside)
        if equals := _EQUALS.match(self.text, at, span.end):
            at = equals.end()
            if quoted := _QUOTED.match(self.text, at, span.end):
                at, inner, quote = quoted.end(), Span(at + 1, quoted.end() - 1), quoted[0][0]
            else:
                inner, quote = self._unquoted(at, statement.binding.value or "")
                at += len(statement.binding.value or "")
                if not quote and _EXPORTED.match(self.text, span.start, span.end):
                    inner = self._without_command_end(inner)
            if not quote and (wrapped := read_wrapped(self.text, inner, name, context)):
                yield wrapped
            else:
                yield from read_value(self.text, inner, quote, name, context)
        yield from self._by_shape(Span(at, span.end), Context.COMMENT)

    def _unquoted(self, start: int, value: str) -> tuple[Span, str]:
        """Return where the value stands; python-dotenv takes backticks for a part of it."""
        if len(value) > 1 and value[0] == value[-1] == "`":
            return Span(start + 1, start + len(value) - 1), "`"
        return Span(start, start + len(value)), ""

    def _without_command_end(self, value: Span) -> Span:
        """Return a value as far as a shell takes it for one, unless more keys stand behind."""
        end = _COMMAND_END.search(self.text, value.start, value.end)
        if end is None or HINT.search(self.text, end.start(), value.end):
            return value
        return Span(value.start, end.start())

    def _by_shape(self, span: Span, context: Context) -> Iterator[Finding]:
        for shape in shapes(self.text, span.start, span.end):
            yield shape.found(self.text, None, context)

    def _has_hint(self, span: Span) -> bool:
        first = bisect_left(self.hints, span.start)
        return first < len(self.hints) and self.hints[first] < span.end
