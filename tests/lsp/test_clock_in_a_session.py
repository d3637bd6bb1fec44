"""What the clock alone changes in an open editor: no edit, no save, no poll."""

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from lsprotocol import types

from openrouter_lsp.checking import Accepted, KeyChecker, Refused, Reply, Unanswered
from openrouter_lsp.keys import Fault, Key, KeyDetails
from openrouter_lsp.lsp.session import Session
from openrouter_lsp.lsp.settings import Settings, read_settings
from openrouter_lsp.reporting import Summary
from openrouter_lsp.scanning import Lines, scan_dotenv
from openrouter_lsp.workspace import Source
from tests.lsp.machine import NOW, Machine

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
KEY = Key("sk-or-v1-" + secrets.token_hex(32))

Event = tuple[timedelta, str]


class OpenRouter:
    """Answers at once, by a clock that is right."""

    def __init__(self, machine: Machine, expires_at: datetime) -> None:
        self.machine = machine
        self.expires_at = expires_at
        self.asked: list[timedelta] = []

    async def ask(self, _key: Key) -> Reply:
        now = NOW + timedelta(seconds=self.machine.awake) + self.machine.slept
        self.asked.append(now - NOW)
        at = self.machine.clock()
        if now - NOW > self.machine.online_until:
            return Unanswered(at, Fault.OFFLINE)
        if now >= self.expires_at:
            return Refused(at, 401, "User not found.", server_time=now)
        return Accepted(at, KeyDetails(usage=0, expires_at=self.expires_at), now)

    async def aclose(self) -> None:
        """Do nothing."""


