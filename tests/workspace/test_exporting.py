"""What is exported in a shell, as far as its command lines tell."""

import pytest

from openrouter_lsp.workspace.suspects import exports_after
from tests.workspace.suspect_given import A, B, V


def check(
    command_line: str, expected: dict[str, str], before: dict[str, str] | None = None
) -> None:
    assert dict(exports_after(command_line, tuple((before or {}).items()))) == expected


@pytest.mark.parametrize(
    "command_line",
    [
        f"export {V}={A}",
        f'  export {V}="{A}"',
        f"export DEBUG=1 {V}='{A}'",
        f"declare -x {V}={A}",
        f"set -gx {V} {A}",
        f"set {V}={A}",
        f"$env:{V} = '{A}'",
        f"export {V}={A}; python app.py",
    ],
)
def test_an_exported_key(command_line: str) -> None:
    check(command_line, {V: A}, {V: B})


@pytest.mark.parametrize(
    ("command_line", "value"),
    [
        (f"export {V}='\"{A}\"'", f'"{A}"'),
        (f'export X=1 {V}=" {A}"; python app.py', f" {A}"),
        (f"declare -x {V}='Bearer {A}'", f"Bearer {A}"),
        (f"set -gx {V} '{A} '", f"{A} "),
        (f"export {V}='{A}", A),
    ],
)
def test_all_of_the_value_is_exported(command_line: str, value: str) -> None:
    check(command_line, {V: value})


@pytest.mark.parametrize(
    "command_line",
    [
        f"{V}={A} python app.py",
        f"echo {V}={A}",
        f"python app.py --api-key {A}",
        "export DEBUG=1",
        "export",
        "",
        f"export {V}=$(cat key)",
        f"grep 'export {V}={A}' x",
    ],
)
def test_what_exports_no_key(command_line: str) -> None:
    check(command_line, {V: B}, {V: B})


@pytest.mark.parametrize(
    "command_line", [f"unset {V}", f"unset A {V}", f"set -e {V}", f"Remove-Item Env:{V}"]
)
def test_a_key_that_is_taken_back(command_line: str) -> None:
    check(command_line, {"OTHER": A}, {V: B, "OTHER": A})


def test_no_more_than_sixteen_are_kept() -> None:
    before = {f"V{n}": A for n in range(16)}
    check(f"export {V}={B}", {f"V{n}": A for n in range(1, 16)} | {V: B}, before)
