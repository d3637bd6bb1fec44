"""Where a failure belongs, and a line that shows it again without holding a key."""

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from openrouter_lsp.keys import FailureKind
from openrouter_lsp.reporting.failures import Area, Shell, area_of, area_words, reproduction
from tests.reporting.failure_given import failure, new_key

K = FailureKind
ABOUT_THE_KEY = [K.USER_NOT_FOUND, K.KEY_EXPIRED, K.INVALID_KEY, K.NO_CREDENTIALS, K.KEY_LIMIT]
CHATS = [K.INSUFFICIENT_CREDITS, K.RATE_LIMIT, K.PROVIDER_ERROR, K.PERMISSION]


@pytest.mark.parametrize(
    ("area", "kinds"),
    [
        (Area.ACCOUNT_OR_KEY, {K.USER_NOT_FOUND, K.KEY_EXPIRED, K.INVALID_KEY, K.PERMISSION}),
        (Area.QUOTA_OR_RATE, {K.INSUFFICIENT_CREDITS, K.KEY_LIMIT, K.RATE_LIMIT}),
        (Area.MODEL_OR_PROVIDER, {K.PROVIDER_ERROR}),
        (Area.LOCAL_NETWORK, {K.UNREACHABLE}),
        (Area.CONFIGURATION, {K.NO_CREDENTIALS, K.MISSING_KEY}),
    ],
)
def test_each_kind_has_its_area(area: Area, kinds: set[FailureKind]) -> None:
    assert {kind for kind in K if area_of(kind) is area} == kinds
    assert area_words(area) == area.replace("_", " ")


@pytest.mark.parametrize("kind", ABOUT_THE_KEY)
def test_a_key_is_asked_about(kind: FailureKind) -> None:
    assert reproduction(failure(kind)) == (
        'curl -sS https://openrouter.ai/api/v1/key -H "Authorization: Bearer $OPENROUTER_API_KEY"'
    )
    assert reproduction(failure(kind), "OR_KEY", Shell.POWERSHELL) == (
        "Invoke-RestMethod https://openrouter.ai/api/v1/key"
        ' -Headers @{Authorization="Bearer $env:OR_KEY"}'
    )


@pytest.mark.parametrize("kind", CHATS)
def test_a_chat_names_the_model_and_asks_for_little(kind: FailureKind) -> None:
    words = shlex.split(reproduction(failure(kind, model="acme/large:free")))
    body = json.loads(words[words.index("-d") + 1])
    assert words[2] == "https://openrouter.ai/api/v1/chat/completions"
    assert (body["model"], body["max_tokens"]) == ("acme/large:free", 16)
    assert "'" not in json.dumps(body)


def test_an_unknown_model_is_left_to_be_filled_in() -> None:
    assert '"model":"MODEL"' in reproduction(failure(K.PROVIDER_ERROR))


def test_credits_are_short_for_so_many_tokens() -> None:
    short = failure(K.INSUFFICIENT_CREDITS, text="402 You requested up to 4096 tokens, but")
    assert '"max_tokens":4096' in reproduction(short)


def test_what_only_a_management_key_may_do() -> None:
    refused = failure(
        K.PERMISSION, text="403", message="Only management keys can perform this operation"
    )
    assert "https://openrouter.ai/api/v1/keys " in reproduction(refused, "MY_KEY")


def test_the_way_needs_no_key() -> None:
    for shell in Shell:
        assert "KEY" not in reproduction(failure(K.UNREACHABLE), "OR_KEY", shell)


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("shell", Shell)
def test_nothing_foreign_becomes_part_of_the_line(kind: FailureKind, shell: Shell) -> None:
    key = new_key().reveal()
    hostile = failure(
        kind,
        text=f"{key} '; rm -rf ~; '",
        message="`id`",
        variable="X;id",
        model="a/b';id;'",
        provider="$(id)",
    )
    line = reproduction(hostile, 'ZZ" $(id)', shell)
    assert "\n" not in line
    for foreign in (key, "rm", "id;", "(id", "`", "X;", "ZZ"):
        assert foreign not in line
    if kind is not K.UNREACHABLE:
        assert "OPENROUTER_API_KEY" in line


@pytest.mark.parametrize("kind", K)
def test_a_shell_understands_the_line(kind: FailureKind, tmp_path: Path) -> None:
    """A stand-in for curl tells what it is given: the key, from its variable."""
    curl = tmp_path / "curl"
    curl.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    curl.chmod(0o755)
    done = subprocess.run(
        ["sh", "-c", reproduction(failure(kind, model="acme/large"), "OR_KEY")],
        env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "OR_KEY": "of the test"},
        capture_output=True,
        text=True,
        check=True,
    )
    given = done.stdout.splitlines()
    if kind is K.MISSING_KEY:
        assert given == ["OR_KEY is set"]
    elif kind is K.UNREACHABLE:
        assert given[-1] == "https://openrouter.ai/api/v1/models"
    else:
        assert "Authorization: Bearer of the test" in given
        assert done.stderr == ""


def test_a_variable_that_is_not_exported_is_not_set() -> None:
    done = subprocess.run(
        ["sh", "-c", f"OR_KEY=x; {reproduction(failure(K.MISSING_KEY), 'OR_KEY')}"],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "OR_KEY is not set\n"
