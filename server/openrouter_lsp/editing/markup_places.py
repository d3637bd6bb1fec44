"""Where a comment may stand in markup: between elements, and nowhere else."""

from re import IGNORECASE, MULTILINE
from re import compile as regex
from typing import Final

_TOKEN: Final = regex(
    r"""(?xs)
      <!--.*?(?:-->|\Z)
    | <!\[CDATA\[.*?(?:\]\]>|\Z)
    | <(?P<raw>script|style|textarea|title|pre|xmp|template|noscript|code)\b.*?(?:</(?P=raw)\s*>|\Z)
    | <[?%!].*?(?:>|\Z)
    | \{[{%#].*?(?:[}%#]\}|\Z)
    | <[/A-Za-z](?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^>"'])*(?:>|\Z)
    """,
    IGNORECASE,
)
_FENCE: Final = regex(r"^[ \t>]*(?:```|~~~)", MULTILINE)
_FRONT: Final = regex(r"---\s*?\n")


def is_amid_tags(text: str, at: int) -> bool:
    """Whether a line of HTML or XML begins where a comment would be none, or be read.

    In a tag, in what is no markup (a script), before what must come first; and, but for a tag's
    own line, in a text, which some programs read up to a comment only.

    Args:
        text: the text.
        at: where the line begins.
    """
    before, line = text[:at].strip("\ufeff \t\r\n"), text[at:].lstrip(" \t")
    if not before and line.startswith(("<?", "<!")):
        return True
    if any(token.start() < at < token.end() for token in _TOKEN.finditer(text)):
        return True
    return bool(before) and not (line.startswith("<") and before.endswith(">"))


def is_amid_markdown(text: str, at: int) -> bool:
    """Whether a line of Markdown begins in code, in what stands before the text, in a paragraph.

    Args:
        text: the text.
        at: where the line begins.
    """
    before = text[:at]
    if _FRONT.match(before) or text.startswith((" ", "\t"), at):
        return True
    above = before.rstrip(" \t").removesuffix("\n").removesuffix("\r")
    is_apart = not above or above.endswith(("\n", "\r"))
    has_fences = _FENCE.search(before) is not None
    return has_fences or _FENCE.match(text, at) is not None or not is_apart
