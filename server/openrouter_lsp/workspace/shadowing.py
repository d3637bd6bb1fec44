"""Which key a program will really use, where that is not the one in the line.

What is said here holds for every loader that is named with it; docs/precedence.md has the rules and
how each is known. Where the loaders read a file differently, nothing is said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from re import ASCII, escape
from re import compile as regex
from typing import Final

from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import Context, Finding, Span, scan_variable
from openrouter_lsp.scanning.statement import is_costly, statements
from openrouter_lsp.workspace.addresses import name_of, same_form
from openrouter_lsp.workspace.places import Source


class Loader(StrEnum):
    """What loads environment files."""

    PYTHON_DOTENV = "python-dotenv"
    DOTENV = "dotenv"
    VITE = "Vite"
    NEXT = "Next.js"
    COMPOSE = "Docker Compose"
    """Where it fills in `${VARIABLE}`; `env_file:` does not look at the environment."""


class Where(StrEnum):
    """Where the key stands that is used."""

    ENVIRONMENT = "environment"
    """In the environment that was handed in."""
    LATER_LINE = "later line"
    """In the same file, further down."""
    OTHER_FILE = "other file"
    """In another file of the same folder, for those that load both."""


@dataclass(frozen=True, slots=True)
class Shadow:
    """What programs use in place of a key.

    Attributes:
        key: the key that they use; None where they use something that is none.
        variable: what both are assigned to: letters, digits, `_`, `-` and `.`.
        where: where it stands.
        loaders: for which loaders that holds, as far as they load the file at all.
        line: in which line of its file, from 1; None in the environment.
        file: the name of the other file; None where there is none.
        is_ignored: whether it is ignored where it stands.
        instead: what they use that tries or seems to be a key; None where it is one, or nothing
            of the kind.
        is_empty: whether the variable is set to nothing.
    """

    key: Key | None
    variable: str
    where: Where
    loaders: tuple[Loader, ...]
    line: int | None = None
    file: str | None = None
    is_ignored: bool = False
    instead: Finding | None = None
    is_empty: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether it holds for all that load the file, and not in certain frameworks only."""
        return self.where is not Where.OTHER_FILE


_EVERY_LOADER: Final = tuple(Loader)
_WITH_LOCAL_FILES: Final = (Loader.VITE, Loader.NEXT)

# All loaders read such a name alike, and it is harmless wherever it is shown.
_NAME = regex(r"[A-Za-z_][\w.-]*", ASCII)
_PLAIN = regex(
    r"\s*(?:export[^\S\r\n]+)?[\w.-]+[^\S\r\n]*=[^\S\r\n]*"
    r"""(?:"[^"\\\r\n$]*"|'[^'\\\r\n]*'|[^\s"'`#$\\]*)"""
    r"[^\S\r\n]*(?:(?<=[^\S\r\n])#[^\r\n]*)?[\r\n]*"
)
# Ends a line for all but Vite.
_LONE_RETURN = regex(r"\r(?!\n)")
_SHELL_SCRIPT = regex(r"\.envrc.*")
_TEMPLATE = regex(r".*[.-](?:example|sample|template|dist)(?:[.-].*)?")
_OF_A_MODE = regex(r"\.env(?:\.(?!local)[\w-]+)?", ASCII)


def shadows_in(
    source: Source, sources: Iterable[Source], environment: Mapping[str, str]
) -> dict[Span, Shadow]:
    """Return, by the span of a finding, what programs use in its place.

    Nothing for a key that is used as it stands, and nothing where that is not known.

    Args:
        source: the file.
        sources: all files that are looked at; those of the same folder matter.
        environment: the variables that a program is started with. Where their names have no case,
            as on Windows, a mapping that knows that: `os.environ` itself.
    """
    name = name_of(source.uri)
    if not source.is_environment_file or _SHELL_SCRIPT.fullmatch(name) or _TEMPLATE.fullmatch(name):
        return {}
    found = {}
    files = _Files(source, sources)
    for finding in source.findings:
        if finding.key is None or finding.context is not Context.ASSIGNMENT or finding.ignored:
            continue
        variable = finding.variable or ""
        if not _NAME.fullmatch(variable):
            continue
        if variable in environment:
            shadow = _in_environment(name, variable, environment[variable])
            if shadow and shadow.key is None and not _is_whole_value(source, finding):
                shadow = None
        else:
            shadow = files.later_line(finding, variable) or files.other_file(variable)
        if shadow and shadow.key != finding.key:
            found[finding.span] = shadow
    return found


