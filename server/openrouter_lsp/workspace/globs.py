"""Globs of files as in .gitignore, matched in a time that no glob can stretch without bounds.

A list of globs may come from anybody, and a matcher that tries every way in which the stars of a
glob can share out a long name would keep an editor waiting for years. Here the part of a glob
between two slashes fits in one way only: what stands between two of its stars has a fixed length,
so its first place in the name is as good as any.
"""

import re
import string
from dataclasses import dataclass
from typing import Final

_MOST_ANYWHERE: Final = 2
"""`**` in one glob: each multiplies the time by the depth of the path."""
_DEEPEST: Final = 50
"""Folders. No glob fits a path that lies deeper."""
_ANYWHERE: Final = "**"
_CLASSES: Final = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": r"\ \t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": re.escape(string.punctuation),
    "space": r"\ \t-\r",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
_BRACKET: Final = re.compile(r"\[([!^]?)(\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]")
_MEMBER: Final = re.compile(
    r"\[:(?P<named>\w+):\]|(?P<low>\\.|.)(?:-(?P<high>\\.|[^\]]))?", re.DOTALL
)


class WildGlobError(ValueError):
    """A glob with more wildcards than are followed."""


@dataclass(frozen=True, slots=True)
class Glob:
    """One glob.

    Attributes:
        pattern: fits whole paths, without a slash at their end.
        takes_back: whether what it fits is taken back from the globs before it.
        is_of_folders: whether it fits folders only, and so all that lies in them.
    """

    pattern: re.Pattern[str]
    takes_back: bool
    is_of_folders: bool

    def fits(self, path: str, *, is_folder: bool) -> bool:
        """Whether it fits a path itself, whatever becomes of the folder that it lies in."""
        return (is_folder or not self.is_of_folders) and self.pattern.fullmatch(path) is not None


def read_glob(text: str) -> Glob:
    """Read a glob.

    Raises:
        WildGlobError: it has more wildcards than are followed.
        ValueError: git would find that it fits nothing.
    """
    takes_back = text.startswith("!")
    text = text.removeprefix("!")
    is_of_folders = text.endswith("/")
    text = text.removesuffix("/")
    parts = [
        _ANYWHERE if len(part) > 1 and not part.strip("*") else part
        for part in text.removeprefix("/").split("/")
    ]
    if not all(parts):
        raise ValueError("nothing stands between two slashes")
    if "/" not in text:
        parts.insert(0, _ANYWHERE)
    parts = [
        part for n, part in enumerate(parts) if part != _ANYWHERE or parts[n - 1 : n] != [part]
    ]
    if parts.count(_ANYWHERE) > _MOST_ANYWHERE:
        raise WildGlobError("too many **")
    written = "".join(
        _written(part, is_last=n == len(parts)) for n, part in enumerate(parts, start=1)
    )
    return Glob(re.compile(written, re.DOTALL), takes_back, is_of_folders)


def covers(globs: tuple[Glob, ...], path: str, *, is_folder: bool) -> bool:
    """Whether globs fit a path, or else the nearest folder above it that any of them fits.

    The last that fits counts. Other than with git, a file can be taken back whose folder is not.

    Args:
        globs: in their order.
        path: below the folder of the list, with slashes.
        is_folder: whether it is a folder.
    """
    if path.count("/") > _DEEPEST:
        return False
    while path:
        for glob in reversed(globs):
            if glob.fits(path, is_folder=is_folder):
                return not glob.takes_back
        path, is_folder = path.rpartition("/")[0], True
    return False


def _written(part: str, *, is_last: bool) -> str:
    """Return a part of a glob as a regular expression, with the slash behind it."""
    if part == _ANYWHERE:
        return ".+" if is_last else "(?:[^/]++/)*?"
    pieces = _pieces(part)
    if len(pieces) == 1:
        inner = pieces[0]
    else:
        between = "".join(f"(?>[^/]*?{piece})" for piece in pieces[1:-1] if piece)
        # The last piece ends the part.
        inner = f"(?!/){pieces[0]}{between}[^/]*{pieces[-1]}(?=/|\\Z)"
    return f"(?>{inner}){'' if is_last else '/'}"


def _pieces(part: str) -> list[str]:
    """Return what stands between the stars of a part, each as a regular expression."""
    pieces, at = [""], 0
    while at < len(part):
        sign = part[at]
        if sign == "*":
            pieces.append("")
        elif sign == "?":
            pieces[-1] += "[^/]"
        elif sign == "[":
            found = _BRACKET.match(part, at)
            if found is None:
                raise ValueError("a bracket is not closed")
            pieces[-1] += _class(found[1], found[2])
            at = found.end() - 1
        else:
            at += sign == "\\"
            if at == len(part):
                raise ValueError("a backslash ends it")
            pieces[-1] += re.escape(part[at])
        at += 1
    return pieces


def _class(negation: str, members: str) -> str:
    """Return the characters between brackets as a regular expression; never a slash."""
    written = ""
    for member in _MEMBER.finditer(members):
        if (named := member["named"]) is not None:
            if named not in _CLASSES:
                raise ValueError("there is no such class of characters")
            written += _CLASSES[named]
            continue
        low, high = member["low"][-1], (member["high"] or member["low"])[-1]
        if low > high:
            raise ValueError("a range runs backwards")
        written += f"{re.escape(low)}-{re.escape(high)}"
    if not written:
        raise ValueError("nothing stands between brackets")
    return f"(?!/)[{'^' if negation else ''}{written}]"
