"""How often a user is told of one thing."""

from datetime import UTC, datetime, timedelta

import pytest

from openrouter_lsp.lsp.output import PAUSE
from openrouter_lsp.lsp.sightings import Restraint

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def check(*steps: tuple[str, float, bool]) -> None:
    """Compare whether a thing may be told at so many minutes."""
    restraint = Restraint(PAUSE)
    for thing, minutes, expected in steps:
        assert restraint.may_tell(thing, NOW + timedelta(minutes=minutes)) is expected


@pytest.mark.parametrize(("minutes", "expected"), [(0, False), (14.9, False), (15, True)])
def test_a_thing_is_told_once_in_a_quarter_of_an_hour(minutes: float, expected: bool) -> None:
    check(("a", 0, True), ("a", minutes, expected))


def test_other_things_are_told_meanwhile() -> None:
    check(("a", 0, True), ("b", 1, True), ("a", 2, False), ("b", 2, False), ("a", 15, True))


def test_what_was_not_told_does_not_lengthen_the_pause() -> None:
    check(("a", 0, True), ("a", 10, False), ("a", 15, True), ("a", 20, False))


def test_a_clock_that_was_set_back_keeps_nobody_quiet() -> None:
    check(("a", 0, True), ("a", -60, True), ("a", -50, False))
