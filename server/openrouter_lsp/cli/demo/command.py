"""The demo from its beginning to its end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NoReturn

from rich.console import Console

from openrouter_lsp.cli.arguments import OK, UNDONE
from openrouter_lsp.cli.complaints import complain
from openrouter_lsp.cli.demo.poster import save_poster
from openrouter_lsp.cli.demo.scenes import Scenes
from openrouter_lsp.cli.demo.wire import WireError
from openrouter_lsp.cli.palette import THEME


def demo(svg: str | None = None) -> int:
    """Show what an editor shows of a sample workspace.

    Args:
        svg: a file to save a picture of the first part in.

    Returns:
        The exit code: 0, or 2 where the demo itself could not be done.

    Effect: prints; starts a simulator and a server, and ends them; writes to a temporary folder,
    and removes it.
    """
    try:
        with _ended_by_signals(), TemporaryDirectory(prefix="openrouter-demo-") as folder:
            scenes = Scenes(Console(theme=THEME, highlight=False), Path(folder).resolve())
            scenes.play()
            if svg:
                save_poster(scenes.poster, Path(svg))
            scenes.say_goodbye()
    except (WireError, OSError) as error:
        complain(f"the demo could not go on. {error}")
        return UNDONE
    return OK


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a signal that asks to end unwind the stack, as Ctrl-C does, so that nothing is left."""

    def end(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - as signal calls it
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    earlier = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
