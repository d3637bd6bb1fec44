"""Where a text names OpenRouter, and what the naming is worth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from openrouter_lsp.terminal.names.mentions import is_in_passing, is_plan, went_well, without_pages
from openrouter_lsp.terminal.triggers import lines_with_name

_REACH: Final = 80
_MENTION = re.compile(r"open[-_]?router[\w.-]{0,80}", re.IGNORECASE)
_TOKEN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:/\\@-"  # noqa: S105
# The name of the host and of nothing that merely begins or ends like it.
_HOST = re.compile(r"(?:[\w-]{1,63}\.){0,4}openrouter\.ai")
_OTHER_HOST = re.compile(
    r"open[-_]?router[\w-]{0,60}\.(?:ai|com|dev|io|net|org|app|co|xyz|example|local|internal|me|sh)\b"
)
_PROVIDER = re.compile(r"(?<![a-z])provider\W{0,4}[:=]\W{0,6}$")
_MODULE = re.compile(r"openrouter\.(?:errors|models|components|operations|sdk|client)\b")
_CLIENT_CLASS: Final = ("openrouterexception", "openroutererror")
_OWN_WORD: Final = "openrouter_key_limit"  # in the metadata of its errors
_FILE = re.compile(r"\.(?:py|[cm]?[jt]sx?|go|rs|rb|php|java|kt|cs|json|ya?ml|toml|md|log|env)\b")
_VARIABLE = re.compile(r"open_?router\w{0,40}_(?:key|keys|token)\b")
_COMPOUND = re.compile(r"open[-_]?router[-_.]?\d|open_?router[-_]\w|open-router[-_]\w")


class Strength(IntEnum):
    """How much a naming says."""

    HINT = 1
    """A variable, a path: OpenRouter is in use."""
    PART = 2
    """A name made with it, as of a package or a component: it says so on the error's own line."""
    WORD = 3
    """The word: the program says that it speaks with OpenRouter."""
    HOST = 4
    """Its host, a client's class for it, a model addressed through it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A line that names OpenRouter; not one that says that it answered well.

    Attributes:
        line: which one, from 0.
        strength: what its strongest naming is worth, to other lines.
        is_plan: OpenRouter is yet to be asked, so only what follows can be its answer.
    """

    line: int
    strength: Strength
    is_plan: bool = False


def namings(lines: Sequence[str]) -> list[Naming]:
    """Return the lines that name OpenRouter; a name broken over two lines is in the first."""
    found = []
    candidates = lines_with_name("\n".join(lines))
    for at in sorted(candidates):
        own = naming_in(lines[at])
        goes_on = own is None and at + 1 in candidates
        strength = _over_the_break(lines[at], lines[at + 1]) if goes_on else own
        if strength and not went_well(lines[at]):
            found.append(Naming(at, _nearby(lines[at], strength), is_plan(lines[at])))
    return found


def _nearby(line: str, strength: Strength) -> Strength:
    """Return what a line's naming says of other lines: mentions in passing, little."""
    without = without_pages(line)
    if without != line:
        strength = naming_in(without) or Strength.HINT
    return Strength.HINT if is_in_passing(line) else strength


def naming_in(text: str) -> Strength | None:
    """Return how strongly a text names OpenRouter; None where it does not."""
    lower = text.lower()
    if "router" not in lower:
        return None
    lower = lower.replace("\\n", "  ")
    return max((s for m in _MENTION.finditer(lower) if (s := _strength(lower, m))), default=None)


def _over_the_break(line: str, following: str) -> Strength | None:
    end, start = line.rstrip()[-_REACH:], following.lstrip()[:_REACH]
    strength = naming_in(end + start)
    return strength if strength and not naming_in(end) and not naming_in(start) else None


def _strength(lower: str, match: re.Match[str]) -> Strength | None:
    left = lower[max(0, match.start() - _REACH) : match.start()]
    before = left[len(left.rstrip(_TOKEN)) :]
    name = match[0].rstrip(".-_")
    after = lower[match.end() : match.end() + 1]
    if name.startswith("openrouter.ai"):
        return _host_strength(before, name, after)
    if _MODULE.match(name) or name.startswith((*_CLIENT_CLASS, _OWN_WORD)):
        return Strength.HOST
    if _OTHER_HOST.match(name):
        return None
    if _PROVIDER.search(lower, max(0, match.start() - 24), match.start()):
        return Strength.HOST
    if before.endswith("@"):
        # A frame of a stack, or a package that is merely named.
        return Strength.HOST if "node_modules" in before else Strength.HINT
    if not before and name == "openrouter" and after == "/":
        return Strength.HOST
    if _VARIABLE.match(name) or "://" in before:
        return Strength.HINT
    if before.endswith(("/", "\\")) or _FILE.search(name):
        return Strength.HINT
    return Strength.PART if before.endswith("-") or _COMPOUND.match(name) else Strength.WORD


def _host_strength(before: str, name: str, after: str) -> Strength | None:
    if after == "@":
        return None
    scheme, _, authority = before.rpartition("://")
    if scheme and "/" in authority:
        return Strength.HINT
    host = re.split(r"[/\\:@]", before)[-1] + name
    if "@" in authority and not scheme:
        return Strength.HINT
    return Strength.HOST if _HOST.fullmatch(host.lstrip(".-_")) else None
