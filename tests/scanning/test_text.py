"""Keys in a text of any kind."""

import pytest

from openrouter_lsp.scanning import scan_text
from tests.scanning.marking import KEY, OTHER_KEY, check

ASSIGNED: dict[str, tuple[str, str]] = {
    "python": (f'NAME = "«{KEY}»"', "NAME"),
    "python, typed": (f'name: str = "«{KEY}»"', "name"),
    "python, optional": (f'name: str | None = "«{KEY}»"', "name"),
    "python, bytes": (f"name = b'«{KEY}»'", "name"),
    "python, call": (f'OpenAI(base_url=url, api_key="«{KEY}»")', "api_key"),
    "python, attribute": (f'openai.api_key = "«{KEY}»"', "api_key"),
    "python, environ": (f'os.environ["NAME"] = "«{KEY}»"', "NAME"),
    "python, getenv": (f"os.getenv('NAME', '«{KEY}»')", "NAME"),
    "javascript": (f"const apiKey = `«{KEY}»`;", "apiKey"),
    "javascript, env": (f"process.env.NAME = '«{KEY}»'", "NAME"),
    "javascript, object": (f"new Client({{apiKey: '«{KEY}»'}})", "apiKey"),
    "typescript": (f'const apiKey: string = "«{KEY}»"', "apiKey"),
    "ruby": (f"{{ :api_key => '«{KEY}»' }}", "api_key"),
    "go": (f'apiKey := "«{KEY}»"', "apiKey"),
    "json": (f'{{"name": "«{KEY}»"}}', "name"),
    "json in a string": (f'"{{\\"name\\": \\"«{KEY}»\\"}}"', "name"),
    "json, lines in a string": (f'"x = 1\\nNAME=«{KEY}»\\n"', "NAME"),
    "yaml": (f"  api-key: «{KEY}»  # x", "api-key"),
    "toml": (f'api_key="«{KEY}»"', "api_key"),
    "shell": (f"export NAME=«{KEY}»; run", "NAME"),
    "shell, prompt": (f"Run: NAME=«{KEY}» python x.py", "NAME"),
    "powershell": (f'$env:NAME = "«{KEY}»"', "NAME"),
    "fish": (f"set -gx NAME «{KEY}»", "NAME"),
    "windows": (f'setx NAME "«{KEY}»"', "NAME"),
    "docker": (f"ENV NAME «{KEY}»", "NAME"),
    "docker, argument": (f"docker run -e NAME=«{KEY}» x", "NAME"),
}


@pytest.mark.parametrize("row", ASSIGNED.values(), ids=ASSIGNED)
def test_assigned(row: tuple[str, str]) -> None:
    marked, name = row
    check(scan_text, f"OTHER = 1\n{marked}\n", f"key {name} assignment")
    check(scan_text, f"OTHER = 1\r{marked}", f"key {name} assignment")


TEXT = {
    "prose": f"It was «{KEY}».",
    "alone": f"«{KEY}»",
    "comparison": f'if key == "«{KEY}»":',
    "difference": f'if key != "«{KEY}»":',
    "header": f'-H "Authorization: Bearer «{KEY}»"',
    "escaped in a URL": f"?header=Bearer%20«{KEY}»&x=1",
    "escaped in JSON": f'"\\n«{KEY}»\\n"',
    "unicode escape": f"\\u0022«{KEY}»\\u0022",
    "markup": f"<b>«{KEY}»</b>",
    "emoji": f"😀«{KEY}»😀",
    "hyphens": f"old-«{KEY}»-new",
    "ellipsis behind": f"mine is «{KEY}»...",
    "name in the line before": f"NAME =\n«{KEY}»",
    "name far away": f"NAME = {' ' * 1_000}«{KEY}»",
    "number": f"1 = '«{KEY}»'",
    "surrogate": f"\ud83d«{KEY}»\ud83d",
}


@pytest.mark.parametrize("marked", TEXT.values(), ids=TEXT)
def test_not_assigned(marked: str) -> None:
    check(scan_text, marked, "key - text")


@pytest.mark.parametrize("list_", ['KS = ["«{}»", "«{}»"]', "KS=«{}»,«{}»", "KS: «{}» «{}»"])
def test_list_of_one_line(list_: str) -> None:
    check(scan_text, list_.format(KEY, OTHER_KEY), "key KS assignment", "key KS assignment")


def test_several_names_of_one_line() -> None:
    check(
        scan_text,
        f"A='«{KEY}»', B='«{OTHER_KEY}»' or '«{KEY}»'\n«{KEY}»",
        "key A assignment",
        "key B assignment",
        "key - text",
        "key - text",
    )
