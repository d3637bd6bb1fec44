"""What real clients print is recognised: the right failure, once, and as sure as it may be."""

import re
from collections.abc import Callable

import pytest

from openrouter_lsp.simulator import Simulator
from openrouter_lsp.terminal import OutputReader
from tests.clients.claims import Row
from tests.clients.expected import ROWS
from tests.clients.printing import CLIENTS, Printed, command_line
from tests.clients.scenarios import World

# Much of the same is done here, which takes several times as long when it is measured.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

_A_KEY = re.compile("sk-or-v1-[0-9a-f]+")

PrintedBy = Callable[[str], Printed]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_what_a_client_prints_is_recognised(printed_by: PrintedBy, row: Row) -> None:
    text = printed_by(row.client)[row.scenario, row.manner]
    check(text, row)


def check(text: str, row: Row) -> None:
    """Check what a terminal's output is taken for, read as it may come: in small chunks."""
    __tracebackhide__ = True
    reader = OutputReader(command_line(row.client, row.manner))
    for chunk in re.findall(r"(?s).{1,61}", text):
        reader.feed(chunk)
    reader.settle()
    found = [(failure.kind.value, failure.certainty) for failure in reader.failures]
    certainty = found[0][1] if found else None
    is_right = len(found) <= 1 and all(kind == row.kind for kind, _ in found)
    if not (is_right and row.claim.allows(certainty)):
        seen = _A_KEY.sub("sk-or-v1-...", text)
        pytest.fail(f"{row.kind} was to be {row.claim.name}, and is {found}, in\n{seen}")


@pytest.mark.parametrize("client", CLIENTS)
def test_nothing_is_printed_that_no_row_judges(printed_by: PrintedBy, client: str) -> None:
    judged = {(row.scenario, row.manner) for row in ROWS if row.client == client}
    left = {manner for scenario, manner in printed_by(client).keys() - judged}
    # A bare 403 or 404 may mean anything.
    assert left <= {"failing"}


@pytest.mark.parametrize("client", CLIENTS)
def test_no_key_of_the_output_is_told(printed_by: PrintedBy, world: World, client: str) -> None:
    """Some print the key itself: curl -v, and httpx where a line feed follows it."""
    for (_, manner), text in printed_by(client).items():
        reader = OutputReader(command_line(client, manner))
        reader.feed(text)
        reader.settle()
        for key in keys_of(world.simulator):
            assert not any(key in repr(failure) for failure in reader.failures)


def keys_of(simulator: Simulator) -> list[str]:
    return [key.text for key in simulator.keys]
