"""A state and its options become a key."""

from datetime import timedelta
from threading import Event

from openrouter_lsp.simulator import refusals
from openrouter_lsp.simulator.account import Account, ScriptedAnswer, SimulatedKey, mint
from openrouter_lsp.simulator.answers import Answer
from openrouter_lsp.simulator.states import KeyOptions, State

_EXPIRES_IN = {State.EXPIRING: timedelta(days=2), State.EXPIRED: timedelta(days=-1)}


def _trouble(state: State, options: KeyOptions) -> Answer | None:
    """Return what stands between a good key and its answer; None where nothing does."""
    match state:
        case State.FLAKY:
            return refusals.no_credentials()
        case State.RATE_LIMITED:
            return refusals.rate_limited(options.get("retry_after", 30))
        case State.SERVER_ERROR:
            return refusals.server_trouble(options.get("status", 500))
        case State.REDIRECT:
            return refusals.redirect(options.get("redirect_to", "/elsewhere"))
        case _:
            return _FIXED_TROUBLE.get(state)


_FIXED_TROUBLE = {
    State.ADDRESS_BLOCKED: refusals.address_blocked(),
    State.PORTAL: refusals.captive_portal(),
    State.FIREWALL: refusals.firewall(),
    State.TRUNCATED: refusals.cut_short(),
    State.HANG_UP: refusals.hang_up(),
}


def key_in_state(account: Account, state: State, options: KeyOptions) -> SimulatedKey:
    """Make a key; the account does not have it yet.

    Raises:
        ValueError: the account has no such workspace.
    """
    now = account.clock()
    workspace_id = options.get("workspace_id", account.default_workspace_id)
    if not account.has_workspace(workspace_id):
        raise ValueError(f"there is no workspace {workspace_id}")
    lifetime = options.get("expires_in", _EXPIRES_IN.get(state))
    exhausted = state is State.EXHAUSTED
    key = SimulatedKey(
        text=mint(),
        name=options.get("name", state.value),
        state=state,
        created_at=now,
        workspace_id=workspace_id,
        expires_at=None if lifetime is None else now + lifetime,
        disabled=state is State.DISABLED,
        deleted=state in {State.DELETED, State.UNKNOWN},
        management=options.get("management", state is State.MANAGEMENT),
        limit=options.get("limit", 10.0 if exhausted else None),
        limit_reset=options.get("limit_reset"),
        usage=options.get("usage", 0.0),
        out_of_credits=state is State.OUT_OF_CREDITS,
        wording=options.get("wording"),
        delay=options.get("delay"),
        released=Event() if state is State.SLOW else None,
    )
    if exhausted:
        key.usage = max(key.usage, key.limit or 0.0)
    trouble = _trouble(state, options)
    if trouble is not None:
        times = options.get("times", 1 if state is State.FLAKY else None)
        key.scripted.append(ScriptedAnswer(trouble, times))
    return key
