"""What there is to tell once an edit was made."""

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from openrouter_lsp.keys import Key
from openrouter_lsp.lsp.messages import EditArgument

_MOST: Final = 50
"""Edits that were asked for, and perhaps never made."""


@dataclass(frozen=True, slots=True)
class AfterEdit:
    """What follows an edit.

    Attributes:
        words: what is told.
        key: what the edit was about.
        path: the file that the key stood in.
        written: the environment file that it stands in now; None where it went to none.
    """

    words: str
    key: Key = field(repr=False)
    path: Path
    written: Path | None = None


class AfterEdits:
    """Keeps what follows an edit, from when it is asked for until it was made."""

    def __init__(self) -> None:
        self._kept: OrderedDict[EditArgument, AfterEdit] = OrderedDict()

    def keep(self, argument: EditArgument, after: AfterEdit) -> None:
        """Keep what follows, in the place of what followed an earlier attempt."""
        self._kept[argument] = after
        self._kept.move_to_end(argument)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    def newest(self) -> EditArgument | None:
        """Return the edit that was asked for last, if something follows it."""
        return next(reversed(self._kept), None)

    def take(self, argument: EditArgument) -> AfterEdit | None:
        """Return what follows an edit that was made, and let go of it."""
        return self._kept.pop(argument, None)
