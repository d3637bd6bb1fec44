"""A key moves out of YAML and JSON where it is known what reads it."""

import json

import pytest

from openrouter_lsp.editing.moving import NoMove
from tests.editing.moved import check

COMPOSE = "${OPENROUTER_API_KEY}"
SECRET = "${{ secrets.OPENROUTER_API_KEY }}"
EDITOR = "${env:OPENROUTER_API_KEY}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k: <key>\n", "k: <read>\n"),
        ('k: "<key>"\r\n', 'k: "<read>"\r\n'),
        ("k: '<key>' # it's\n", "k: '<read>' # it's\n"),
        ("- A=<key>\n", "- A=<read>\n"),
        ('- "A=<key>"\n', '- "A=<read>"\n'),
        ("k: {a: <key>}\n", 'k: {a: "<read>"}\n'),
        ('k: ["<key>"]\n', 'k: ["<read>"]\n'),
        ("k: [A=<key>]\n", NoMove.PART_OF_A_STRING),
        ("run: curl -H 'Bearer <key>'\n", "run: curl -H 'Bearer <read>'\n"),
        ("# k: <key>\n", NoMove.NOT_A_STRING),
        ("k: 1 # <key>\n", NoMove.NOT_A_STRING),
        ("k: 'a # <key>'\n", "k: 'a # <read>'\n"),
        ("k: it's # '<key>'\n", NoMove.NOT_A_STRING),
        ("<key>: 1\n", NoMove.NOT_A_VALUE),
    ],
)
@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("compose.yaml", COMPOSE),
        ("docker-compose.yml", COMPOSE),
        ("docker-compose.override.yml", COMPOSE),
        ("a/.github/workflows/ci.yml", SECRET),
    ],
)
def test_yaml(name: str, read: str, text: str, expected: str | NoMove) -> None:
    check(
        name, text, expected if isinstance(expected, NoMove) else expected.replace("<read>", read)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": "<key>"}', '{"a": "<read>"}'),
        ('{"a": ["Bearer <key>"]} // it"s', '{"a": ["Bearer <read>"]} // it"s'),
        (
            '{// "\n"a": "//\\"", /* " */ "b": "<key>"}',
            '{// "\n"a": "//\\"", /* " */ "b": "<read>"}',
        ),
        ('{} // "<key>"', NoMove.NOT_A_STRING),
        ('/* "<key>" */ {}', NoMove.NOT_A_STRING),
        ('{"<key>": 1}', NoMove.NOT_A_VALUE),
        ("{a: <key>}", NoMove.NOT_A_STRING),
    ],
)
@pytest.mark.parametrize("name", ["launch.json", "tasks.json", "mcp.json"])
def test_the_editors_own_json(name: str, text: str, expected: str | NoMove) -> None:
    after = expected if isinstance(expected, NoMove) else expected.replace("<read>", EDITOR)
    check(f"a/.vscode/{name}", text, after)


def test_json_stays_json() -> None:
    assert json.loads(f'{{"a": "{EDITOR}"}}') == {"a": EDITOR}


@pytest.mark.parametrize(
    "name",
    [
        "mcp.json", ".vscode/settings.json", "a.json", "a.yaml", "composer.yaml", "workflows/a.yml",
        ".github/workflows/a/b.yml", "a.ipynb",
    ],
)  # fmt: skip
def test_what_may_put_no_variables_in(name: str) -> None:
    check(name, '{"a": "<key>"}', NoMove.NO_VARIABLES)
