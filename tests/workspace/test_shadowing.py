"""Which key programs use in place of the one in a line; told by the real loaders as well."""

import pytest

from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import Lines, Malformed, Placeholder, scan_dotenv
from openrouter_lsp.workspace import (
    Loader,
    Shadow,
    Source,
    Where,
    shadows_in,
)
from tests.workspace.shadow_given import ZEROS, A, B, C, V, shadow_of_first, source_of

# The environment


@pytest.mark.parametrize("name", [".env", ".env.local", ".env.production", ".env.bak"])
def test_a_key_in_the_environment_comes_before_every_dotenv_file(name: str) -> None:
    shadow = shadow_of_first({name: f"{V}={A}\n"}, {V: B}, name)
    assert shadow == Shadow(Key(B), V, Where.ENVIRONMENT, tuple(Loader))
    assert shadow.is_certain


def test_of_flask_only_python_dotenv_is_spoken() -> None:
    shadow = shadow_of_first({".flaskenv": f"{V}={A}\n"}, {V: B}, ".flaskenv")
    assert shadow is not None
    assert shadow.loaders == (Loader.PYTHON_DOTENV,)


@pytest.mark.parametrize(
    "name", [".envrc", ".envrc.private", "prod.env", ".dev.vars", ".env.example", ".env-sample"]
)
def test_files_that_are_not_loaded_into_an_environment_that_wins(name: str) -> None:
    assert shadow_of_first({name: f"{V}={A}\n"}, {V: B}, name) is None


@pytest.mark.parametrize(
    "env",
    [
        {},
        {V: A},
        {V: f"{B},{C}"},
        {V: f'{{"key": "{B}"}}'},
        {f"{V}_2": B},
        {V.lower(): B},
    ],
)
def test_an_environment_without_another_key_for_the_variable(env: dict[str, str]) -> None:
    assert shadow_of_first({".env": f"{V}={A}\n"}, env) is None


@pytest.mark.parametrize(
    ("value", "flaw"),
    [
        ("hunter2", None),
        (" ", None),
        (f'"{A}"', Malformed.QUOTE_INSIDE),
        (f" {B}", Malformed.BLANK_INSIDE),
        (f"{B}\n", Malformed.LINE_BREAK_INSIDE),
        (f"Bearer {B}", Malformed.BEARER),
        (f"{A};", Malformed.TEXT_AROUND),
        (f"{B}x", Malformed.TOO_LONG),
        (B[:-1], Malformed.TOO_SHORT),
        (B * 100_000, Malformed.RUN_TOGETHER),
        (f"sk-proj-{B[9:]}", Malformed.OTHER_SERVICE),
        (ZEROS, Placeholder.ZEROS),
        ("changeme", Placeholder.WORDS),
    ],
)
def test_no_key_in_the_environment_comes_before_the_file_too(
    value: str, flaw: Malformed | Placeholder | None
) -> None:
    shadow = shadow_of_first({".env": f"{V}={A}\n"}, {V: value})
    assert shadow is not None
    assert (shadow.key, shadow.where, shadow.is_empty) == (None, Where.ENVIRONMENT, False)
    assert (shadow.instead and shadow.instead.flaw) == flaw
    assert value[12:-3] not in repr(shadow) or len(value) < 40


def test_a_variable_that_is_set_to_nothing_is_set() -> None:
    shadow = shadow_of_first({".env": f"{V}={A}\n"}, {V: ""})
    loaders = tuple(loader for loader in Loader if loader is not Loader.COMPOSE)
    assert shadow == Shadow(None, V, Where.ENVIRONMENT, loaders, is_empty=True)


@pytest.mark.parametrize(
    "line", ["HEADERS=X: {}", "HEADERS='X: {}'", "HEADERS=`{}`", "HEADERS={}#"]
)
def test_of_a_longer_text_only_another_key_in_its_place_is_told(line: str) -> None:
    text = line.format(A)
    assert shadow_of_first({".env": text}, {"HEADERS": f"X: {A}"}) is None
    assert shadow_of_first({".env": text}, {"HEADERS": ""}) is None
    shadow = shadow_of_first({".env": text}, {"HEADERS": B})
    assert shadow is not None
    assert shadow.key == Key(B)


def test_what_is_no_key_in_force_is_not_spoken_of() -> None:
    text = f"# {V}={A}\n# see {A}\nno assignment {A}\n{V}=sk-or-v1-short\n"
    source = source_of(".env", text)
    assert len(source.findings) == 4
    assert shadows_in(source, [source], {V: B}) == {}


def test_a_source_file_is_not_spoken_of() -> None:
    text = f'{V}="{A}"\n'
    source = Source("file:///project/.env", None, Lines(text), scan_dotenv(text), False)
    assert shadows_in(source, [source], {V: B}) == {}


def test_a_name_that_could_be_markdown_is_not_spoken_of() -> None:
    name = "[x](https://example.com)"
    assert source_of(".env", f"{name}={A}\n").findings[0].variable == name
    assert shadow_of_first({".env": f"{name}={A}\n"}, {name: B}) is None


# The same file


@pytest.mark.parametrize(
    "text",
    [
        f"{V}={A}\n{V}={B}\n",
        f"{V}={A}\n{V}={B}",
        f"\ufeff{V}={A}\r\n{V}={B}\r\n",
        f"export {V}='{A}'\n  {V} = \"{B}\" # new\n",
        f"{V}={A}\n{V}={B}\n# {V}={C}\nOTHER=${{{V}}}\n{V}_2={C}\n",
        f"{V}={A} # {V}={C}\n{V}={B}\n",
    ],
)
def test_the_last_line_for_a_variable_counts(text: str) -> None:
    shadow = shadow_of_first({".env": text})
    assert shadow == Shadow(Key(B), V, Where.LATER_LINE, tuple(Loader), 2)
    assert shadow.is_certain


