"""A key in the two JSON forms that OpenRouter gives of it."""

from openrouter_lsp.simulator.account import SimulatedKey
from openrouter_lsp.simulator.refusals import USER_ID
from openrouter_lsp.simulator.timestamps import stamp, stamp_or_null


def _common(key: SimulatedKey) -> dict[str, object]:
    """Return what both forms tell. All that was used was used today: nothing resets here."""
    used = round(key.usage, 6)
    return {
        "label": key.label,
        "limit": key.limit,
        "limit_remaining": key.limit_remaining,
        "limit_reset": key.limit_reset,
        "include_byok_in_limit": key.include_byok_in_limit,
        "usage": used,
        "usage_daily": used,
        "usage_weekly": used,
        "usage_monthly": used,
        "byok_usage": 0,
        "byok_usage_daily": 0,
        "byok_usage_weekly": 0,
        "byok_usage_monthly": 0,
        "expires_at": stamp_or_null(key.expires_at),
        "creator_user_id": USER_ID,
        "workspace_id": key.workspace_id,
    }


def own_description(key: SimulatedKey) -> dict[str, object]:
    """Return what GET /key tells the key's bearer.

    The last two, and workspace_id, are not in the specification and were seen.
    """
    return {
        **_common(key),
        "is_free_tier": False,
        "is_management_key": key.management,
        "is_provisioning_key": key.management,
        "rate_limit": {
            "requests": -1,
            "interval": "10s",
            "note": "This field is deprecated and safe to ignore.",
        },
        "organization_id": None,
        "free_model_daily_requests": {"used": 0, "limit": 1000, "remaining": 1000},
    }


def management_record(key: SimulatedKey) -> dict[str, object]:
    """Return what the management API tells the key's owner."""
    return {
        **_common(key),
        "hash": key.fingerprint,
        "name": key.name,
        "disabled": key.disabled,
        "created_at": stamp(key.created_at),
        "updated_at": stamp_or_null(key.updated_at),
    }
