"""The other side that the command asks."""

from collections.abc import Iterator

import pytest

from openrouter_lsp.simulator import Simulator


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as simulator:
        yield simulator
