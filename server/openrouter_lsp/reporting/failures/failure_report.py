"""A report of a failure, for a bug tracker or a team's notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Final

from openrouter_lsp.keys import Failure
from openrouter_lsp.reporting.evidence_words import dated_evidence
from openrouter_lsp.reporting.failures.checked_key import CheckedKey, KeyPlace
from openrouter_lsp.reporting.failures.conclusion_words import conclusion_words
from openrouter_lsp.reporting.failures.failure_words import explain_failure
from openrouter_lsp.reporting.failures.flawed_words import unasked_words
from openrouter_lsp.reporting.failures.triage import area_of, area_words, reproduction
from openrouter_lsp.reporting.masking import masked_line, masked_text
from openrouter_lsp.reporting.sighting import Sighting
from openrouter_lsp.reporting.time_words import date_words


@dataclass(frozen=True, slots=True)
class Machine:
    """What a report says of the machine, and what it must not say.

    Attributes:
        home: the home folder, of which only `~` is shown; empty where it is not known.
        user: the user's name, which is not shown; empty where it is not known.
        versions: of this program, of Python and of the platform, one after the other.
    """

    home: str
    user: str
    versions: tuple[str, ...]


def failure_report(
    sighting: Sighting,
    keys: Sequence[CheckedKey],
    *,
    machine: Machine,
    now: datetime,
) -> str:
    """Return a report in Markdown that is safe to paste: no key, no user's name, no home folder.

    Args:
        sighting: what was printed, where and when.
        keys: the keys that may have been used, checked, likeliest first; none where none were
            looked for.
        machine: where it happened.
        now: the moment to speak from.
    """
    failure = sighting.failure
    variable = next((key.variable for key in keys if key.variable), failure.variable)
    conclusion = conclusion_words(failure, keys, now) if keys else ""
    parts = [
        f"### OpenRouter failure: {failure.kind}",
        _fenced(failure.text, "text"),
        _list(_facts(sighting)),
        _escape(explain_failure(failure)),
        *(["**Keys that it may have used**", _list(_of_keys(keys, now))] if keys else []),
        *([_escape(conclusion)] if conclusion else []),
        "**To see it again** (reads the key from its variable)",
        _fenced(reproduction(failure, variable), "sh"),
        _escape(" · ".join(machine.versions)),
    ]
    report = masked_text("\n\n".join(parts) + "\n")
    return _without_user(report, machine)


def _facts(sighting: Sighting) -> list[str]:
    failure = sighting.failure
    times = f", {failure.count} times" if failure.count > 1 else ""
    facts = [
        f"Seen: {date_words(sighting.at)}, line {failure.line} of the output{times}",
        f"Kind: {failure.kind}, {failure.certainty} ({_CERTAINTY[failure.certainty]})",
        f"Where to look: {area_words(area_of(failure.kind))}",
    ]
    if sighting.command_line:
        facts.insert(0, f"Command: {_code(masked_line(sighting.command_line, 500))}")
    if sighting.terminal:
        facts.insert(1, f"Terminal: {_code(masked_line(sighting.terminal, 80))}")
    facts += [f"{name}: {_code(masked_line(value, 200))}" for name, value in _named(failure)]
    return facts


_CERTAINTY: Final = {
    "named": "the text shows that OpenRouter answered",
    "likely": "OpenRouter's wording",
    "possible": "may be another service's",
}


def _named(failure: Failure) -> list[tuple[str, str]]:
    pairs = [
        ("OpenRouter's words", failure.message),
        ("Model", failure.model),
        ("Provider", failure.provider),
        ("Key that the text names", failure.masked_key),
        ("Variable that the text names", failure.variable),
    ]
    return [(name, value) for name, value in pairs if value]


def _of_keys(keys: Sequence[CheckedKey], now: datetime) -> list[str]:
    lines = []
    for key in keys:
        variable = f", {_code(masked_line(key.variable, 80))}" if key.variable else ""
        lines.append(f"{_code(key.masked)}{variable}, {_place(key)}: {key.verdict.status}")
        if key.flaw is not None:
            lines[-1] += f", {_escape(unasked_words(key))}"
            continue
        said = [dated_evidence(evidence, now) for evidence in key.verdict.evidence]
        lines += [f"  - {_escape(words)}" for words in said or ["OpenRouter was not asked"]]
    return lines


def _place(key: CheckedKey) -> str:
    if key.path is None:
        return {
            KeyPlace.COMMAND_LINE: "in the command itself",
            KeyPlace.ENVIRONMENT: "in the environment",
        }.get(key.place, "at hand")
    line = f" line {key.line}" if key.line is not None else ""
    return f"in {_code(masked_line(key.path, 300))}{line}"


def _list(lines: Sequence[str]) -> str:
    return "\n".join(line if line.startswith("  - ") else f"- {line}" for line in lines)


def _fenced(text: str, language: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def _code(text: str) -> str:
    return "`" + text.replace("`", "'") + "`"


def _escape(text: str) -> str:
    """Make foreign words show as they are, not as Markdown or HTML."""
    return re.sub(r"([\\`*\[\]<>|~]|(?<!\w)_|_(?!\w))", r"\\\1", text)


_HOMES: Final = re.compile(
    r"(?i)(?:(?<![\w.])/(?:home|Users)/|[A-Z]:[\\/]+Users[\\/]+)[^\s/\\\"':]+"
)


def _without_user(text: str, machine: Machine) -> str:
    """Return a text with `~` for home folders, whoever's, and without the user's name."""
    home = machine.home.rstrip("/\\")
    if len(home) > 1:
        for form in {home, PurePath(home).as_posix(), home.replace("\\", "\\\\")}:
            text = re.sub(re.escape(form) + r"(?![\w.-])", "~", text)
    text = _HOMES.sub("~", text)
    if machine.user:
        # Where it stands as a name: before a host, between slashes.
        name = re.escape(machine.user)
        text = re.sub(rf"(?<![\w.-]){name}(?=@[\w.-])|(?<=[/\\]){name}(?=[/\\])", "user", text)
    return text
