"""How a Python program reaches its environment, with one more import where it has none."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import compile as regex
from typing import Final

from openrouter_lsp.editing.line_ends import line_end_of
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span

_LINE: Final = r"[^\r\n]*+(?:\r\n|\n|\r)"
_HEADER: Final = regex(
    # A block of comments that a blank line parts from the program; else what must come first.
    rf"(?:\#{_LINE})++[^\S\r\n]*+(?:\r\n|\n|\r)"
    rf"|(?:\#!{_LINE})?+(?:\#(?=[^\r\n]*coding[:=]){_LINE})?+"
)
_BLANK_LINE: Final = regex(r"[^\S\r\n]*+(?:[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to the environment.

    Attributes:
        mapping: the expression for `os.environ`.
        importing: what brings the import; None where it is there.
    """

    mapping: str
    importing: Replacement | None


def how_to_read(
    tree: ast.Module, text: str, literal: ast.expr, line_starts: Sequence[int]
) -> Reading | None:
    """Find the name that the environment has where a literal stands, or one to import it by.

    None where every name that comes to mind means something else in the program.

    Args:
        tree: the program's.
        text: the program.
        literal: what gives way to the read.
        line_starts: the offset of each line.
    """
    taken = set(_bound_names(tree, literal))
    # What `from m import *` brings is not known; names that begin with _ it brings only on purpose.
    if any(_brings_all(node) for node in ast.walk(tree)):
        taken |= {name for statement in tree.body for name, _ in _ways(statement) if name[0] != "_"}
        taken.add("os")
    for statement in tree.body:
        if _place(statement) < _place(literal):
            for name, mapping in _ways(statement):
                if name not in taken:
                    return Reading(mapping, None)
    for name, words in (("os", "import os"), ("_os", "import os as _os")):
        if name not in taken:
            return Reading(f"{name}.environ", _importing(tree, text, line_starts, words))
    return None


def _brings_all(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*"


def _place(node: ast.stmt | ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _ways(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the names that a statement gives to what leads to the environment, and the way."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name == "os" or (alias.name.startswith("os.") and alias.asname is None):
                name = alias.asname or "os"
                yield name, f"{name}.environ"
    elif isinstance(node, ast.ImportFrom) and node.module == "os" and not node.level:
        for alias in node.names:
            if alias.name == "environ":
                yield alias.asname or "environ", alias.asname or "environ"


def _bound_names(tree: ast.Module, literal: ast.expr) -> Iterator[str]:
    """Yield every name that is given a meaning, but for what leads to the environment anyway.

    Within a function around the literal such a name too: before its import there it has none.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
            if not isinstance(node, ast.ClassDef) and _encloses(node, literal):
                yield from (name for inner in ast.walk(node) for name, _ in _ways(inner))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            leading = {name for name, _ in _ways(node)}
            names = {alias.asname or alias.name.partition(".")[0] for alias in node.names}
            yield from names - leading
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield node.rest


def _encloses(function: ast.FunctionDef | ast.AsyncFunctionDef, literal: ast.expr) -> bool:
    return function.lineno <= literal.lineno <= (function.end_lineno or function.lineno)


def _importing(
    tree: ast.Module, text: str, line_starts: Sequence[int], statement: str
) -> Replacement:
    """Return what puts an import before a program's first statement that does something."""
    end = line_end_of(text)
    preamble = _preamble(tree)
    first = tree.body[preamble]
    start = line_starts[first_line(first) - 1]
    if not _stands_alone(tree, preamble):
        at = start + len(_bytes_before(text, start, first))
        return Replacement(Span(at, at), f"{statement}; ")
    if isinstance(first, ast.Import | ast.ImportFrom):
        return Replacement(Span(start, start), statement + end)
    if preamble:
        last = tree.body[preamble - 1]
        at = line_starts[last.end_lineno or last.lineno]
        before = end
    else:
        header = _HEADER.match(text)
        at = min(header.end() if header else 0, start)
        before = ""
    behind = "" if _BLANK_LINE.match(text, at) else end
    return Replacement(Span(at, at), before + statement + end + behind)


def _preamble(tree: ast.Module) -> int:
    """Return how many statements must come first: the docstring, imports from the future."""
    count = 1 if ast.get_docstring(tree, clean=False) is not None else 0
    for statement in tree.body[count:]:
        if not isinstance(statement, ast.ImportFrom) or statement.module != "__future__":
            break
        count += 1
    return count


def _stands_alone(tree: ast.Module, index: int) -> bool:
    """Whether a statement begins on a line that no statement before it reaches into."""
    if index == 0:
        return True
    before = tree.body[index - 1]
    return first_line(tree.body[index]) > (before.end_lineno or before.lineno)


def first_line(statement: ast.stmt) -> int:
    """Return the line, from 1, that a statement begins in, with what decorates it."""
    lines = [statement.lineno]
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        lines += [decorator.lineno for decorator in statement.decorator_list]
    return min(lines)


def _bytes_before(text: str, start: int, statement: ast.stmt) -> str:
    """Return what stands on a line before a statement, whose column counts bytes of UTF-8."""
    line = text[start : start + statement.col_offset]
    return line.encode()[: statement.col_offset].decode(errors="ignore")
