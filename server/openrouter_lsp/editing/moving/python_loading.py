"""Whether a Python program loads a .env before it comes to a place."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final

from openrouter_lsp.editing.moving.python_import import first_line

_LOADS: Final = frozenset({"load_dotenv", "read_env", "read_envfile"})
"""What puts the file's variables into os.environ; not what merely reads them for itself."""
_LATER: Final = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def loads_before(tree: ast.Module, literal: ast.expr) -> bool:
    """Whether a .env is loaded in a statement before that of a literal, or before one around it.

    A call within a function counts for what stands behind it there: when the function itself is
    called is not known.
    """
    return any(_loads(statement) for statement in _before(tree.body, literal))


def _before(block: Iterable[ast.stmt], literal: ast.expr) -> Iterator[ast.stmt]:
    for statement in block:
        if not _reaches(statement, literal):
            yield statement
            continue
        for inner in ast.iter_fields(statement):
            match inner:
                case "body" | "orelse" | "finalbody", [ast.stmt(), *_] as statements:
                    if any(_reaches(one, literal) for one in statements):
                        yield from _before(statements, literal)
                case "handlers" | "cases", [*others]:
                    for other in others:
                        if any(_reaches(one, literal) for one in other.body):
                            yield from _before(other.body, literal)
        return


def statements_around(tree: ast.Module, literal: ast.expr) -> list[ast.stmt]:
    """Return a program's statement that holds a literal, and those that share its lines."""
    number = next(n for n, one in enumerate(tree.body) if _reaches(one, literal))
    start = end = number
    while start and _is_near(tree.body[start - 1], tree.body[start]):
        start -= 1
    while end + 1 < len(tree.body) and _is_near(tree.body[end], tree.body[end + 1]):
        end += 1
    return tree.body[start : end + 1]


def _is_near(one: ast.stmt, other: ast.stmt) -> bool:
    return first_line(other) <= (one.end_lineno or one.lineno)


def _reaches(statement: ast.stmt, literal: ast.expr) -> bool:
    """Whether a statement holds a literal."""
    if not first_line(statement) <= literal.lineno <= (statement.end_lineno or literal.lineno):
        return False
    return any(node is literal for node in ast.walk(statement))


def _loads(statement: ast.stmt) -> bool:
    """Whether a .env is loaded when a statement is run."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _LATER):
            continue
        if isinstance(node, ast.Call) and _name(node.func) in _LOADS:
            named = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if all(str(name).endswith(".env") for name in named):
                return True
        waiting.extend(ast.iter_child_nodes(node))
    return False


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
