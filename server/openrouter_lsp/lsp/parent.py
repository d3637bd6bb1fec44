"""The process that started the server, as far as the editor names it.

An editor that is killed closes the server's input, but not where another program inherited the
other end of it. So the protocol has the server look for the editor's process.
"""

import asyncio
import os
from typing import Final

PAUSE: Final = 30.0
"""Seconds between looks, few enough to let a machine rest."""


async def wait_for_end(process_id: int | None) -> None:
    """Return once a process is gone. What is not seen at first is never taken to be gone.

    A server in a container sees no process of its editor's, or another one. On Windows nothing can
    be looked at without harm (signal 0 is Ctrl-C there), so it is waited for without end.
    """
    if process_id is None or process_id <= 0 or os.name == "nt" or not _lives(process_id):
        await asyncio.Event().wait()
        return
    while _lives(process_id):  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(PAUSE)


def _lives(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        # It is somebody else's, or no process at all.
        return True
    return True