def _in_environment(name: str, variable: str, value: str) -> Shadow | None:
    """Return what the environment has for a variable, where that counts for a file of this name.

    None for a longer text that has a key in it: which part a program uses is not known.
    """
    loaders = _EVERY_LOADER if name == ".env" or name.startswith(".env.") else ()
    if name == ".flaskenv":
        loaders = (Loader.PYTHON_DOTENV,)
    if not loaders:
        return None
    where = Where.ENVIRONMENT
    if not value:
        kept = tuple(loader for loader in loaders if loader is not Loader.COMPOSE)  # not tried
        return Shadow(None, variable, where, kept, is_empty=True)
    found = scan_variable(variable, value)
    if not found:
        return Shadow(None, variable, where, loaders)
    if len(found) > 1 or (found[0].key and found[0].span != Span(0, len(value))):
        return None
    instead = None if found[0].key else found[0]
    return Shadow(found[0].key, variable, where, loaders, instead=instead)


def _is_whole_value(source: Source, finding: Finding) -> bool:
    """Tell whether a key is all that its line gives to its variable."""
    text, whole = source.lines.text, Span(0, len(source.lines.text))
    if is_costly(text, whole):
        return False
    value = text[finding.span.start : finding.span.end]
    return any(
        statement.binding.key == finding.variable and statement.binding.value == value
        for statement in statements(text, whole, [finding.span.start])
    )


class _Files:
    """A file and those beside it, read when first needed."""

    def __init__(self, source: Source, sources: Iterable[Source]) -> None:
        self._source = source
        self._sources = sources
        self._last: dict[tuple[str, str], Finding | None] = {}
        self._last_place = {f.variable: f.span for f in source.findings if f.key is not None}

    def later_line(self, finding: Finding, variable: str) -> Shadow | None:
        """Return the key of the last line for a variable, if a finding stands further up."""
        if self._last_place.get(variable, finding.span) <= finding.span:
            return None  # seldom is there any; the text need not be parsed again to know that
        last = self._last_key(self._source, variable)
        if last is None or last.key is None or last.span <= finding.span:
            return None
        return Shadow(
            last.key, variable, Where.LATER_LINE, _loaders_of(name_of(self._source.uri)),
            self._source.lines.line_of(last.span.start) + 1, is_ignored=last.ignored is not None,
        )  # fmt: skip

    def other_file(self, variable: str) -> Shadow | None:
        """Return the key in the `.local` file that comes before this one."""
        name = name_of(self._source.uri)
        if not _OF_A_MODE.fullmatch(name):
            return None
        beside = self._beside()
        local = beside.pop(f"{name}.local", None)
        if local is None:
            return None
        if name == ".env" and any(variable in other.lines.text for other in beside.values()):
            # Which of them counts depends on the mode, and for Vite and Next.js in another way.
            return None
        last = self._last_key(local, variable)
        if last is None or last.key is None:
            return None
        line = local.lines.line_of(last.span.start) + 1
        return Shadow(
            last.key,
            variable,
            Where.OTHER_FILE,
            _WITH_LOCAL_FILES,
            line,
            f"{name}.local",
            is_ignored=last.ignored is not None,
        )

    def _beside(self) -> dict[str, Source]:
        """Return the other files of the folder that belong to modes, by name."""
        folder, _, own = same_form(self._source.uri).rpartition("/")
        found = {}
        for source in self._sources:
            where, _, name = same_form(source.uri).rpartition("/")
            name = name_of(name)
            if where == folder and name != own and name.startswith(".env."):
                found[name] = source
        return {name: source for name, source in found.items() if not _TEMPLATE.fullmatch(name)}

    def _last_key(self, source: Source, variable: str) -> Finding | None:
        at = (source.uri, variable)
        if at not in self._last:
            self._last[at] = _last_key(source, variable)
        return self._last[at]


def _loaders_of(name: str) -> tuple[Loader, ...]:
    if name == ".env" or name.startswith(".env."):
        return _EVERY_LOADER
    if name == ".flaskenv":
        return (Loader.PYTHON_DOTENV,)
    return (Loader.PYTHON_DOTENV, Loader.DOTENV, Loader.COMPOSE)


def _last_key(source: Source, variable: str) -> Finding | None:
    """Return the key that a file gives to a variable in the end.

    None where that is no key, or one in the midst of other text, or where not every loader would
    read the lines for the variable alike.
    """
    text, whole = source.lines.text, Span(0, len(source.lines.text))
    if _LONE_RETURN.search(text) or is_costly(text, whole):
        return None
    offsets = [match.start() for match in regex(escape(variable)).finditer(text)]
    bound = [s for s in statements(text, whole, offsets) if s.binding.key == variable]
    # As dotenv for Node finds its lines, those with a colon included.
    lines = regex(
        rf"(?:\A\ufeff?|(?<=[\r\n]))[^\S\r\n]*+(?:export\s++)?+(?={escape(variable)}(?:\s*=|:\s))"
    ).findall(text)
    if not bound or len(bound) != len(lines):
        return None
    if not all(_PLAIN.fullmatch(text, s.span.start, s.span.end) for s in bound):
        return None
    last = bound[-1]
    for finding in source.findings:
        where = finding.span
        if finding.key and last.span.start <= where.start and where.end <= last.span.end:
            return finding if text[where.start : where.end] == last.binding.value else None
    return None
