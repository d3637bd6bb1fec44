"""What README.md and the extension's manifest list is what there is, each name and no more."""

import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

from openrouter_lsp.keys import FailureKind, KeyStatus
from openrouter_lsp.lsp.server import create_server
from openrouter_lsp.lsp.settings import Settings, read_settings
from openrouter_lsp.reporting import RULES

_REPOSITORY = Path(__file__).parents[2]
_README = (_REPOSITORY / "README.md").read_text(encoding="utf-8")
_MANIFEST = json.loads((_REPOSITORY / "vscode-extension" / "package.json").read_text("utf-8"))
_OF_VS_CODE_ALONE = {"terminal.enabled", "pythonPath"}
_BETWEEN_SERVER_AND_EDITOR = {"openrouter.edit", "openrouter.edited"}


def table(heading: str) -> list[list[str]]:
    """Cells of the first table below a heading, without its head."""
    below = _README.split(f"\n{heading}\n", 1)[1]
    rows = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert rows, heading
    return [
        [cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[0].splitlines()[2:]
    ]


def listed(beginning: str) -> set[str]:
    """What stands in a sentence that begins so, between `is one of` and the full stop."""
    found = re.search(rf"{re.escape(beginning)} is one of\s+([^.]+)\.", _README)
    assert found, beginning
    return set(re.split(r",\s+|\s+and\s+", found[1]))


def settings_in_manifest() -> dict[str, dict[str, Any]]:
    properties = _MANIFEST["contributes"]["configuration"]["properties"]
    names = {name.removeprefix("openrouter."): value for name, value in properties.items()}
    return {name: value for name, value in names.items() if name not in _OF_VS_CODE_ALONE}


def complaints(name: str, value: object) -> list[str]:
    return read_settings({name: value})[1]


def test_rules() -> None:
    rows = [(row[0].strip("`"), row[1]) for row in table("## What it says")]
    assert rows == [(rule.code, rule.severity.value) for rule in RULES]


def test_statuses_and_kinds() -> None:
    # A command line that has ended waits for no answer.
    assert listed("`status`") == {status.value for status in KeyStatus} - {KeyStatus.CHECKING}
    assert listed("`kind`") == {kind.value for kind in FailureKind}


def test_commands() -> None:
    named = {
        name for row in table("### Commands") for name in re.findall(r"`(openrouter\.\w+)`", row[0])
    }
    assert named == set(create_server().commands) - _BETWEEN_SERVER_AND_EDITOR


def test_settings_in_the_readme() -> None:
    defaults = {
        row[0].strip("`").removeprefix("openrouter."): row[1].strip("`")
        for row in table("### Settings")
    }
    assert defaults == {
        name: json.dumps(setting["default"]) for name, setting in settings_in_manifest().items()
    }


def test_settings_in_the_server() -> None:
    assert len(settings_in_manifest()) == len(attrs.fields(Settings))
    defaults = {name: setting["default"] for name, setting in settings_in_manifest().items()}
    assert read_settings(defaults) == (Settings(), [])
    assert [name for name in defaults if not complaints(name, object())] == []


@pytest.mark.parametrize("bound", ["minimum", "maximum"])
def test_bounds_of_numbers(bound: str) -> None:
    numbers = {n: s for n, s in settings_in_manifest().items() if s["type"] == "number"}
    assert numbers
    for name, setting in numbers.items():
        beyond = setting[bound] + (1 if bound == "maximum" else -1)
        assert complaints(name, setting[bound]) == []
        assert len(complaints(name, beyond)) == 1
