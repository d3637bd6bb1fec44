"""Where command-line clients of OpenRouter keep a key of their own.

What the table says was looked up in each client's documentation or source. A client's files are
looked at only where it is named: they are a user's own, and none of this project's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import IGNORECASE, Pattern
from re import compile as regex
from typing import Final

from openrouter_lsp.workspace.suspects.command_words import programs


@dataclass(frozen=True, slots=True)
class Client:
    """One client.

    Attributes:
        commands: what starts it.
        files: where it keeps keys, likeliest first. The part before the first slash is one of
            `here` (the working folder and those above it), `~`, `config`, `data`, `roaming`,
            `local` (the platform's folders), or the name of a variable that holds a folder.
        printed: how it names itself in what it prints; None where its name is an everyday word.
        comes_first: whether a key in its files is used though a variable is exported.
    """

    commands: tuple[str, ...]
    files: tuple[str, ...]
    printed: Pattern[str] | None = None
    comes_first: bool = False


def _name(words: str) -> Pattern[str]:
    return regex(rf"(?<![\w./-]){words}(?![\w/-])", IGNORECASE)


CLIENTS: Final = (
    # Its .env files are loaded over what is exported, and its settings over those.
    Client(
        ("aider",),
        (
            "here/.aider.conf.yml", "~/.aider.conf.yml",
            "here/.env", "~/.env", "~/.aider/oauth-keys.env",
        ),
        _name("aider"),
        comes_first=True,
    ),
    Client(
        ("llm",),
        (
            "LLM_USER_PATH/keys.json", "config/io.datasette.llm/keys.json",
            "~/Library/Application Support/io.datasette.llm/keys.json",
            "roaming/io.datasette.llm/keys.json",
        ),
        comes_first=True,
    ),
    # Since version 2.0.1 its settings are put over what is exported.
    Client(
        ("claude",),
        (
            "here/.claude/settings.local.json", "here/.claude/settings.json",
            "CLAUDE_CONFIG_DIR/settings.json", "~/.claude/settings.json",
        ),
        _name("claude[ -]code"),
        comes_first=True,
    ),
    Client(("ccr",), ("~/.claude-code-router/config.json",), _name("claude-code-router")),
    Client(
        ("opencode",),
        (
            "data/opencode/auth.json", "~/.local/share/opencode/auth.json",
            "here/opencode.json", "here/opencode.jsonc",
            "config/opencode/opencode.json", "config/opencode/opencode.jsonc",
        ),
        _name("opencode"),
    ),
    Client(
        ("codex",),
        (
            "CODEX_HOME/config.toml", "CODEX_HOME/.env", "CODEX_HOME/auth.json",
            "here/.codex/config.toml",
            "~/.codex/config.toml", "~/.codex/.env", "~/.codex/auth.json",
        ),
        _name("codex"),
    ),
    Client(
        ("cn",),
        ("here/.continue/.env", "~/.continue/.env", "~/.continue/config.yaml"),
    ),
    Client(
        ("goose",),
        (
            "config/goose/secrets.yaml", "config/goose/config.yaml",
            "roaming/Block/goose/config/secrets.yaml", "roaming/Block/goose/config/config.yaml",
        ),
        _name("goose"),
    ),
    Client(
        ("crush",),
        (
            "here/.crush.json", "here/crush.json", "data/crush/crush.json",
            "config/crush/crush.json", "local/crush/crush.json",
        ),
    ),
    Client(
        ("qwen",),
        (
            "here/.qwen/.env", "~/.qwen/.env", "~/.env",
            "here/.qwen/settings.json", "~/.qwen/settings.json",
        ),
        _name("qwen[ -]code"),
    ),
    Client(("gptme",), ("config/gptme/config.toml",), _name("gptme")),
    Client(("fabric", "fabric-ai"), ("config/fabric/.env", "~/.config/fabric/.env")),
    Client(
        ("aichat",),
        (
            "AICHAT_CONFIG_DIR/config.yaml", "config/aichat/config.yaml",
            "~/Library/Application Support/aichat/config.yaml", "roaming/aichat/config.yaml",
        ),
        _name("aichat"),
    ),
    # Its configuration is most often named on the command line; these are the usual names.
    Client(("litellm",), ("here/config.yaml", "here/litellm_config.yaml")),
)  # fmt: skip


def clients_named(command_line: str | None, text: str) -> tuple[Client, ...]:
    """Return the clients that a command starts or a text names.

    Args:
        command_line: as typed; None where it is not known.
        text: what was printed.
    """
    started = programs(command_line or "")
    return tuple(
        client
        for client in CLIENTS
        if not started.isdisjoint(client.commands)
        or (client.printed is not None and client.printed.search(text))
    )


def files_of(
    client: Client, folders: Sequence[Path], environment: Mapping[str, str]
) -> Iterator[Path]:
    """Yield where a client's files would lie, whether they are there or not; some of them twice.

    Args:
        client: the client.
        folders: the working folder, then those above it.
        environment: tells the home folder and the platform's folders.
    """
    for file in client.files:
        place, _, rest = file.partition("/")
        if place == "here":
            yield from (folder / rest for folder in folders)
        elif base := _base(place, environment):
            yield base / rest


def home_of(environment: Mapping[str, str]) -> Path | None:
    """Return the home folder that an environment names."""
    return _folder(environment, "HOME") or _folder(environment, "USERPROFILE")


def _base(place: str, environment: Mapping[str, str]) -> Path | None:
    home = home_of(environment)
    if place == "~":
        return home
    if place == "config":
        return _folder(environment, "XDG_CONFIG_HOME") or (home and home / ".config")
    if place == "data":
        return _folder(environment, "XDG_DATA_HOME") or (home and home / ".local" / "share")
    variable = {"roaming": "APPDATA", "local": "LOCALAPPDATA"}.get(place, place)
    return _folder(environment, variable)


def _folder(environment: Mapping[str, str], variable: str) -> Path | None:
    path = Path(environment.get(variable) or ".")
    return path if path.is_absolute() else None
