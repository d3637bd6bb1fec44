"""A report that can be pasted anywhere."""

import re
from datetime import timedelta
from typing import Any

import pytest

from openrouter_lsp.keys import FailureKind
from openrouter_lsp.reporting import Sighting
from openrouter_lsp.reporting.failures import CheckedKey, KeyPlace, Machine, failure_report
from tests.reporting.failure_given import checked, expired, exported, failure, new_key, rejected
from tests.reporting.given import NOW

MACHINE = Machine("/home/bob", "bob", ("openrouter-lsp 0.1.0", "Python 3.11.7", "Linux x86_64"))


def report(sighting: Sighting, *keys: CheckedKey, machine: Machine = MACHINE) -> str:
    return failure_report(sighting, keys, machine=machine, now=NOW)


def seen(command_line: str | None = "python app.py", **details: Any) -> Sighting:
    return Sighting(failure(**details), "zsh", command_line, NOW - timedelta(minutes=2))


def test_it_tells_all_that_is_known() -> None:
    told = report(
        seen(count=3, message="User not found.", model="acme/large"),
        checked(rejected(), path="/home/bob/src/.env", variable="OR_KEY"),
        exported(expired()),
    )
    assert told.startswith("### OpenRouter failure: user_not_found\n\n```text\nError code: 401 - {")
    for line in (
        "- Command: `python app.py`",
        "- Terminal: `zsh`",
        "- Seen: 23 Nov 2026, 09:58 UTC, line 12 of the output, 3 times",
        "- Kind: user_not_found, named (the text shows that OpenRouter answered)",
        "- Where to look: account or key",
        "- OpenRouter's words: `User not found.`",
        "- Model: `acme/large`",
        "- `sk-or-v1-abc...789`, `OR_KEY`, in `~/src/.env` line 3: rejected",
        "  - OpenRouter, 2 min ago: 401 “User not found.”",
        "- `sk-or-v1-def...012`, `OPENROUTER_API_KEY`, in the environment: expired",
        'curl -sS https://openrouter.ai/api/v1/key -H "Authorization: Bearer $OR_KEY"',
        "openrouter-lsp 0.1.0 · Python 3.11.7 · Linux x86_64",
    ):
        assert line in told.splitlines(), line
    assert "fails its check" in told
    assert told.endswith("\n")


def test_without_keys_it_says_nothing_of_them() -> None:
    told = report(seen(kind=FailureKind.RATE_LIMIT, command_line=None))
    assert "Keys that it may have used" not in told
    assert "No key was found" not in told
    assert "Command" not in told
    assert "quota or rate" in told


@pytest.mark.parametrize(
    "command_line",
    [
        "OPENROUTER_API_KEY={key} python app.py",
        "curl -H 'Authorization: Bearer {key}' https://openrouter.ai/api/v1/key",
        "app --api-key {key} --home /home/bob/x",
        "app --password=hunter2-{key}",
        "echo {key} {key}",
    ],
)
def test_no_key_and_no_name_of_the_user_is_in_it(command_line: str) -> None:
    key = new_key().reveal()
    told = report(
        seen(
            command_line.format(key=key),
            text=f"bob@machine:/home/bob$ /Users/alice/app {key} user_2abcdefgh1234",
            message=f"Bearer {key}",
        ),
        checked(rejected(), path="/home/bob/.config/x.json", place=KeyPlace.CLIENT),
    )
    assert key[12:] not in told
    for name in ("bob", "alice", "hunter2", "2abcdefgh"):
        assert name not in told
    assert "~/.config/x.json" in told


def test_homes_of_windows_are_hidden_too() -> None:
    machine = Machine(r"C:\Users\Bob", "Bob", ())
    told = report(seen(text=r"in C:\Users\Bob\src\app.py and C:/Users/Bob/x"), machine=machine)
    assert "Bob" not in told
    assert r"~\src\app.py" in told


def test_a_short_user_name_spoils_no_words() -> None:
    machine = Machine("/Users/root", "root", ())
    told = report(seen(text="the root cause: /Users/root/app.py, 401"), machine=machine)
    assert "the root cause: ~/app.py, 401" in told


def test_what_was_printed_cannot_break_out_of_its_frame() -> None:
    told = report(
        seen("a `b` <c>", text="```\n# not a heading\n````", message="<img src=x> `x`"),
    )
    frame = re.search(r"^(`{5,})text\n(.*?)\n\1$", told, re.MULTILINE | re.DOTALL)
    assert frame is not None
    assert "# not a heading" in frame[2]
    assert "- Command: `a 'b' <c>`" in told
    assert "- OpenRouter's words: `<img src=x> 'x'`" in told
