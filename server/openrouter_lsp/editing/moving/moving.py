"""A key moves out of a text; the text reads it from the environment instead."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import PurePath
from re import ASCII, IGNORECASE
from re import compile as regex
from typing import Final

from openrouter_lsp.editing.moving.editor_json import read_in_json
from openrouter_lsp.editing.moving.javascript import read_in_javascript
from openrouter_lsp.editing.moving.move import Language, Move, NoMove
from openrouter_lsp.editing.moving.python import read_in_python
from openrouter_lsp.editing.moving.shell import read_in_shell
from openrouter_lsp.editing.moving.yaml import read_in_compose, read_in_workflow
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import SHIPPED_TO_BROWSERS, Finding, Span

DEFAULT_VARIABLE: Final = "OPENROUTER_API_KEY"

_Read = Callable[[str, Span, str], tuple[Replacement, ...] | NoMove]
_READS: Final[Mapping[Language, _Read]] = {
    Language.PYTHON: read_in_python,
    Language.JAVASCRIPT: read_in_javascript,
    Language.SHELL: read_in_shell,
    Language.COMPOSE: read_in_compose,
    Language.WORKFLOW: read_in_workflow,
    Language.EDITOR: read_in_json,
    Language.PAGE: lambda _text, _span, _name: NoMove.FOR_BROWSERS,
    Language.DATA: lambda _text, _span, _name: NoMove.NO_VARIABLES,
}
_SUFFIXES: Final = {
    Language.PYTHON: (".py", ".pyw"),
    Language.JAVASCRIPT: (".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"),
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
_LOADS: Final = {
    # What puts the file's variables into os.environ; not what merely reads them for itself.
    Language.PYTHON: regex(r"load_dotenv|\bread_env(?:file)?\b|\bdynaconf\b"),
    Language.JAVASCRIPT: regex(r"dotenv|loadEnvFile|loadEnvConfig|@nestjs/config"),
    Language.SHELL: regex(r"(?:^|[\s;])(?:\.|source)\s+\S*\.env\b|\bdotenv\b"),
}


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
    read = _READS[language]
    in_source = read(text, finding.span, variable)
    if isinstance(in_source, NoMove):
        return in_source
    # As keys, since they may bring the same import.
    replacements = dict.fromkeys(in_source)
    for other in islice(also, _MOST_PLACES):
        more = read(text, other.span, variable)
        # Two keys in one string are one replacement each of the whole.
        if not isinstance(more, NoMove) and not _overlap(more, replacements):
            replacements |= dict.fromkeys(more)
    loads = _LOADS.get(language)
    is_loaded = loads is None or loads.search(text) is not None
    return Move(tuple(replacements), variable, language, is_loaded)


def _overlap(some: Iterable[Replacement], others: Iterable[Replacement]) -> bool:
    spans = [other.span for other in others]
    return any(
        one.span.start < span.end and span.start < one.span.end for one in some for span in spans
    )
