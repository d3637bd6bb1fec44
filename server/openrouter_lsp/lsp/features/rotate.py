"""A key like the old one in its place, made with a management key."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from lsprotocol import types

from openrouter_lsp.checking import NoRecord, Record, find_record
from openrouter_lsp.checking.new_keys import MadeKey, NotDone, delete, disable, make_like
from openrouter_lsp.keys import Fingerprint, Key
from openrouter_lsp.lsp.asking import choose
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import NewKeyArgument
from openrouter_lsp.lsp.new_keys import NewKey
from openrouter_lsp.lsp.replacing import OldKey
from openrouter_lsp.lsp.targets import wanted_target
from openrouter_lsp.reporting import explain_unasked
from openrouter_lsp.reporting.actions import (
    NO_MANAGEMENT_KEY,
    NO_SUCH_KEY,
    UNDER_WAY,
    no_record_words,
    not_done_words,
    retire_words,
    retired_words,
)

SWITCH_OFF: Final = "Switch the old key off"
DELETE: Final = "Delete the old key"
KEEP: Final = "Keep it"
_ERROR: Final = types.MessageType.Error


async def rotate(ls: OpenRouterServer, argument: NewKeyArgument) -> None:
    """Make a key like another, check it, write it, and ask what is to become of the other."""
    target = await wanted_target(ls, argument)
    manager = ls.managing_key()
    if target is None:
        return
    if ls.session.unasked:
        ls.tell(explain_unasked(ls.session.unasked), types.MessageType.Warning)
    elif not isinstance(target, OldKey):
        ls.tell(NO_SUCH_KEY, types.MessageType.Warning)
    elif manager is None:
        ls.tell(NO_MANAGEMENT_KEY, types.MessageType.Warning)
    elif target.fingerprint in ls.new_keys.rotating:
        ls.tell(UNDER_WAY, types.MessageType.Warning)
    else:
        rotation = _Rotation(ls, manager, target.fingerprint)
        ls.new_keys.rotating[target.fingerprint] = rotation
        # Not waited for: it may end with a question.
        ls.session.start(rotation.run())


@dataclass(frozen=True, slots=True)
class _Rotation:
    """One rotation: from step to step, as far as each is done."""

    ls: OpenRouterServer
    manager: Key
    old: Fingerprint

    async def run(self) -> None:
        """Make the new key and have it written; no other is made for the old one meanwhile."""
        try:
            await self._make()
        finally:
            self._let_others()

    async def _make(self) -> None:
        """Find the record, make a key like it, and have that checked and written."""
        ls = self.ls
        record = await find_record(ls.client, self.manager, self.old)
        if isinstance(record, NoRecord):
            ls.tell(no_record_words(complete=record.complete), _ERROR)
            return
        if not isinstance(record, Record):
            failed = not_done_words("find", record.quote, record.fault, is_settled=True, name="")
            ls.tell(failed, _ERROR)
            return
        made = await make_like(ls.client, self.manager, record, ls.session.clock())
        if isinstance(made, MadeKey):
            name = made.name
            then = partial(self._retire, name)
            await ls.new_keys.deliver(NewKey(made.key, OldKey(self.old), name, then))
        else:
            self._tell_not_done(made, record.name or "")

    async def _retire(self, name: str, left: str) -> None:
        """Ask what is to become of the old key, and do it; `left` says where it still stands."""
        self._let_others()
        titles = (SWITCH_OFF, DELETE, KEEP)
        question = retire_words(name, left)
        chosen = await choose(self.ls, question, types.MessageType.Info, *titles)
        if chosen == SWITCH_OFF:
            step, failed = "disable", await disable(self.ls.client, self.manager, self.old)
        elif chosen == DELETE:
            step, failed = "delete", await delete(self.ls.client, self.manager, self.old)
        else:
            return
        if failed is None:
            self.ls.tell(retired_words(step))
        else:
            self._tell_not_done(failed, name)

    def _let_others(self) -> None:
        """Let the old key be rotated again, where no other rotation has begun."""
        if self.ls.new_keys.rotating.get(self.old) is self:
            del self.ls.new_keys.rotating[self.old]

    def _tell_not_done(self, failed: NotDone, name: str) -> None:
        words = not_done_words(
            failed.step, failed.quote, failed.fault, is_settled=failed.is_settled, name=name
        )
        self.ls.tell(words, _ERROR)
