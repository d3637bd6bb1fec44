"""A running command, and the commentary on it."""

import os
from pathlib import Path

from openrouter_lsp.cli.complaints import complain
from openrouter_lsp.cli.run.commentary import Commentary
from openrouter_lsp.cli.run.hearing import Hearing
from openrouter_lsp.cli.run.relay import Relay
from openrouter_lsp.cli.run.running import Running
from openrouter_lsp.cli.run.telling import Telling
from openrouter_lsp.cli.run.voice import Voice


class Listening:
    """Passes on what a command writes until it ends, and speaks of its failures.

    Args:
        running: the command.
        command_line: the command, as typed.
        folder: where it runs.
    """

    def __init__(self, running: Running, command_line: str, folder: Path) -> None:
        self._running = running
        self._hearings = [Hearing(command_line) for _ in running.outputs]
        screen = None if running.seen is None else self._hearings[running.seen].screen
        # Stays open: somebody may still be about to write to it.
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        self._telling = Telling(command_line, folder, self._ring)
        self._voice = Voice(screen, lambda: running.is_raw)
        self._commentary = Commentary(self._hearings, self._telling, self._voice.interject, screen)
        self._relay = Relay(self._commentary)
        self._relay.add_event(self._woken, self._hear_the_bell)
        running.attach(self._relay, self._hearings)

    def pass_on_all(self) -> None:
        """Pass on everything until the command has ended."""
        while self._running.exit_code is None:
            self._relay.turn()
        self._relay.pass_on_rest(is_last=True)
        self._relay.close()

    def conclude(self) -> None:
        """Say what was not said yet.

        Effect: waits for checks, unless somebody wants this program to end.
        """
        explanations = self._commentary.conclude(
            self._voice.ask_for_patience, is_hurried=self._running.is_hurried
        )
        self._voice.conclude(explanations)
        for fault in {hearing.fault for hearing in self._hearings if hearing.fault}:
            complain(
                "the output was not read to its end, for a fault in openrouter-lsp itself"
                f" ({fault}). All of it was passed on, but what it says there is not explained."
            )

    def _ring(self) -> None:
        os.write(self._wake, b"!")

    def _hear_the_bell(self) -> None:
        os.read(self._woken, 4096)
