"""A key in a Python program gives way to `os.environ["…"]`."""

import ast
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from re import compile as regex
from typing import Final

from openrouter_lsp.editing.moving.move import NoMove
from openrouter_lsp.editing.moving.python_import import how_to_read
from openrouter_lsp.editing.replacement import Replacement, applied
from openrouter_lsp.scanning import Span

_LITERAL: Final = regex(r"""(?s)(?P<prefix>[A-Za-z]{0,2})(?P<quote>'''|\"\"\"|'|")(?P<text>.*)""")
_MEANINGFUL: Final = regex(r"[{}\\'\"\r\n]")
"""What would mean something else in an f-string."""
_LINE_END: Final = regex(r"\r\n|\n|\r")


def read_in_python(text: str, span: Span, variable: str) -> tuple[Replacement, ...] | NoMove:
    """Put `os.environ["…"]` in the place of a string that is a key, or into one that holds it.

    Where `os` is not imported yet, its import comes too.

    Args:
        text: the program.
        span: the key in it.
        variable: the variable's name.
    """
    mark = len(text) - len(text.removeprefix("\ufeff"))
    program = _Program(text[mark:])
    where = Span(span.start - mark, span.end - mark)
    tree = _parsed(program.text)
    if tree is None:
        return NoMove.UNREADABLE
    literal = program.literal_around(tree, where)
    if literal is None or isinstance(literal, NoMove):
        return literal or NoMove.NOT_A_STRING
    read = how_to_read(tree, program.text, literal, program.line_starts)
    if read is None:
        return NoMove.UNREADABLE
    expression = f'{read.mapping}["{variable}"]'
    in_place = program.with_read(literal, where, expression)
    if isinstance(in_place, NoMove):
        return in_place
    replacements = (in_place,) if read.importing is None else (read.importing, in_place)
    if _parsed(applied(program.text, replacements)) is None:
        return NoMove.NOT_A_VALUE
    return tuple(
        Replacement(Span(one.span.start + mark, one.span.end + mark), one.text)
        for one in replacements
    )


def _parsed(text: str) -> ast.Module | None:
    """Return a program's tree; None where it is none."""
    with warnings.catch_warnings():
        # Of a program's doubtful escapes its own author is told elsewhere.
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


class _Program:
    """A text, and where the nodes of its tree stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def span_of(self, node: ast.expr) -> Span:
        """Return where a node stands."""
        start = self._offset(node.lineno, node.col_offset)
        return Span(start, self._offset(node.end_lineno or 1, node.end_col_offset or 0))

    def literal_around(
        self, tree: ast.Module, span: Span
    ) -> ast.Constant | ast.JoinedStr | NoMove | None:
        """Return the string that holds a span; None where none does."""
        line = bisect_right(self.line_starts, span.start)
        for parent, node in _strings(tree):
            if not node.lineno <= line <= (node.end_lineno or node.lineno):
                continue
            where = self.span_of(node)
            if where.start <= span.start and span.end <= where.end:
                is_value = not isinstance(parent, ast.Expr | ast.MatchValue | ast.MatchMapping)
                return node if is_value else NoMove.NOT_A_VALUE
        return None

    def with_read(
        self, node: ast.Constant | ast.JoinedStr, key: Span, expression: str
    ) -> Replacement | NoMove:
        """Return what makes a string of a key read it instead."""
        where = self.span_of(node)
        literal = _LITERAL.fullmatch(self.text, where.start, where.end)
        if literal is None:
            return NoMove.PART_OF_A_STRING
        prefix, quote = literal["prefix"].lower(), literal["quote"]
        content = Span(literal.start("text"), where.end - len(quote))
        if key == content:
            as_bytes = ".encode()" if "b" in prefix else ""
            return Replacement(where, expression + as_bytes)
        before = self.text[content.start : key.start]
        behind = self.text[key.end : content.end]
        if "b" in prefix or "f" in prefix or _MEANINGFUL.search(before + behind):
            return NoMove.PART_OF_A_STRING
        inner = expression.replace('"', "'") if quote[0] == '"' else expression
        return Replacement(where, f"f{quote}{before}{{{inner}}}{behind}{quote}")

    def _offset(self, line: int, column: int) -> int:
        """Return the offset of a place: its line from 1, its column in bytes of UTF-8."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        part = self.text[start:end]
        if part.isascii():
            return start + column
        return start + len(part.encode()[:column].decode(errors="ignore"))


def _strings(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.Constant | ast.JoinedStr]]:
    """Yield the strings of a tree and what each stands in; of f-strings the outermost."""
    waiting = [tree]
    while waiting:
        parent = waiting.pop()
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.JoinedStr) or (
                isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
            ):
                yield parent, node
            else:
                waiting.append(node)
