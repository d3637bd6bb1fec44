"""Values that are more than the key in them: a program sends something else."""

from pathlib import Path

import pytest

from tests.workspace.suspect_given import A, B, C, D, Given, V, check

P = "work/project"


def line(value: str, variable: str = V) -> str:
    return f"{variable}={value}\n"


@pytest.mark.parametrize(
    ("value", "flaw"),
    [
        (f'"{A}"', "quote_inside"),
        (f" {A}", "blank_inside"),
        (f"{A}\r", "line_break_inside"),
        (f"Bearer {A}", "bearer"),
        (f"{A};", "text_around"),
    ],
)
def test_a_value_that_is_more_than_a_key_is_a_suspect_as_it_stands(
    tmp_path: Path, value: str, flaw: str
) -> None:
    given = Given(tmp_path, {f"{P}/.env": line(A)}, env={V: value})
    check(given, f"A environment {V} {flaw}")
    [suspect] = given.found()
    assert not suspect.is_askable
    assert A not in suspect.masked


def test_so_is_one_in_a_file(tmp_path: Path) -> None:
    files = {
        f"{P}/.env": f'{V}="{A}\nX=Bearer {C}\n',
        f"{P}/.env.local": line(f"{B};") + line(D, "X"),
    }
    check(
        Given(tmp_path, files),
        f"A file {P}/.env:1 {V} unclosed_quote",
        f"C file {P}/.env:2 X",
        f"B file {P}/.env.local:1 {V} text_around",
        f"D file {P}/.env.local:2 X",
    )


def test_a_longer_text_in_the_environment_has_its_key(tmp_path: Path) -> None:
    given = Given(tmp_path, env={"HTTP_HEADERS": f"Authorization: Bearer {A}"})
    check(given, "A environment HTTP_HEADERS")
