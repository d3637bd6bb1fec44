"""Every client is run once, through all scenarios, when the first test asks for what it prints."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from openrouter_lsp.simulator import Simulator
from tests.clients.expected import ROWS
from tests.clients.openrouter_ai import openrouter_ai
from tests.clients.prerequisites import Prerequisites, find_curl, find_prerequisites
from tests.clients.printing import CLIENTS, Printed, Stage
from tests.clients.scenarios import World
from tests.editor.missing import MissingError

_T = TypeVar("_T")


@pytest.fixture(scope="session")
def prerequisites() -> Prerequisites:
    """Find the clients, or skip; where a skip must not be, fail."""
    return _found(find_prerequisites)


@pytest.fixture(scope="session")
def curl() -> Path:
    """Find curl, or skip; where a skip must not be, fail."""
    return _found(find_curl)


def _found(find: Callable[[], _T]) -> _T:
    try:
        return find()
    except MissingError as missing:
        line = f"NO TEST OF REAL CLIENTS: {missing}"
        if os.environ.get("OPENROUTER_LSP_REQUIRE_EDITOR") == "1":
            pytest.fail(line, pytrace=False)
        pytest.skip(line)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Run an openrouter.ai on loopback."""
    with (
        Simulator() as simulator,
        openrouter_ai(simulator.port, tmp_path_factory.mktemp("certificates")) as stand_in,
    ):
        yield World(simulator, stand_in)


@pytest.fixture(scope="session")
def stage(
    prerequisites: Prerequisites, world: World, tmp_path_factory: pytest.TempPathFactory
) -> Stage:
    """Give clients what they run in."""
    return Stage(prerequisites, world, tmp_path_factory.mktemp("clients"))


@pytest.fixture(scope="session")
def printed_by(stage: Stage) -> Callable[[str], Printed]:
    """Return what a client prints; each is run once."""

    def run(client: str) -> Printed:
        # In the order of the tables, each scenario once.
        scenarios = dict.fromkeys(row.scenario for row in ROWS if row.client == client)
        return CLIENTS[client](stage, scenarios)

    return cache(run)
