"""The process that started the server, as far as the editor names it.

An editor that is killed closes the server's input, but not where another program inherited the
other end of it. So the protocol has the server look for the editor's process.
"""

import asyncio
import os
from typing import Final

PAUSE: Final = 30.0
"""Seconds between looks, few enough to let a machine rest."""


def is_seen(process_id: int) -> bool:
    """Tell whether the editor's process can be looked for. To be asked while the editor lives.

    A server in a container sees no process of its editor's, or another one. On Windows nothing can
    be looked at without harm (signal 0 is Ctrl-C there).
    """
    return process_id > 0 and os.name != "nt" and _lives(process_id)


async def wait_for_end(process_id: int) -> None:
    """Return once a process that was seen is gone."""
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