class Screen:
    """An editor, and when it showed what."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.diagnostics: list[Event] = []
        self.popups: list[Event] = []

    def publish(self, params: types.PublishDiagnosticsParams) -> None:
        said = [f"{one.code}: {one.message}" for one in params.diagnostics]
        self.diagnostics.append((self.now(), " ".join(said)))

    def tell(self, sentence: str, kind: types.MessageType) -> None:
        assert kind is types.MessageType.Warning
        self.popups.append((self.now(), sentence))

    def tell_status(self, summary: Summary) -> None:
        """Show nothing."""

    def log(self, sentence: str) -> None:
        raise AssertionError(sentence)

    def version_of(self, _uri: str) -> int | None:
        return None

    def now(self) -> timedelta:
        return timedelta(seconds=round(self.machine.awake)) + self.machine.slept


Live = Callable[[Session, Machine], None]


def live(
    expires_in: timedelta,
    lasting: timedelta,
    *,
    warn_before: object = None,
    trusted: bool = True,
    plan: Live | None = None,
) -> tuple[Screen, OpenRouter]:
    """Have an editor open on a `.env` file for a while."""
    machine = Machine()
    screen = Screen(machine)
    other_side = OpenRouter(machine, NOW + expires_in)
    settings, complaints = read_settings({"expiring": {"warnBefore": warn_before}})
    assert complaints == []

    def open_checker(settings: Settings) -> KeyChecker:
        return KeyChecker(other_side, clock=machine.clock, warn_before=settings.warn_before)

    async def session() -> None:
        session = Session(screen, clock=machine.clock, open_checker=open_checker, environment={})
        session.trusted = trusted
        session.ready.set()
        session.apply(settings)
        text = f"OPENROUTER_API_KEY={KEY.reveal()}\nAGAIN={KEY.reveal()}\n"
        session.look_at(Source("file:///w/.env", None, Lines(text), scan_dotenv(text), True))
        if plan is not None:
            plan(session, machine)
        await asyncio.sleep(lasting.total_seconds())
        await session.close()

    machine.run(session)
    return screen, other_side


def shown(screen: Screen) -> list[tuple[timedelta, str, str]]:
    """When which problem was shown of the key, and how it puts the time."""
    events = []
    for at, said in screen.diagnostics:
        code, _, message = said.partition(": ")
        events.append((at, code, message.split(", on ")[0].split(" on ")[0]))
    return events


@pytest.mark.parametrize("reachable_for", [MINUTE, 40 * DAY])
def test_a_key_lives_to_its_end(reachable_for: timedelta) -> None:
    """The clock tells, with or without a network."""

    def plan(session: Session, machine: Machine) -> None:
        machine.online_until = reachable_for

    screen, other_side = live(30 * DAY, 40 * DAY, plan=plan)
    assert shown(screen) == [
        (23 * DAY, "key-expiring", "This key expires within 7 days"),
        (29 * DAY, "key-expiring", "This key expires within a day"),
        (30 * DAY - HOUR, "key-expiring", "This key expires within an hour"),
        (30 * DAY, "key-expired", "This key expired"),
    ]
    # Nobody polls: OpenRouter is asked when something has changed, after it was shown.
    assert other_side.asked == [timedelta(0), *(at for at, *_ in shown(screen))]


def test_in_its_last_day_each_warning_pops_up_once() -> None:
    screen, _ = live(30 * DAY, 40 * DAY)
    day, hour = screen.popups
    assert (day[0], hour[0]) == (29 * DAY, 30 * DAY - HOUR)
    assert day[1] == (
        f"The OpenRouter key {KEY.masked} in .env expires within a day, on 23 Dec 2026, 10:00 UTC."
        " Make a new key at https://openrouter.ai/settings/keys, and put it there."
    )
    assert "within an hour" in hour[1]


def test_a_warning_time_that_had_passed_is_told_of_when_the_key_is_first_seen() -> None:
    screen, _ = live(30 * MINUTE, 20 * MINUTE)
    ((at, said),) = screen.popups
    assert (at, "within an hour" in said) == (timedelta(0), True)


@pytest.mark.parametrize(
    ("warn_before", "warned", "popped_up"),
    [
        ([], [], []),
        (["10d", "2d"], [20 * DAY, 28 * DAY], []),
        (["30m", "12h"], [30 * DAY - 12 * HOUR, 30 * DAY - 30 * MINUTE], [0, 1]),
    ],
)
def test_the_warning_times_are_a_setting(
    warn_before: list[str], warned: list[timedelta], popped_up: list[int]
) -> None:
    screen, _ = live(30 * DAY, 40 * DAY, warn_before=warn_before)
    assert [at for at, code, _ in shown(screen) if code == "key-expiring"] == warned
    assert [at for at, _ in screen.popups] == [warned[n] for n in popped_up]


def test_other_settings_that_come_later_warn_at_once() -> None:
    def plan(session: Session, machine: Machine) -> None:
        settings, _ = read_settings({"expiring": {"warnBefore": ["20d"]}})
        asyncio.get_running_loop().call_later(DAY.total_seconds(), session.apply, settings)

    screen, _ = live(15 * DAY, 2 * DAY, plan=plan)
    assert shown(screen)[0] == (DAY, "key-expiring", "This key expires within 20 days")


def test_without_trust_nothing_is_sent_shown_or_told() -> None:
    screen, other_side = live(30 * MINUTE, 2 * DAY, trusted=False)
    assert (screen.popups, screen.diagnostics, other_side.asked) == ([], [], [])


def test_trust_that_is_taken_back_ends_the_popups() -> None:
    def plan(session: Session, machine: Machine) -> None:
        def distrust() -> None:
            session.trust(trusted=False)

        asyncio.get_running_loop().call_later(60, distrust)

    screen, _ = live(2 * DAY, 3 * DAY, plan=plan)
    assert screen.popups == []


@pytest.mark.parametrize("asleep", [3 * DAY, 400 * DAY])
def test_a_key_that_expired_while_the_machine_slept(asleep: timedelta) -> None:
    def plan(session: Session, machine: Machine) -> None:
        asyncio.get_running_loop().call_later(30, machine.sleep, asleep)

    screen, other_side = live(2 * DAY, 10 * MINUTE, plan=plan)
    at, code, _ = shown(screen)[-1]
    assert code == "key-expired"
    assert at <= asleep + MINUTE + MINUTE
    assert len(other_side.asked) == 2


@pytest.mark.parametrize("wrong_by", [-3 * DAY, 3 * DAY])
def test_a_clock_that_is_wrong_from_the_start_changes_no_moment(wrong_by: timedelta) -> None:
    def plan(session: Session, machine: Machine) -> None:
        machine.jump(wrong_by)

    machine_is_right, _ = live(30 * DAY, 40 * DAY)
    screen, _ = live(30 * DAY, 40 * DAY, plan=plan)
    # A Date header tells whole seconds, and so does this test.
    assert [at for at, *_ in shown(screen)] == [at for at, *_ in shown(machine_is_right)]


def test_a_clock_that_is_set_back_has_the_key_asked_about_again() -> None:
    def plan(session: Session, machine: Machine) -> None:
        asyncio.get_running_loop().call_later(DAY.total_seconds() + 10, machine.jump, -10 * DAY)

    screen, other_side = live(15 * DAY, 20 * DAY, plan=plan)
    assert shown(screen)[-1][:2] == (15 * DAY, "key-expired")
    assert other_side.asked[:3] == [timedelta(0), DAY + MINUTE, 8 * DAY]


def test_a_clock_that_is_set_forward_is_put_right_by_the_next_answer() -> None:
    def plan(session: Session, machine: Machine) -> None:
        asyncio.get_running_loop().call_later(10, machine.jump, 20 * DAY)

    screen, other_side = live(15 * DAY, 20 * DAY, plan=plan)
    # The clock says that the time is over: OpenRouter is asked at once, and knows better.
    assert [at for at in other_side.asked if at < DAY] == [timedelta(0), MINUTE]
    assert screen.diagnostics[1] == (MINUTE, "")
    assert shown(screen)[-1][:2] == (15 * DAY, "key-expired")
