"""Hover, and the way from an edit to its diagnostics, in a long file over the real wire."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any, Final

from bench.rows import Row, ms, percentile
from bench.sample import KEYS, LINES, long_dotenv
from bench.servers import ECHO, OURS, initialize, start
from openrouter_lsp.cli.demo.wire import PATIENCE, Wire, WireError
from openrouter_lsp.lsp.server import create_server
from openrouter_lsp.simulator import Simulator, State, Wording

_ROUNDS: Final = 5
_HOVERS: Final = 400
_EDITS: Final = 8
"""In each round. What else runs on the machine can only slow a round down: the best one counts."""
_HOVER_BAR: Final = 0.005
_EDIT_BAR: Final = 0.020


class _Window:
    """One open document, and when its diagnostics came."""

    def __init__(self) -> None:
        self.version: int | None = None
        self.count = 0
        self.at = 0.0

    def hear(self, method: str, params: Any) -> None:  # noqa: ANN401 - JSON
        """Take a notification."""
        if method == "textDocument/publishDiagnostics":
            self.version, self.count = params.get("version"), len(params["diagnostics"])
            self.at = perf_counter()

    def wait(self, wire: Wire, version: int, count: int) -> None:
        """Wait until a version's diagnostics are there, `count` of them."""
        end = monotonic() + PATIENCE
        while (self.version, self.count) != (version, count):
            wire.listen(1)
            if monotonic() > end:
                raise WireError(f"{self.count} of {count} diagnostics came.")


def measure(folder: Path) -> Iterator[Row]:
    """Point and type in a file of 1,000 lines whose 20 keys have expired."""
    with Simulator() as simulator:
        text = long_dotenv(lambda: simulator.add(State.EXPIRED, wording=Wording.NEW))
        window = _Window()
        with start(OURS, folder, window.hear, simulator.base_url) as wire:
            _open(wire, folder, text)
            window.wait(wire, 1, KEYS)
            hovers = _hover(wire, folder)
            ours = _edit(wire, window, folder, text, KEYS)
    window = _Window()
    with start(ECHO, folder, window.hear) as wire:
        _open(wire, folder, text)
        echoes = _edit(wire, window, folder, text, 0)
    rounds = [percentile(turn, 99) for turn in hovers]
    yield Row(
        "hover from the cache, p99",
        ms(min(rounds)),
        f"median {ms(percentile(list(chain(*hovers)), 50))}, slowest round's p99 {ms(max(rounds))}",
        f"under {ms(_HOVER_BAR)}",
        passed=min(rounds) < _HOVER_BAR,
    )
    debounce = create_server().debounce
    beyond = [[seconds - debounce for seconds in turn] for turn in ours]
    middle = min(percentile(turn, 50) for turn in beyond)
    every = list(chain(*beyond))
    yield Row(
        "edit to diagnostics, median",
        ms(middle),
        f"beyond {ms(debounce)}; of all p50 {ms(percentile(every, 50))},"
        f" p95 {ms(percentile(every, 95))}",
        f"under {ms(_EDIT_BAR)}",
        passed=middle < _EDIT_BAR,
    )
    echo = min(percentile(turn, 50) for turn in echoes)
    yield Row(
        "edit to diagnostics", f"{middle / echo:.1f} times", f"an empty echo takes {ms(echo)}"
    )


def _uri(folder: Path) -> str:
    return (folder / "long" / ".env").as_uri()


def _open(wire: Wire, folder: Path, text: str) -> None:
    initialize(wire, folder)
    wire.notify("initialized", {})
    item = {"uri": _uri(folder), "languageId": "dotenv", "version": 1, "text": text}
    wire.notify("textDocument/didOpen", {"textDocument": item})


def _hover(wire: Wire, folder: Path) -> list[list[float]]:
    """Return the seconds that each hover took, round by round."""
    return [[_one_hover(wire, folder, turn) for turn in range(_HOVERS)] for _ in range(_ROUNDS)]


def _one_hover(wire: Wire, folder: Path, turn: int) -> float:
    place = {"line": LINES // KEYS * turn % LINES, "character": 30}
    begun = perf_counter()
    answer = wire.request(
        "textDocument/hover", {"textDocument": {"uri": _uri(folder)}, "position": place}
    )
    if answer is None:
        raise WireError("There is no hover.")
    return perf_counter() - begun


def _edit(wire: Wire, window: _Window, folder: Path, text: str, count: int) -> list[list[float]]:
    """Return the seconds from each edit to its diagnostics, round by round."""

    def edit(version: int) -> float:
        change = {
            "textDocument": {"uri": _uri(folder), "version": version},
            # Each edit moves every key: diagnostics that stay as they are would not be sent.
            "contentChanges": [{"text": "# Edit\n" * (1 + version % 2) + text}],
        }
        begun = perf_counter()
        wire.notify("textDocument/didChange", change)
        window.wait(wire, version, count)
        return window.at - begun

    return [[edit(2 + turn * _EDITS + n) for n in range(_EDITS)] for turn in range(_ROUNDS)]
