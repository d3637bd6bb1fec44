"""What a command line tells of its output: is it shown text, a test's, OpenRouter's?"""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openrouter_lsp.terminal.names.naming import Strength, naming_in
from openrouter_lsp.terminal.names.other_services import names_other_service

_SHOWS: Final = frozenset(
    {
        "cat", "bat", "batcat", "less", "more", "most", "head", "tac", "nl", "zcat", "strings",
        "xxd", "hexdump", "od", "grep", "egrep", "fgrep", "zgrep", "rg", "ag", "ack", "ugrep",
        "findstr", "select-string", "sls", "get-content", "gc", "type", "diff", "colordiff",
        "difft", "delta", "sdiff", "vimdiff", "tig", "lazygit", "gitui", "sed", "awk", "gawk",
        "sort", "uniq", "cut", "echo", "printf", "write-output", "write-host", "vim", "vi", "nvim",
        "view", "nano", "micro", "emacs", "hx", "helix", "kak", "ed", "code", "glow", "mdcat",
        "man", "history", "fc", "jq", "yq", "column", "fold", "fmt", "pr", "wc", "ls", "find",
        "tree", "fzf", "pygmentize", "highlight", "source-highlight",
    }
)  # fmt: skip
_GIT_SHOWS: Final = frozenset(
    {"diff", "show", "log", "grep", "blame", "annotate", "stash", "reflog", "shortlog", "whatchanged",
     "range-diff", "cat-file", "format-patch", "difftool", "status", "add", "checkout", "commit"}
)  # fmt: skip
_GH_SHOWS: Final = frozenset({"pr", "issue", "gist", "search", "release"})
_NEUTRAL: Final = frozenset(
    {"cd", "pushd", "popd", "export", "set", "unset", "source", ".", "true", "clear", "sleep", "pwd",
     "alias", "unalias", "ulimit", "umask", "shopt", "setopt", "test", "[", "mkdir", "touch"}
)  # fmt: skip
_WRAPPERS: Final = frozenset(
    {"sudo", "doas", "env", "time", "nohup", "nice", "command", "builtin", "exec", "stdbuf", "setsid",
     "unbuffer", "winpty", "caffeinate", "then", "do", "watch", "!"}
)  # fmt: skip
_SHELLS: Final = frozenset({"sh", "bash", "zsh", "dash", "fish"})
_TESTS: Final = frozenset({"pytest", "py.test", "jest", "vitest", "mocha", "ava", "tap", "rspec",
                           "phpunit", "ctest", "tox", "nox", "nextest", "unittest", "behave"})  # fmt: skip
_RUNNERS: Final = frozenset({"npm", "pnpm", "yarn", "bun", "go", "cargo", "deno", "dotnet", "mvn",
                             "gradle", "gradlew", "make", "just", "task", "mix", "swift"})  # fmt: skip
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_SEPARATOR = re.compile(r"\|\||&&|;|\n|(?<![>&\d])&(?![>&])")
_WINDOWS_PATH = re.compile(r"\s*(?:[A-Za-z]:|\.{1,2})\\")
_OWN_PROGRAM: Final = "openrouter-lsp"
_DEEPEST: Final = 3


@dataclass(frozen=True, slots=True)
class Command:
    """What a command line tells of its output.

    Attributes:
        shows_text: it shows files or words: an error in it is nobody's answer.
        runs_tests: it runs tests.
        naming: how strongly it names OpenRouter; None where it does not.
        names_other: it names another service.
    """

    shows_text: bool = False
    runs_tests: bool = False
    naming: Strength | None = None
    names_other: bool = False


def read_command(command_line: str | None) -> Command:
    """Read a command line as typed; bad quoting is put up with."""
    if not command_line or not command_line.strip():
        return Command()
    pipelines = _pipelines(command_line, 0)
    told = [pipeline for pipeline in pipelines if pipeline]
    naming = naming_in(command_line)
    return Command(
        shows_text=bool(told) and all(_shows(words) for pipeline in told for words in pipeline),
        runs_tests=any(_is_test(words) for pipeline in told for words in pipeline),
        naming=naming,
        names_other=naming is not Strength.HOST and names_other_service(command_line),
    )


def _pipelines(text: str, depth: int) -> list[list[list[str]]]:
    """Return the pipelines, each a list of commands, each its words; neutral ones left out."""
    made = []
    for part in _split(text, _SEPARATOR):
        commands = [_bare_words(piece) for piece in _split(part, re.compile(r"\|&?"))]
        first = commands[0] if commands else []
        inner = _inner_script(first) if depth < _DEEPEST else None
        if inner is not None:
            made += _pipelines(inner, depth + 1)
        elif first and first[0] not in _NEUTRAL:
            made.append([words for words in commands if words])
    return made


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split outside quotation marks."""
    parts, start, quote, at = [], 0, "", 0
    while at < len(text):
        char = text[at]
        if char == "\\" and quote != "'":
            at += 2
            continue
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif match := separator.match(text, at):
            parts.append(text[start:at])
            start = at = match.end()
            continue
        at += 1
    return [part for part in (*parts, text[start:]) if part.strip()]


def _bare_words(text: str) -> list[str]:
    """Return a command's words, without assignments and wrappers, its program's name bare."""
    if _WINDOWS_PATH.match(text):
        text = text.replace("\\", "/")
    try:
        words = shlex.split(text)
    except ValueError:
        words = text.replace('"', " ").replace("'", " ").split()
    words = [word.lstrip("({") or "(" for word in words[:1]] + words[1:]
    while words:
        name = _program(words[0])
        if _ASSIGNMENT.match(words[0]) or words[0] == "(":
            words = words[1:]
        elif name in _WRAPPERS:
            words = words[1:]
            while words and (words[0].startswith("-") or words[0].isdigit()):
                words = words[1:]
        else:
            return [name, *words[1:]]
    return []


def _program(word: str) -> str:
    name = re.split(r"[/\\]", word)[-1].lower()
    return name.removesuffix(".exe").removesuffix(".cmd")


def _inner_script(words: Sequence[str]) -> str | None:
    if words and words[0] in _SHELLS and len(words) > 2 and re.fullmatch(r"-\w*c", words[1]):
        return words[2]
    return None


def _shows(words: list[str]) -> bool:
    """Whether the text that a command puts out was there before it ran."""
    name, rest = words[0], words[1:]
    if name == "git":
        verbs = [word for word in rest if not word.startswith("-")]
        return bool(verbs) and (
            verbs[0] in _GIT_SHOWS or ("-C" in rest and bool(_GIT_SHOWS & set(verbs)))
        )
    if name == "gh":
        return bool(rest) and rest[0] in _GH_SHOWS
    if name == _OWN_PROGRAM:
        return not rest or rest[0] != "run"
    if name == "less" and "+F" in rest:
        return False
    return name in _SHOWS


def _is_test(words: Sequence[str]) -> bool:
    name, rest = words[0], [word.lower() for word in words[1:]]
    if name in _TESTS:
        return True
    if name.startswith("python") or name in (
        "uv",
        "poetry",
        "pdm",
        "hatch",
        "npx",
        "bunx",
        "node",
        "coverage",
    ):
        return any(_program(word) in _TESTS for word in rest[:5])
    if name in _RUNNERS:
        return any(
            word in {"test", "t"} or word.startswith("test:") or word in _TESTS for word in rest[:4]
        )
    return False
