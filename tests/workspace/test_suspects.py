"""Which key was it: the order, and what is no suspect at all."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from openrouter_lsp.keys import Key
from tests.workspace.suspect_given import A, B, C, D, Given, V, check

P = "work/project"


def line(key: str, variable: str = V) -> str:
    return f"{variable}={key}\n"


def test_the_order_of_likelihood(tmp_path: Path) -> None:
    given = Given(
        tmp_path,
        {f"{P}/.env": line(C), "work/.env": line(D)},
        env={V: B},
        command=f"{V}={A} python app.py",
    )
    check(
        given,
        f"A command_line {V}",
        f"B environment {V}",
        f"C file {P}/.env:1 {V}",
        f"D file work/.env:1 {V}",
    )


def test_a_key_is_a_suspect_once(tmp_path: Path) -> None:
    given = Given(tmp_path, {f"{P}/.env": line(A), f"{P}/.env.local": line(A)}, env={V: A})
    check(given, f"A environment {V}")


@pytest.mark.parametrize(
    "command",
    [
        f"{V}={A} python app.py",
        f"aider --api-key openrouter={A}",
        f"curl -H 'Authorization: Bearer {A}' https://openrouter.ai/api/v1/key",
        f"$env:{V}='{A}'; python app.py",
        f"set {V}={A}&& python app.py",
        f'python app.py --key "{A}',
    ],
)
def test_a_key_on_the_command_line(tmp_path: Path, command: str) -> None:
    [suspect] = Given(tmp_path, command=command).found()
    assert suspect.key == Key(A)
    assert suspect.whereabouts == "command_line"
    assert A not in repr(suspect)


def test_the_nearest_env_file_first_then_the_usual_names(tmp_path: Path) -> None:
    files = {
        f"{P}/.env.local": line(C),
        f"{P}/.env.production": line(D),
        "work/.env": line(B),
        f"{P}/.env": f"# {V}={D}\nOTHER=1\n{line(A)}",
    }
    check(
        Given(tmp_path, files),
        f"A file {P}/.env:3 {V}",
        f"B file work/.env:1 {V}",
        f"C file {P}/.env.local:1 {V}",
        f"D file {P}/.env.production:1 {V}",
    )


def test_the_home_folder_is_the_boundary_unless_one_is_in_it(tmp_path: Path) -> None:
    files = {".env": line(A)}
    check(Given(tmp_path, files))
    check(Given(tmp_path, files, folder=""), f"A file .env:1 {V}")


def test_the_last_line_for_a_variable_counts(tmp_path: Path) -> None:
    check(Given(tmp_path, {f"{P}/.env": line(A) + line(B)}), f"B file {P}/.env:2 {V}")


def test_what_is_commented_out_is_no_suspect(tmp_path: Path) -> None:
    check(Given(tmp_path, {f"{P}/.env": f"# {line(A)}# see {B}\n"}))


def test_what_is_no_key_is_no_suspect(tmp_path: Path) -> None:
    text = line("sk-or-v1-" + "0" * 64) + line(A[:-1], "SHORT")
    check(Given(tmp_path, {f"{P}/.env": text}, env={V: "sk-or-v1-your-key"}))


def test_a_key_of_openrouters_under_another_name(tmp_path: Path) -> None:
    given = Given(
        tmp_path,
        {f"{P}/.env": line(B)},
        env={"OPENAI_API_KEY": A, "GITHUB_TOKEN": "ghp_" + "0" * 36},
    )
    check(given, f"B file {P}/.env:1 {V}", "A environment OPENAI_API_KEY")


def test_the_variable_that_the_text_names_comes_first(tmp_path: Path) -> None:
    given = Given(
        tmp_path,
        {f"{P}/.env": line(B) + line(C, "LLM_KEY")},
        env={V: A},
        variable="LLM_KEY",
    )
    check(
        given,
        f"C file {P}/.env:2 LLM_KEY",
        f"A environment {V}",
        f"B file {P}/.env:1 {V}",
    )


@pytest.mark.parametrize(
    ("masked", "expected"),
    [
        (f"{B[:12]}...{B[-3:]}", ["B"]),
        (f"sk-or-...{B[-4:]}", ["B"]),
        (f"sk-or-v1-{'*' * 60}{B[-4:]}", ["B"]),
        (f"{B[:16]}…", ["B"]),
        ("sk-or-v1-" + "*" * 40, ["A", "B"]),
        ("sk-or-v1-<redacted>", ["A", "B"]),
        ("sk-or-v1-zzz...zzz", []),
    ],
)
def test_a_masked_key_in_the_text_tells_which(
    tmp_path: Path, masked: str, expected: list[str]
) -> None:
    given = Given(tmp_path, {f"{P}/.env": line(B)}, env={V: A}, masked=masked)
    names = {Key(A): "A", Key(B): "B"}
    assert [names[suspect.key] for suspect in given.found()] == expected


def test_a_management_key_is_a_suspect_only_where_there_is_no_other(tmp_path: Path) -> None:
    management = line(A, "OPENROUTER_MANAGEMENT_KEY")
    check(
        Given(tmp_path, {f"{P}/.env": management}),
        f"A file {P}/.env:1 OPENROUTER_MANAGEMENT_KEY",
    )
    check(Given(tmp_path, {f"{P}/.env": management + line(B)}), f"B file {P}/.env:2 {V}")


@pytest.mark.parametrize(
    "command",
    [
        "node --env-file=.env.staging app.js",
        "docker run --env-file .env.staging image",
        "uv run --env-file './.env.staging' app",
        f"uv run --env-file ~/{P}/.env.staging app",
    ],
)
def test_a_file_that_the_command_names(tmp_path: Path, command: str) -> None:
    files = {f"{P}/.env.staging": line(A), f"{P}/.env": line(B)}
    check(
        Given(tmp_path, files, env={V: C}, command=command),
        f"A file {P}/.env.staging:1 {V}",
        f"C environment {V}",
        f"B file {P}/.env:1 {V}",
    )


def test_a_key_in_the_script_that_was_run(tmp_path: Path) -> None:
    files = {f"{P}/app.py": f'import openai\nclient = OpenAI(api_key="{A}")\n'}
    given = Given(tmp_path, files, command="python app.py")
    check(given, f"A file {P}/app.py:2 api_key")


def test_other_sources_come_last_environment_files_and_near_ones_first(tmp_path: Path) -> None:
    looked_at = {
        "other/.env.x": line(D),
        f"{P}/notes.txt": B,
        f"{P}/deploy/prod.env": line(C),
        f"{P}/.env": line(A),
    }
    check(
        Given(tmp_path, looked_at=looked_at),
        f"A file {P}/.env:1 {V}",
        f"C file {P}/deploy/prod.env:1 {V}",
        f"D file other/.env.x:1 {V}",
        f"B file {P}/notes.txt:1",
    )


def test_what_is_looked_at_is_not_read_again(tmp_path: Path) -> None:
    given = Given(tmp_path, {f"{P}/.env": line(A)}, looked_at={f"{P}/.env": line(B)})
    check(given, f"B file {P}/.env:1 {V}")


def test_without_a_folder_what_is_looked_at_and_the_environment_remain(tmp_path: Path) -> None:
    given = Given(
        tmp_path,
        {f"{P}/.env": line(C)},
        env={V: A},
        looked_at={"other/.env": line(B)},
        folder=None,
        command="python app.py",
    )
    check(given, f"A environment {V}", f"B file other/.env:1 {V}")


def test_files_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    given = Given(tmp_path, {"work/.env": line(A)}, command="cat .env.pipe app.py")
    project = tmp_path / P
    (project / ".env").mkdir()
    os.mkfifo(project / ".env.pipe")
    (project / "app.py").symlink_to("nowhere")
    check(given, f"A file work/.env:1 {V}")


@pytest.mark.parametrize(
    ("command", "file", "env"),
    [
        ("aider --model openrouter/x/y", f"{P}/.aider.conf.yml", {}),
        ("uvx aider", ".aider.conf.yml", {}),
        ("aider", ".env", {}),
        ("llm -m openrouter/x hello", ".config/io.datasette.llm/keys.json", {}),
        ("llm hello", "keys/keys.json", {"LLM_USER_PATH": "~/keys"}),
        ("opencode run hello", ".local/share/opencode/auth.json", {}),
        ("opencode", "share/opencode/auth.json", {"XDG_DATA_HOME": "~/share"}),
        ("npx -y opencode@latest", f"{P}/opencode.json", {}),
        ("codex exec hello", ".codex/config.toml", {}),
        ("codex", "c/.env", {"CODEX_HOME": "~/c"}),
        ("cn -p hello", ".continue/config.yaml", {}),
        ("claude -p hello", ".claude/settings.json", {}),
        ("claude", "work/.claude/settings.local.json", {}),
        ("ccr code", ".claude-code-router/config.json", {}),
        ("goose session", ".config/goose/secrets.yaml", {}),
        ("goose.exe session", "r/Block/goose/config/config.yaml", {"APPDATA": "~/r"}),
        ("crush", f"{P}/.crush.json", {}),
        ("sudo -E FOO=1 crush", ".local/share/crush/crush.json", {}),
        ("qwen", ".qwen/.env", {}),
        ("gptme hello", ".config/gptme/config.toml", {}),
        ("cat x | fabric --pattern summarize", ".config/fabric/.env", {}),
        ("/usr/local/bin/aichat hello", ".config/aichat/config.yaml", {}),
        (r"C:\tools\aichat.exe hello", ".config/aichat/config.yaml", {}),
        ("litellm", f"{P}/config.yaml", {}),
        ("litellm --config conf/proxy.yaml", f"{P}/conf/proxy.yaml", {}),
    ],
)
def test_a_client_has_keys_of_its_own(
    tmp_path: Path, command: str, file: str, env: Mapping[str, str]
) -> None:
    given = Given(tmp_path, {file: f"openrouter: {A}\n"}, command=command, env=env)
    assert [suspect.key for suspect in given.found()] == [Key(A)]
    if "conf/proxy" not in file:
        assert given.found()[0].whereabouts == "client"
    # Nobody else's command has that file looked at.
    assert Given(tmp_path, command="python app.py", env=env).found() == ()


@pytest.mark.parametrize(
    ("command", "order"),
    [("claude", "AB"), ("llm x", "AB"), ("opencode", "BA"), ("goose session", "BA")],
)
def test_whether_a_clients_own_key_comes_before_what_is_exported(
    tmp_path: Path, command: str, order: str
) -> None:
    files = {
        ".claude/settings.json": f'{{"env": {{"ANTHROPIC_AUTH_TOKEN": "{A}"}}}}',
        ".config/io.datasette.llm/keys.json": f'{{"openrouter": "{A}"}}',
        ".local/share/opencode/auth.json": f'{{"openrouter": {{"type": "api", "key": "{A}"}}}}',
        ".config/goose/secrets.yaml": f"{V}: {A}\n",
    }
    names = {Key(A): "A", Key(B): "B"}
    found = Given(tmp_path, files, env={V: B}, command=command).found()
    assert "".join(names[suspect.key] for suspect in found) == order


def test_a_client_that_the_text_names(tmp_path: Path) -> None:
    files = {".local/share/opencode/auth.json": f'{{"openrouter": {{"key": "{A}"}}}}'}
    check(
        Given(tmp_path, files, text="opencode: AI_APICallError: User not found."),
        "A client .local/share/opencode/auth.json:1 key",
    )
    check(Given(tmp_path, files, text="see ./opencode/run.py: 401 User not found."))


def test_a_key_is_ignored_only_where_it_stands_nowhere_else(tmp_path: Path) -> None:
    files = {f"{P}/.env": f"{V}={A} # openrouter-lsp: ignore\nX={B}\n", f"{P}/.env.local": line(A)}
    given = Given(tmp_path, files)
    check(given, f"B file {P}/.env:2 X", f"A file {P}/.env.local:1 {V}")
    assert [one.is_ignored for one in given.found()] == [False, False]


def test_what_a_list_has_is_ignored(tmp_path: Path) -> None:
    given = Given(tmp_path, {f"{P}/.env": line(A)}, env={V: B})
    ignored = given.found(lambda key, path: key == Key(B).fingerprint or path is not None)
    assert [one.is_ignored for one in ignored] == [True, True]
