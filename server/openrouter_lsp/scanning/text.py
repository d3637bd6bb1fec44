"""Keys in a text of any kind, by their shape.

What they are assigned to is told as well as one line tells it.
"""

from collections.abc import Iterator
from re import VERBOSE
from re import compile as regex

from openrouter_lsp.scanning.finding import Context, Finding
from openrouter_lsp.scanning.ignoring import with_ignored
from openrouter_lsp.scanning.shape import shapes

# Names are looked for no further back than this, so that a line of a million characters costs
# no more than its length.
_REACH = 160

_NAME = r"(?:(?<![\w\\-])|(?<=\\[nrt]))(?P<name>[A-Za-z_]\w*+(?:-\w++)*)"
_OPENING = r"""(?:[rbfuRBFU]{1,2}(?=["']))?["'`\\]{0,4}"""
_NAMED = (
    # NAME = "..., name: str = "..., NAME: ..., "name": "..., environ["NAME"] = "..., name => '...
    regex(
        rf"""
        {_NAME} ["'\]\\]{{0,4}} \s*+
        (?: : \s*+ (?:str|[Ss]tring) (?:\s*+\|\s*+\w++)? \s*+ (?==) )?
        (?: => | := | =(?![=>]) | : ) \s*+
        [\[({{]? \s*+ {_OPENING} \Z
        """,
        VERBOSE,
    ),
    # setenv("NAME", "..., getenv("NAME", "...
    regex(rf"""\(\s*+["']{_NAME}["']\s*+,\s*+{_OPENING}\Z"""),
    # ENV NAME ..., setx NAME ..., set -gx NAME ...
    regex(rf"""\b(?:ENV|setx|set\s-\w++)\s++{_NAME}\s++{_OPENING}\Z"""),
)
_LIST_SEPARATOR = regex(r"""[\s"'`,;|\\]*""")


def scan_text(text: str) -> tuple[Finding, ...]:
    """Find the keys in source code, prose, or whatever a file holds."""
    return with_ignored(text, tuple(find_in(text, 0, len(text))))


def find_in(text: str, start: int, end: int) -> Iterator[Finding]:
    """Yield the keys in a part of a text."""
    before: Finding | None = None
    for shape in shapes(text, start, end):
        limit = before.span.end if before else start
        variable = _name_before(text, limit, shape.span.start)
        if before and variable is None and _is_listed(text, limit, shape.span.start):
            variable = before.variable
        context = Context.TEXT if variable is None else Context.ASSIGNMENT
        before = shape.found(text, variable, context)
        yield before


def _name_before(text: str, limit: int, at: int) -> str | None:
    start = max(limit, at - _REACH)
    start = max(start, text.rfind("\n", start, at) + 1, text.rfind("\r", start, at) + 1)
    window = text[start:at]
    matches = (pattern.search(window) for pattern in _NAMED)
    return next((match["name"] for match in matches if match), None)


def _is_listed(text: str, start: int, at: int) -> bool:
    """Tell whether only separators of a list stand between two keys of one line."""
    between = text[start : min(at, start + _REACH)]
    is_one_line = "\n" not in between and "\r" not in between
    return at - start < _REACH and is_one_line and bool(_LIST_SEPARATOR.fullmatch(between))
