from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from openrouter_lsp.simulator import Simulator
from tests.lsp.editor import Editor, started_editor


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as simulator:
        yield simulator


@pytest_asyncio.fixture
async def editor(sim: Simulator, tmp_path: Path) -> AsyncIterator[Editor]:
    async with started_editor(tmp_path, sim.base_url) as editor:
        yield editor
