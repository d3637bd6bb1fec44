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
        # Brackets over several lines.
        ("k: {\n  a: <key>,\n}\n", 'k: {\n  a: "<read>",\n}\n'),
        ("k: [\n<key>,\n]\n", 'k: [\n"<read>",\n]\n'),
        ("k: [\n  '<key>' ]\n", "k: [\n  '<read>' ]\n"),
        ("k: [\n  A=<key>\n]\n", NoMove.PART_OF_A_STRING),
        ("j: [a]\nk: <key>\n", "j: [a]\nk: <read>\n"),
        ("j: a[{\nk: <key>\n", "j: a[{\nk: <read>\n"),
        ('j: "[\n  {"\nk: <key>\n', 'j: "[\n  {"\nk: <read>\n'),
        ("j: '[''{'\nk: <key>\n", "j: '[''{'\nk: <read>\n"),
        ("j: |\n  [\nk: <key>\n", "j: |\n  [\nk: <read>\n"),
        ("- j: >-\n    [\n\n  k: <key>\n", "- j: >-\n    [\n\n  k: <read>\n"),
        ("j: a # [\nk: <key>\n", "j: a # [\nk: <read>\n"),
        ("k: |\n  # <key>\n", "k: |\n  # <read>\n"),
        ("k: ${a:-<key>}\n", NoMove.PART_OF_A_STRING),
    ],
)
@pytest.mark.parametrize(
    "name", ["compose.yaml", "docker-compose.yml", "docker-compose.override.yml"]
)
def test_compose(name: str, text: str, expected: str | NoMove) -> None:
    after = expected if isinstance(expected, NoMove) else expected.replace("<read>", COMPOSE)
    check(name, text, after)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("k: $$<key>\n", "k: $$<read>\n"), ("k: $<key>\n", NoMove.PART_OF_A_STRING)],
)
def test_a_dollar_of_compose_may_be_one_of_two(text: str, expected: str | NoMove) -> None:
    after = expected if isinstance(expected, NoMove) else expected.replace("<read>", COMPOSE)
    check("compose.yaml", text, after)


_STEP = "jobs:\n  a:\n    steps:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("env:\n  k: <key>\n", None),
        ("env: {k: 1, j: <key>}\n", 'env: {k: 1, j: "<read>"}\n'),
        ("env:\n  k: '<key>' # it's\n", None),
        ("jobs:\r\n  a:\r\n    env:\r\n      k: <key>\r\n", None),
        (f"{_STEP}      - if: a\n        run: curl -H 'Bearer <key>'\n", None),
        (f"{_STEP}    - run: |\n        # a\n        b: <key>\n", None),
        (f"{_STEP}    - name: a\n      with:\n        k: <key>\n", None),
        ("jobs:\n  a:\n    container:\n      env:\n        k: <key>\n", None),
        # Where there are no secrets.
        ("k: <key>\n", NoMove.NO_SECRETS),
        ("jobs:\n  a:\n    strategy:\n      matrix:\n        env: [<key>]\n", NoMove.NO_SECRETS),
        (f"{_STEP}      - if: env.K == '<key>'\n", NoMove.NO_SECRETS),
        (f"{_STEP}      - run: a\n        if: env.K == '<key>'\n", NoMove.NO_SECRETS),
        (f"{_STEP}      - {{ if: '<key>', run: a }}\n", NoMove.NO_SECRETS),
        ("jobs:\n  a:\n    with:\n      k: <key>\n", NoMove.NO_SECRETS),
        (
            "on:\n  workflow_call:\n    inputs:\n      k:\n        default: <key>\n",
            NoMove.NO_SECRETS,
        ),
        ("env:\n  k: ${{ env.K || '<key>' }}\n", NoMove.PART_OF_A_STRING),
        ("# k: <key>\n", NoMove.NOT_A_STRING),
    ],
)
def test_a_workflow(text: str, expected: str | NoMove | None) -> None:
    after = text.replace("<key>", "<read>") if expected is None else expected
    name = "a/.github/workflows/ci.yml"
    check(name, text, after if isinstance(after, NoMove) else after.replace("<read>", SECRET))


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
