"""A key in a Python program gives way to `os.environ["…"]`."""

import ast
import warnings
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from re import compile as regex
from typing import Final

from openrouter_lsp.editing.moving.move import NoMove
from openrouter_lsp.editing.moving.python_import import first_line, how_to_read
from openrouter_lsp.editing.moving.python_loading import loads_before, statements_around
from openrouter_lsp.editing.replacement import Replacement, applied
from openrouter_lsp.scanning import Span

_LITERAL: Final = regex(r"""(?s)(?P<prefix>[A-Za-z]{0,2})(?P<quote>'''|\"\"\"|'|")(?P<text>.*)""")
_MEANINGFUL: Final = regex(r"[{}\\'\"\r\n]")
"""What would mean something else in an f-string."""
_LINE_END: Final = regex(r"\r\n|\n|\r")


def _parsed(text: str) -> ast.Module | None:
    """Return a program's tree; None where it is none."""
    with warnings.catch_warnings():
        # Of a program's doubtful escapes its own author is told elsewhere.
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


class PythonProgram:
    """A Python program, and where the nodes of its tree stand in it.

    Args:
        text: the program; it may be none.
    """

    def __init__(self, text: str) -> None:
        self._mark = len(text) - len(text.removeprefix("\ufeff"))
        self._text = text[self._mark :]
        self._tree = _parsed(self._text)
        self._imports: dict[Replacement, bool] = {}
        self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(self._text))]

    def read(
        self, key: Span, others: Sequence[Span], variable: str
    ) -> tuple[Replacement, ...] | NoMove:
        """Put `os.environ["…"]` in the place of a string that is a key, or into one that holds it.

        Where `os` is not imported yet, its import comes too.
        """
        if self._tree is None:
            return NoMove.UNREADABLE
        keys = [self._without_mark(one) for one in (key, *others)]
        literal = self._literal_around(self._tree, keys[0])
        if literal is None or isinstance(literal, NoMove):
            return literal or NoMove.NOT_A_STRING
        read = how_to_read(self._tree, self._text, literal, self._line_starts)
        if read is None:
            return NoMove.UNREADABLE
        expression = f'{read.mapping}["{variable}"]'
        in_place = self._with_read(literal, keys, expression)
        if isinstance(in_place, NoMove):
            return in_place
        if not self._is_all_that_changes(self._tree, literal, in_place):
            return NoMove.NOT_A_VALUE
        return self._with_import(read.importing, in_place)

    def _with_import(
        self, importing: Replacement | None, in_place: Replacement
    ) -> tuple[Replacement, ...] | NoMove:
        """Return a read and the import that it needs, as they stand in the whole text."""
        if importing is not None and not self._is_one_more(importing):
            return NoMove.UNREADABLE
        replacements = (in_place,) if importing is None else (importing, in_place)
        mark = self._mark
        return tuple(
            Replacement(Span(one.span.start + mark, one.span.end + mark), one.text)
            for one in replacements
        )

    def loads_before(self, key: Span) -> bool:
        """Whether a .env seems to be loaded before what stands at a place is read."""
        if self._tree is None:
            return False
        literal = self._literal_around(self._tree, self._without_mark(key))
        return isinstance(literal, ast.expr) and loads_before(self._tree, literal)

    def _without_mark(self, span: Span) -> Span:
        return Span(span.start - self._mark, span.end - self._mark)

    def _is_one_more(self, importing: Replacement) -> bool:
        """Whether an import makes the program one statement longer."""
        if importing not in self._imports:
            after = _parsed(applied(self._text, (importing,)))
            count = len(self._tree.body) + 1 if self._tree else 0
            self._imports[importing] = after is not None and len(after.body) == count
        return self._imports[importing]

    def _is_all_that_changes(
        self, tree: ast.Module, literal: ast.expr, in_place: Replacement
    ) -> bool:
        """Whether the lines around a literal mean the same after an edit, but for the literal."""
        around = statements_around(tree, literal)
        start = self._line_starts[min(first_line(one) for one in around) - 1]
        last = max(one.end_lineno or one.lineno for one in around)
        end = self._line_starts[last] if last < len(self._line_starts) else len(self._text)
        place = Span(in_place.span.start - start, in_place.span.end - start)
        lines = applied(self._text[start:end], (Replacement(place, in_place.text),))
        after, put = _parsed(lines), _parsed(in_place.text.strip())
        if after is None or put is None or not isinstance(put.body[0], ast.Expr):
            return False
        swap = _Swap(literal, put.body[0].value)
        try:
            swapped = [ast.dump(swap.visit(one)) for one in around]
            return swapped == [ast.dump(one) for one in after.body]
        except RecursionError:
            return False
        finally:
            for one in around:
                _Swap(swap.new, literal).visit(one)

    def _span_of(self, node: ast.expr) -> Span:
        """Return where a node stands."""
        start = self._offset(node.lineno, node.col_offset)
        return Span(start, self._offset(node.end_lineno or 1, node.end_col_offset or 0))

    def _literal_around(
        self, tree: ast.Module, span: Span
    ) -> ast.Constant | ast.JoinedStr | NoMove | None:
        """Return the string that holds a span; None where none does."""
        line = bisect_right(self._line_starts, span.start)
        around = [one for one in tree.body if first_line(one) <= line <= (one.end_lineno or line)]
        for parent, node in _strings(ast.Module(around, [])):
            if not node.lineno <= line <= (node.end_lineno or node.lineno):
                continue
            where = self._span_of(node)
            if where.start <= span.start and span.end <= where.end:
                is_value = not isinstance(parent, ast.Expr | ast.MatchValue | ast.MatchMapping)
                return node if is_value else NoMove.NOT_A_VALUE
        return None

    def _with_read(
        self, node: ast.Constant | ast.JoinedStr, keys: Sequence[Span], expression: str
    ) -> Replacement | NoMove:
        """Return what makes a string of a key, the first of several, read it instead."""
        where = self._span_of(node)
        literal = _LITERAL.fullmatch(self._text, where.start, where.end)
        if literal is None:
            return NoMove.PART_OF_A_STRING
        prefix, quote = literal["prefix"].lower(), literal["quote"]
        content = Span(literal.start("text"), where.end - len(quote))
        before = self._text[where.start - 1 : where.start] if where.start else ""
        blank = " " if before.isidentifier() or before.isdigit() else ""
        if keys[0] == content:
            as_bytes = ".encode()" if "b" in prefix else ""
            return Replacement(where, blank + expression + as_bytes)
        inside = (one for one in keys if content.start <= one.start and one.end <= content.end)
        mine = sorted(set(inside))
        starts = [content.start, *(one.end for one in mine)]
        ends = [*(one.start for one in mine), content.end]
        pieces = [self._text[start:end] for start, end in zip(starts, ends, strict=True)]
        if "b" in prefix or "f" in prefix or _MEANINGFUL.search("".join(pieces)):
            return NoMove.PART_OF_A_STRING
        inner = expression.replace('"', "'") if quote[0] == '"' else expression
        return Replacement(where, f"{blank}f{quote}{f'{{{inner}}}'.join(pieces)}{quote}")

    def _offset(self, line: int, column: int) -> int:
        """Return the offset of a place: its line from 1, its column in bytes of UTF-8."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self._text)
        part = self._text[start:end]
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


class _Swap(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.expr, new: ast.expr) -> None:
        self.old = old
        self.new = new

    def visit(self, node: ast.AST) -> ast.AST:
        """Return what is to stand in a node's place."""
        return self.new if node is self.old else self.generic_visit(node)
