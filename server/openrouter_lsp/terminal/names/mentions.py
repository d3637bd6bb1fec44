"""Lines that mention OpenRouter, and tell nothing of an error on another line."""

import re
from typing import Final

from openrouter_lsp.terminal.names.prompts import typed_command

_WENT_WELL = re.compile(
    r"(?i)http/[\d.]{1,3} 2\d\d\b|\b200 ok\b|\bstatus(?:[ _]code)?\W{1,3}20\d\b"
    r"|\b(?:GET|POST|PUT|PATCH|DELETE) \S{1,200} 2\d\d\b"
    r"|^\s*[✓✔√]|(?:\.\.|…|:) ?(?:ok|done)\W*$|\b(?:finished|completed|succeeded|successfully)\b"
)
_WENT_WRONG = re.compile(r"(?i)\b[45]\d\d\b|fail|error|exception|\bnot\b|unsuccessful")
_PLAN = re.compile(r"(?i)\bfall(?:ing)?[ -]?back\b")
_INSTALLED = re.compile(
    r"(?i)\s*(?:(?:successfully )?(?:installed|installing|uninstalling|collecting|downloading"
    r"|downloaded|fetching|resolved|unpacking|compiling|building|built|cloning|linking|bundling"
    r"|loaded|loading|registered|registering)\b|requirement already|(?:added|changed|removed) \d"
    r"|[+-] @?[\w./-]{1,80}[@ ]v?\d|(?:already )?(?:on|switched to) (?:a new )?(?:branch\b|'))"
)
_FILE_IN_A_LIST = re.compile(r"\s*[-dl][-rwxsStT]{9}[.+@]? ")
_IMPORTED = re.compile(
    r"\s*(?:import\b|from [\w.]{1,80} import\b|use [\w:]{1,80}|using \w|package \w|#include)"
)
# Services that programs offer beside OpenRouter; within a model's address they are makers.
_PEERS = re.compile(
    r"(?i)(?<![\w/.:@-])(openai|anthropic|google|gemini|vertex|groq|mistral|deepseek|ollama|together"
    r"|fireworks|azure|bedrock|cohere|xai|huggingface|perplexity)(?![\w/:@-]|\.\w)"
)
_A_LIST: Final = 2
_ADDRESS = r"[\w.-]{1,60}/[\w./:-]{1,100}"
_MODELS = re.compile(rf"{_ADDRESS}[\"'`]?(?:, | \| )[\"'`]?{_ADDRESS}")
# Not those for an account or a key: OpenRouter's errors send people there.
_PAGE = re.compile(
    r"(?i)(?:https?://)?(?:www\.)?openrouter\.ai/(?:docs|models|rankings|apps|blog|chat|about|terms)\b"
    r"[^\s\"'`)>\]]{0,200}"
)


def went_well(line: str) -> bool:
    """Tell a line in which something went well: what it names did not fail there."""
    found = _WENT_WELL.search(line)
    return found is not None and not _WENT_WRONG.search(line.replace(found[0], ""))


def is_plan(line: str) -> bool:
    """Tell a line that says who is asked next: what stands before it is not that one's answer."""
    return _PLAN.search(line) is not None


def is_in_passing(line: str) -> bool:
    """Tell lists of services, models and files; packages, imports, and commands being typed."""
    if _INSTALLED.match(line) or _IMPORTED.match(line) or _FILE_IN_A_LIST.match(line):
        return True
    if len({name.lower() for name in _PEERS.findall(line)}) >= _A_LIST or _MODELS.search(line):
        return True
    return typed_command(line) is not None


def without_pages(line: str) -> str:
    """Return a line without the addresses of pages that anybody may read."""
    return _PAGE.sub("", line)
