"""What becomes of a text whose key is to be read from the environment."""

from dataclasses import dataclass
from enum import StrEnum

from openrouter_lsp.editing.replacement import Replacement


class Language(StrEnum):
    """What a file is, as far as it matters for how it reads a variable."""

    PYTHON = "python"
    JAVASCRIPT = "javascript"
    """Perhaps with markup (JSX)."""
    TYPESCRIPT = "typescript"
    TYPESCRIPT_JSX = "typescript_jsx"
    """TypeScript, perhaps with markup."""
    SHELL = "shell"
    COMPOSE = "compose"
    """Docker Compose, which reads the .env beside it by itself."""
    WORKFLOW = "workflow"
    """GitHub Actions, which has no .env but the repository's secrets."""
    EDITOR = "editor"
    """VS Code's own launch.json, tasks.json and mcp.json."""
    PAGE = "page"
    """A page or a component that browsers get: no move."""
    DATA = "data"
    """YAML or JSON of which it is not known who reads it: no move."""


class NoMove(StrEnum):
    """Why a key cannot be moved. `reporting` has the sentence for each."""

    NOT_A_STRING = "not_a_string"
    """It stands in a comment, or in code that the scan does not know its way in."""
    PART_OF_A_STRING = "part_of_a_string"
    """In a larger string that cannot take a variable without being written anew."""
    NOT_A_VALUE = "not_a_value"
    """Where only a literal may stand: a property's name, a case pattern, a docstring."""
    FOR_BROWSERS = "for_browsers"
    RENDERS = "renders"
    """It makes what pages show, which runs in browsers as a rule."""
    NO_SECRETS = "no_secrets"
    """GitHub gives no secrets to that part of a workflow."""
    SET_BEFORE = "set_before"
    """The script gives the variable another value before it comes to the key."""
    NO_VARIABLES = "no_variables"
    """It is not known that whatever reads the file puts variables in."""
    UNREADABLE = "unreadable"
    """The text is no program as it stands, so that nobody can say what an edit would make of it."""


@dataclass(frozen=True, slots=True)
class Move:
    """A key's way out of a text.

    Attributes:
        in_source: what puts a read of the variable in the key's place.
        variable: its name.
        language: what the text is.
        is_loaded: whether something in the text seems to load a .env file before the key is read.
        left: the lines that still hold the key, from 1, as they are after the edit.
    """

    in_source: tuple[Replacement, ...]
    variable: str
    language: Language
    is_loaded: bool
    left: tuple[int, ...] = ()
