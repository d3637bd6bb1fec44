"""Words of age at lines' ends and in the list do not grow old there, and nobody polls."""

import asyncio
import secrets
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from openrouter_lsp.checking import Accepted, KeyChecker, Reply
from openrouter_lsp.keys import Key, KeyDetails
from openrouter_lsp.lsp.client_abilities import ClientAbilities
from openrouter_lsp.lsp.glances import Glances
from openrouter_lsp.lsp.session import Session
from openrouter_lsp.scanning import Lines, scan_dotenv
from openrouter_lsp.workspace import Source
from tests.lsp.machine import NOW, Machine

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
KEY = Key("sk-or-v1-" + secrets.token_hex(32))
URI = "file:///w/.env"


class Window:
    """An editor with a .env open, which asks for hints or for the list anew when told to.

    Attributes:
        hints: when it asked for hints, in seconds, and what it got.
        lists: when it asked for the list, and what that said of the key.
        told: when it was told that something has changed.
        looks: whether anybody looks at it, so that it asks anew.
    """

    def __init__(self, machine: Machine, expires_in: timedelta | None) -> None:
        self.machine = machine
        self.hints: list[tuple[float, str]] = []
        self.lists: list[tuple[float, str]] = []
        self.told: list[float] = []
        self.looks = False
        self._expires_at = NOW + expires_in if expires_in else None
        self.session = Session(
            cast("Any", self), clock=machine.clock, open_checker=self._checker, environment={}
        )
        self.session.trusted = True
        self.session.ready.set()
        self.session.opened[URI] = URI
        self.session.abilities = ClientAbilities(hint_refreshes=True, keys_notifications=True)
        server = SimpleNamespace(
            session=self.session,
            folders=tuple,
            folder_around=lambda _: None,
            has_looked=True,
            commands={},
            new_keys=SimpleNamespace(kept_for=lambda *_: None),
            managing_key=lambda: None,
            protocol=SimpleNamespace(notify=lambda _: self._hear(self.ask_for_list)),
            workspace_inlay_hint_refresh_async=self._refresh,
        )
        self.glances = Glances(cast("Any", server))
        self.session.on_change = self.glances.look_soon

    async def ask(self, _key: Key) -> Reply:
        now = self.machine.clock()
        return Accepted(now, KeyDetails(usage=0, expires_at=self._expires_at), now)

    def ask_for_hints(self) -> None:
        said = " / ".join(hint.words for hint in self.glances.hints(URI))
        self.hints.append((round(self.machine.awake, 1), said))

    def ask_for_list(self) -> None:
        said = " / ".join(row["summary"] for row in self.glances.list_keys())
        self.lists.append((round(self.machine.awake, 1), said))

    def publish(self, *_: object) -> None: ...

    def tell(self, *_: object) -> None: ...

    def tell_status(self, *_: object) -> None: ...

    def version_of(self, _uri: str) -> int | None:
        return None

    async def aclose(self) -> None: ...

    def _checker(self, _settings: object) -> KeyChecker:
        return KeyChecker(self, clock=self.machine.clock, max_age=400 * DAY)

    def _hear(self, ask: Callable[[], None]) -> None:
        self.told.append(round(self.machine.awake, 1))
        if self.looks:
            ask()

    async def _refresh(self, _params: None) -> None:
        self._hear(self.ask_for_hints)


def live(
    lasting: timedelta,
    plan: Callable[[Window], None],
    *,
    expires_in: timedelta | None = None,
) -> Window:
    """Have a window open for a while; the plan is carried out once its key was checked."""
    machine = Machine()
    windows = []

    async def session() -> None:
        window = Window(machine, expires_in)
        windows.append(window)
        text = f"K={KEY.reveal()}\n"
        window.session.look_at(Source(URI, None, Lines(text), scan_dotenv(text), True))
        await window.session.check(KEY)
        await asyncio.sleep(0.5)  # of the machine's time
        window.told.clear()
        window.looks = True
        plan(window)
        await asyncio.sleep(lasting.total_seconds() - machine.awake)
        window.glances.close()
        await window.session.close()

    machine.run(session)
    return windows[0]


def ensure_true(said: list[tuple[float, str]], lasting: timedelta) -> None:
    """See that at any moment what was said last was not said of more than one unit ago."""
    assert said
    ends = [at for at, _ in said[1:]] + [lasting.total_seconds()]
    for (at, words), end in zip(said, ends, strict=True):
        if "just now" in words:
            assert end <= 60.2
        elif " min ago" in words:
            assert end - at <= 60.2
        else:
            assert end - at <= (3600.2 if "hours ago" in words else 86400.2)


@pytest.mark.parametrize("what", ["hints", "lists"])
def test_words_of_age_are_renewed_when_they_change(what: str) -> None:
    def plan(window: Window) -> None:
        window.ask_for_hints() if what == "hints" else window.ask_for_list()

    window = live(5 * HOUR - MINUTE, plan)
    said = window.hints if what == "hints" else window.lists
    ages = [words.removeprefix("valid, checked ") for _, words in said]
    assert ages == ["just now", *(f"{n} min ago" for n in range(1, 120)), "2 hours ago",
                    "3 hours ago", "4 hours ago"]  # fmt: skip
    assert len(window.told) == len(ages) - 1
    ensure_true(said, 5 * HOUR - MINUTE)


def test_words_of_what_is_to_come_are_renewed_too() -> None:
    window = live(2 * DAY, Window.ask_for_hints, expires_in=10 * DAY)
    left = [words.split(", ")[1] for _, words in window.hints]
    # An hour that has begun counts as a whole one.
    assert left[0] == "expires in 10 days"
    assert {"expires in 9 days"} <= set(left)
    first = next(at for at, words in window.hints if "in 8 days" in words)
    assert first == pytest.approx((DAY + HOUR).total_seconds(), abs=61)


@pytest.mark.parametrize("what", ["hints", "lists", "nothing"])
def test_no_timer_runs_for_what_nobody_looks_at(what: str) -> None:
    def plan(window: Window) -> None:
        window.looks = False
        if what == "hints":
            window.ask_for_hints()
        elif what == "lists":
            window.ask_for_list()

    window = live(5 * HOUR, plan)
    # Of the first change it is told; as long as it does not ask anew, of no other.
    assert len(window.told) == (0 if what == "nothing" else 1)
    assert window.machine.wakes < 10


def test_no_timer_runs_for_a_document_that_was_closed() -> None:
    def plan(window: Window) -> None:
        window.ask_for_hints()
        window.session.opened.clear()

    window = live(5 * HOUR, plan)
    assert len(window.hints) == 1
    assert window.machine.wakes < 10


def test_many_changes_at_once_are_told_as_one() -> None:
    def plan(window: Window) -> None:
        window.ask_for_list()
        text = ""
        for n in range(20):
            text += f"K{n}={KEY.reveal()}\n"
            window.session.look_at(Source(URI, None, Lines(text), scan_dotenv(text), True))

    window = live(timedelta(seconds=5), plan)
    assert len(window.told) == 1