def test_every_line_but_the_last_is_told() -> None:
    source = source_of(".env", f"{V}={A}\nX=1\n{V}={B}\n\n{V}={C}\n{V}={B}\n")
    found = shadows_in(source, [source], {})
    told = [found[f.span].line if f.span in found else None for f in source.findings]
    assert told == [6, None, 6, None]


@pytest.mark.parametrize(
    "text",
    [
        f"{V}={A}\n",
        f"{V}={A}\n{V}={A}\n",
        f"{V}={A}\n{V}_2={B}\n",
        f"{V}={A}\n#{V}={B}\n",
        f"{V}={A}\n{V}={B}\n{V}=\n",
        f"{V}={A}\n{V}={B}\n{V}=secret\n",
        f"{V}={A}\n{V}={ZEROS}\n",
        f"{V}={A}\n{V}=Bearer {B}\n",
        f'{V}={A}\n{V}="Bearer {B}"\n',
        f"{V}={A}\n{V}=x # {B}\n",
        f'{V}="{A},{B}"\n',
        f'{V}="{A}\n{B}"\n',
        # Read by some loaders, and not by others or not in this way.
        f"{V}={A}\r{V}={B}\r",
        f"{V}={A}\n{V}={B}\n{V}\n",
        f"{V}={A}\n'{V}'={B}\n",
        f"{V}={A}\n{V}={B}\n{V}: {C}\n",
        f"{V}={A}\n{V}=`{B}`\n",
        f"{V}={A}\n{V}={B}#c\n",
        f'{V}={A}\n{V}="{B}"#c\n',
        f"{V}={A}\n{V}=${{{V}:-{B}}}\n",
        f"{V}={A}\n{V}={B}\nX='\n{V}={C}\n'\n",
    ],
)
def test_a_file_in_which_no_other_key_surely_counts(text: str) -> None:
    assert shadow_of_first({".env": text}) is None


def test_a_script_of_a_shell_may_choose_between_its_lines() -> None:
    text = f"if x; then\nexport {V}={A}\nelse\nexport {V}={B}\nfi\n"
    assert shadow_of_first({".envrc": text}, name=".envrc") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(A, None), ("", None), ("secret", None), (C, Key(C)), (B, Key(B))],
)
def test_what_the_environment_has_counts_before_a_later_line(
    value: str, expected: Key | None
) -> None:
    shadow = shadow_of_first({".env": f"{V}={A}\n{V}={B}\n"}, {V: value})
    assert (shadow and shadow.key) == expected
    assert shadow is None or shadow.where is Where.ENVIRONMENT


def test_blank_lines_without_end_take_no_time() -> None:
    assert shadow_of_first({".env": f"{V}={A}" + "\n" * 500_000 + f"{V}={B}"}) is not None


# Other files


@pytest.mark.parametrize("name", [".env", ".env.development", ".env.staging-2"])
def test_a_local_file_comes_first_in_vite_and_next(name: str) -> None:
    local = f"{name}.local"
    shadow = shadow_of_first({name: f"{V}={A}\n", local: f"X=1\n{V}={B}\n"}, name=name)
    both = (Loader.VITE, Loader.NEXT)
    assert shadow == Shadow(Key(B), V, Where.OTHER_FILE, both, 2, local)
    assert not shadow.is_certain


def test_the_environment_and_a_later_line_are_told_rather_than_another_file() -> None:
    files = {".env": f"{V}={A}\n{V}={B}\n", ".env.local": f"{V}={C}\n"}
    later = shadow_of_first(files)
    assert later is not None
    assert later.where is Where.LATER_LINE
    outside = shadow_of_first(files, {V: B})
    assert outside is not None
    assert outside.where is Where.ENVIRONMENT
    assert shadow_of_first(files, {V: A}) is None


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        (".env", {".env.local": f"{V}={A}\n"}),
        (".env", {".env.local": f"{V}=\n"}),
        (".env", {".env.local": f"{V}={B}\n{V}: {C}\n"}),
        (".env", {".env.local": f"{V}_2={B}\n"}),
        (".env", {".env.development": f"{V}={B}\n"}),
        (".env", {".env.local": f"{V}={B}\n", ".env.production": f"{V}={C}\n"}),
        (".env.local", {".env": f"{V}={B}\n"}),
        (".env.local", {".env.local.local": f"{V}={B}\n"}),
        (".env.development", {".env.local": f"{V}={B}\n"}),
        (".env.development", {".env.production.local": f"{V}={B}\n"}),
    ],
)
def test_other_files_of_which_nothing_can_be_said(name: str, beside: dict[str, str]) -> None:
    assert shadow_of_first({name: f"{V}={A}\n", **beside}, name=name) is None


def test_templates_and_modes_without_the_variable_leave_it_at_that() -> None:
    files = {
        ".env": f"{V}={A}\n",
        ".env.local": f"{V}={B}\n",
        ".env.example": f"{V}={C}\n",
        ".env.production": "X=1\n",
    }
    shadow = shadow_of_first(files)
    assert shadow is not None
    assert shadow.key == Key(B)


def test_a_file_of_another_folder_does_not_count() -> None:
    source = source_of(".env", f"{V}={A}\n")
    other = source_of(".env.local", f"{V}={B}\n", "file:///project/sub")
    assert shadows_in(source, [source, other], {}) == {}
