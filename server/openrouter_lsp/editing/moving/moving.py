"""A key moves out of a text; the text reads it from the environment instead."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice
from pathlib import PurePath
from re import ASCII, IGNORECASE
from re import compile as regex
from typing import Final

from openrouter_lsp.editing.moving.editor_json import read_in_json
from openrouter_lsp.editing.moving.javascript import JavaScriptProgram
from openrouter_lsp.editing.moving.move import Language, Move, NoMove
from openrouter_lsp.editing.moving.program import PlainText, Program
from openrouter_lsp.editing.moving.python import PythonProgram
from openrouter_lsp.editing.moving.shell import is_sourced_before, read_in_shell
from openrouter_lsp.editing.moving.yaml import read_in_compose, read_in_workflow
from openrouter_lsp.editing.replacement import Replacement, applied
from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import SHIPPED_TO_BROWSERS, Finding, Lines

DEFAULT_VARIABLE: Final = "OPENROUTER_API_KEY"

_PROGRAMS: Final[Mapping[Language, Callable[[str], Program]]] = {
    Language.PYTHON: PythonProgram,
    Language.JAVASCRIPT: JavaScriptProgram,
    Language.TYPESCRIPT: partial(JavaScriptProgram, language=Language.TYPESCRIPT),
    Language.TYPESCRIPT_JSX: partial(JavaScriptProgram, language=Language.TYPESCRIPT_JSX),
    Language.SHELL: partial(PlainText, read_one=read_in_shell, is_loaded=is_sourced_before),
    Language.COMPOSE: partial(PlainText, read_one=read_in_compose),
    Language.WORKFLOW: partial(PlainText, read_one=read_in_workflow),
    Language.EDITOR: partial(PlainText, read_one=read_in_json),
    Language.PAGE: partial(PlainText, read_one=lambda *_: NoMove.FOR_BROWSERS),
    Language.DATA: partial(PlainText, read_one=lambda *_: NoMove.NO_VARIABLES),
}
_SUFFIXES: Final = {
    Language.PYTHON: (".py", ".pyw"),
    Language.JAVASCRIPT: (".js", ".mjs", ".cjs", ".jsx"),
    Language.TYPESCRIPT: (".ts", ".mts", ".cts"),
    Language.TYPESCRIPT_JSX: (".tsx",),
    Language.SHELL: (".sh", ".bash", ".zsh", ".ksh"),
    Language.PAGE: (".html", ".htm", ".vue", ".svelte", ".astro"),
    Language.DATA: (".yml", ".yaml", ".json", ".jsonc", ".ipynb"),
}
_SHEBANGS: Final = (
    (Language.PYTHON, regex(r"#!.*\bpython[\d.]*\b")),
    (Language.JAVASCRIPT, regex(r"#!.*\b(?:node|bun|tsx)\b")),
    (Language.SHELL, regex(r"#!.*\b(?:ba|z|k|da)?sh\b")),
)
_COMPOSE: Final = regex(r"(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml", IGNORECASE)
_OF_THE_EDITOR: Final = frozenset({"launch.json", "tasks.json", "mcp.json"})

_MOST_PLACES: Final = 50
"""Of one key in one text that go along; each is looked for anew."""
_CONSTANT: Final = regex(r"[A-Z_][A-Z0-9_]*", ASCII)


def language_of(path: PurePath, text: str) -> Language | None:
    """Tell what a file is by its name, or the program that its first line names.

    None where nothing is known of how it would read a variable.

    Args:
        path: the file's, with the folders it lies in.
        text: what stands in it.
    """
    suffix, folder = path.suffix.lower(), path.parent.name
    if suffix in (".yml", ".yaml"):
        if _COMPOSE.fullmatch(path.name):
            return Language.COMPOSE
        if path.parent.parts[-2:] == (".github", "workflows"):
            return Language.WORKFLOW
    if folder == ".vscode" and path.name in _OF_THE_EDITOR:
        return Language.EDITOR
    for language, suffixes in _SUFFIXES.items():
        if suffix in suffixes:
            return language
    first = text.partition("\n")[0]
    return next((language for language, line in _SHEBANGS if line.match(first)), None)


def variable_wanted(finding: Finding) -> str:
    """Return what a key's variable is to be called: as its constant, if that says what it is.

    Not by a name that a build tool would put into the pages that browsers load.
    """
    name = finding.variable or ""
    says = "OPENROUTER" in name or "KEY" in name
    if _CONSTANT.fullmatch(name) and says and not name.startswith(SHIPPED_TO_BROWSERS):
        return name
    return DEFAULT_VARIABLE


def move_to_environment(
    text: str,
    finding: Finding,
    language: Language,
    variable: str,
    *,
    also: Iterable[Finding] = (),
) -> Move | NoMove:
    """Put a read of a variable in the place of a key.

    Args:
        text: the program, or whatever reads the variable.
        finding: the key in it.
        language: what the text is.
        variable: the variable's name, of capitals, digits and underscores.
        also: further places of the key; each of them goes along if it can.
    """
    program = _PROGRAMS[language](text)
    others = [other.span for other in islice(also, _MOST_PLACES)]
    in_source = program.read(finding.span, others, variable)
    if isinstance(in_source, NoMove):
        return in_source
    # As keys, since they may bring the same import.
    replacements, places = dict.fromkeys(in_source), [finding.span]
    for other in others:
        more = program.read(other, others, variable)
        # Two keys in one string are one replacement of the whole.
        if not isinstance(more, NoMove) and not _overlap(more, replacements):
            replacements |= dict.fromkeys(more)
            places.append(other)
    return Move(
        tuple(replacements),
        variable,
        language,
        all(program.loads_before(place) for place in places),
        _lines_of(finding.key, applied(text, replacements)) if finding.key else (),
    )


def _lines_of(key: Key, text: str) -> tuple[int, ...]:
    """Return the lines of a text that hold a key, from 1."""
    lines, found, at = Lines(text), dict[int, None](), text.find(key.reveal())
    while at >= 0:
        found[lines.line_of(at) + 1] = None
        at = text.find(key.reveal(), at + 1)
    return tuple(found)


def _overlap(some: Iterable[Replacement], others: Iterable[Replacement]) -> bool:
    spans = [other.span for other in others]
    return any(
        one.span.start < span.end and span.start < one.span.end for one in some for span in spans
    )
