"""The shapes of answers, by hand: this runs where the specification is not at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openrouter_lsp.simulator import Simulator, State

if TYPE_CHECKING:
    from tests.simulator.conftest import Asker

SHARED: dict[str, type | tuple[type, ...]] = {
    "label": str,
    "limit": (int, float, type(None)),
    "limit_remaining": (int, float, type(None)),
    "limit_reset": (str, type(None)),
    "include_byok_in_limit": bool,
    "usage": (int, float),
    "usage_daily": (int, float),
    "usage_weekly": (int, float),
    "usage_monthly": (int, float),
    "byok_usage": (int, float),
    "byok_usage_daily": (int, float),
    "byok_usage_weekly": (int, float),
    "byok_usage_monthly": (int, float),
    "creator_user_id": (str, type(None)),
    "expires_at": (str, type(None)),
}
OWN = {
    **SHARED,
    "is_free_tier": bool,
    "is_management_key": bool,
    "is_provisioning_key": bool,
    "rate_limit": dict,
}
RECORD = {
    **SHARED,
    "hash": str,
    "name": str,
    "disabled": bool,
    "created_at": str,
    "updated_at": (str, type(None)),
    "workspace_id": str,
}


def check(data: dict[str, Any], shape: dict[str, type | tuple[type, ...]]) -> None:
    for name, kinds in shape.items():
        assert name in data
        assert isinstance(data[name], kinds), name
        if bool not in (kinds if isinstance(kinds, tuple) else (kinds,)):
            assert not isinstance(data[name], bool), name


def test_what_a_key_is_told_of_itself(sim: Simulator, ask: Asker) -> None:
    for state in (State.VALID, State.EXPIRING, State.EXHAUSTED, State.MANAGEMENT):
        data = ask.about(sim.add(state)).json()["data"]
        check(data, OWN)
        assert set(data["rate_limit"]) == {"requests", "interval", "note"}


def test_what_an_owner_is_told_of_a_key(sim: Simulator, ask: Asker) -> None:
    manager = sim.add(State.MANAGEMENT)
    for state in (State.VALID, State.EXPIRED, State.DISABLED):
        sim.add(state)
    rows = ask("GET", "/keys", manager, params={"include_disabled": "true"}).json()["data"]
    assert len(rows) == 3
    for row in rows:
        check(row, RECORD)
        assert ask("GET", f"/keys/{row['hash']}", manager).json() == {"data": row}
