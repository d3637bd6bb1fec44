"""In what of a YAML text something stands."""

from dataclasses import dataclass
from enum import StrEnum
from re import compile as regex
from typing import Final

_LINE: Final = regex(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)")
_INDENT: Final = regex(r"[ \t]*+")
_DASHES: Final = regex(r" *(?:- +)*")
_KEY: Final = regex(
    r"""(?P<dashes>[ ]*(?:-[ ]+)*)(?P<key>"[^"\r\n]*"|'[^'\r\n]*'|[\w./-]+)[ ]*:(?=\s|$)"""
)
_BLOCK_SCALAR: Final = regex(r"[|>][+-]?[1-9]?[+-]?[ \t]*(?:#[^\r\n]*)?(?:[\r\n]|\Z)")
_COMMENT: Final = regex(r"(?:^|\s)#.*")
_OPENS: Final = regex(r"(?:[:-]|[:-]\s+[&!]\S+)$")
"""What stands at the end of a line that has its value below."""
_PROPERTY: Final = regex(r"[&!][^\s,\[\]{}]*+")


class Inside(StrEnum):
    """What a place is in."""

    PLAIN = "plain"
    QUOTES = "quotes"
    BLOCK = "block"
    """The text of a block scalar: `|` or `>`."""
    COMMENT = "comment"


@dataclass(slots=True)
class YamlPlace:
    """Where something stands.

    Attributes:
        inside: what it is in.
        depth: how many `[` and `{` are open there.
    """

    inside: Inside
    depth: int


def yaml_place(text: str, at: int) -> YamlPlace:
    """Tell in what of a text an offset is."""
    return _Scan(text, at).place()


def yaml_keys(text: str, at: int) -> tuple[str, ...]:
    """Return the keys above an offset and that of its line, outermost first, as indents tell."""
    keys: list[str] = []
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    limit = len(text)
    for line in reversed([*_LINE.finditer(text, 0, start), *_LINE.finditer(text, start, at)]):
        content = line[0].strip()
        found = _KEY.match(line[0])
        column = len(found["dashes"]) if found else len(_INDENT.match(line[0])[0])  # type: ignore[index]
        if not content or content.startswith("#") or column >= limit:
            continue
        if found:
            keys.append(found["key"].strip("\"'"))
            limit = column
        elif limit == len(text):
            # A dash may stand where its key does.
            limit = column + content.startswith("-")
    return tuple(reversed(keys))


def is_amid_yaml(text: str, at: int) -> bool:
    """Whether a line begins, or may begin, in a text of several lines.

    A plain value may go on in the next line without any sign, so that the line must begin an entry
    where one may begin.

    Args:
        text: the text.
        at: where the line begins.
    """
    place = yaml_place(text, at)
    if place.inside is not Inside.PLAIN:
        return True
    line = _LINE.match(text, at)
    content = line[0].strip() if line else ""
    above = _above(text, at)
    last = _COMMENT.sub("", above).rstrip()
    if place.depth:
        return not last.endswith((",", "[", "{"))
    is_entry = content.startswith("- ") or _KEY.match(content) is not None
    indent = len(line[0]) - len(line[0].lstrip(" ")) if line else 0
    goes_on = indent > _indent_of(above) and not _OPENS.search(last)
    return not is_entry or (bool(above) and goes_on)


def _above(text: str, at: int) -> str:
    """Return the line before a place that says anything; empty where none does."""
    for line in reversed(text[:at].splitlines()):
        content = line.strip()
        if content and not content.startswith("#"):
            return line.rstrip()
    return ""


class _Scan:
    """One way through a text, from its beginning to an offset."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self._at = at
        self._quote = ""
        self._depth = 0
        # The indent that ends a block scalar.
        self._block: int | None = None

    def place(self) -> YamlPlace:
        """Return in what the offset is."""
        for line in _LINE.finditer(self._text):
            is_last = line.end() > self._at or line.end() == len(self._text)
            if self._block is not None:
                indent = _INDENT.match(line[0])
                if not line[0].strip() or (indent and indent.end() > self._block):
                    if is_last:
                        return YamlPlace(Inside.BLOCK, 0)
                    continue
                self._block = None
            is_comment = self._goes_through(line.start(), min(line.end(), self._at))
            if is_last:
                inside = Inside.QUOTES if self._quote else Inside.PLAIN
                return YamlPlace(Inside.COMMENT if is_comment else inside, self._depth)
        return YamlPlace(Inside.PLAIN, 0)

    def _goes_through(self, start: int, end: int) -> bool:
        """Take what a line opens and closes; return whether it ends in a comment."""
        text, at = self._text, start
        # Whether a value may begin: elsewhere quotes and brackets mean nothing.
        is_fresh = True
        while at < end:
            sign, behind = text[at], text[at + 1 : at + 2]
            if self._quote:
                at += 1 + self._takes_in_quotes(sign, behind)
                is_fresh = False
                continue
            if sign == "#" and (at == start or text[at - 1].isspace()):
                return True
            if is_fresh and (name := _PROPERTY.match(text, at)):
                at = name.end()
                continue
            if is_fresh and sign in "|>" and not self._depth and _BLOCK_SCALAR.match(text, at):
                self._block = _indent_of(text[start:at])
                return False
            is_fresh = self._takes(sign, behind, is_fresh=is_fresh)
            at += 1
        return False

    def _takes_in_quotes(self, sign: str, behind: str) -> bool:
        """Take a sign within quotes; return whether it and the next are one."""
        if sign == "\\" and self._quote == '"':
            return True
        if sign == self._quote:
            if sign == behind == "'":
                return True
            self._quote = ""
        return False

    def _takes(self, sign: str, behind: str, *, is_fresh: bool) -> bool:
        """Take a sign outside of quotes; return whether a value may begin behind it."""
        if sign.isspace():
            return is_fresh
        if is_fresh and sign in "'\"":
            self._quote = sign
        elif is_fresh and sign in "[{":
            self._depth += 1
            return True
        elif self._depth and sign in "]}":
            self._depth -= 1
        elif self._depth and sign == ",":
            return True
        is_end = not behind or behind.isspace()
        return (sign == ":" and (is_end or self._depth > 0)) or (
            is_fresh and sign in "-?" and is_end
        )


def _indent_of(line: str) -> int:
    """Return the indent of what a line begins: its key, else its last dash or what stands there."""
    found = _KEY.match(line)
    if found:
        return len(found["dashes"])
    dashes = _DASHES.match(line)
    before = dashes[0] if dashes else ""
    return len(before.rstrip()) - 1 if "-" in before else len(before)
