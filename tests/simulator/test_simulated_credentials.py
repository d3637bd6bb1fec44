"""What the simulator takes for a key, and what not."""

import pytest

from openrouter_lsp.simulator import Simulator
from tests.simulator.conftest import USER_NOT_FOUND, Asker, refused


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "bearer x", "Basic abc", "sk-or-v1-", "Bearer 'quoted'", "Bearer sk-proj-abc"],
)
def test_what_is_not_taken_for_a_key(ask: Asker, header: str) -> None:
    answer = ask("GET", "/key", headers={"Authorization": header})
    assert refused(answer) == (401, "Missing Authentication header")


@pytest.mark.parametrize("change", [str.upper, lambda k: f'"{k}"', lambda k: k[:-1], "{}0".format])
def test_a_good_key_spoilt_is_not_taken_for_one(sim: Simulator, ask: Asker, change: object) -> None:
    assert callable(change)
    assert refused(ask.about(change(sim.add()))) == (401, "Missing Authentication header")


def test_no_header(ask: Asker) -> None:
    assert refused(ask("GET", "/key")) == (401, "Missing Authentication header")
    assert refused(ask("GET", "/credits")) == (401, "Missing Authentication header")
    assert refused(ask.chat()) == (401, "No cookie auth credentials found")
    assert refused(ask.chat("no-key")) == (401, "Missing Authentication header")


def test_zeros_are_a_well_formed_key_that_nobody_has(ask: Asker) -> None:
    assert ask.about("sk-or-v1-" + "0" * 64).json() == USER_NOT_FOUND
