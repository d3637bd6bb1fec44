"""The end of a command that failed in a way that nobody foresaw."""

import errno
import os
import sys
import traceback
from typing import Final

from openrouter_lsp.cli.complaints import complain

DEBUG: Final = "OPENROUTER_LSP_DEBUG"
"""The variable that asks for a traceback."""

# What writing gives, and reading hardly; what could not be opened names its file besides.
_OF_WRITING: Final = {
    errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF, errno.ENXIO, getattr(errno, "EDQUOT", 0),
}  # fmt: skip


def explain_end(error: Exception) -> None:
    """Say in one sentence that a command could not be done; with a traceback if that is asked for.

    The message of the error is shown nowhere else, since it may quote anything.
    """
    if os.environ.get(DEBUG):
        for line in "".join(traceback.format_exception(error)).splitlines():
            complain(line)
    if isinstance(error, OSError) and error.filename is None and error.errno in _OF_WRITING:
        # Nobody is to try once more when the program ends.
        sys.stdout = None
        reason = os.strerror(error.errno or 0).lower()
        complain(f"the output could not be written: {reason}. Make room, or write it elsewhere.")
        return
    complain(
        f"this could not be done, for a fault in openrouter-lsp itself ({_kind(error)}). To see"
        f" where, set {DEBUG}=1 and run it again."
    )


def _kind(error: Exception) -> str:
    number = getattr(error, "errno", None)
    named = errno.errorcode.get(number) if isinstance(number, int) else None
    return f"{type(error).__name__} {named}" if named else type(error).__name__
