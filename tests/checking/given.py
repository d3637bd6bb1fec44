"""What the tests of this room start from."""

import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from openrouter_lsp.keys import Key

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class ManualClock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> None:
        self.now += timedelta(**parts)


def new_key() -> Key:
    return Key("sk-or-v1-" + secrets.token_hex(32))


def error(code: int, message: str, **more: Any) -> bytes:
    """OpenRouter's envelope; `more` beside message and code."""
    return json.dumps({"error": {"message": message, "code": code, **more}}).encode()


def described(**fields: Any) -> bytes:
    """A key's description, as OpenRouter gives it; `fields` replace its own."""
    data = {
        "label": "sk-or-v1-0e6...1c9",
        "limit": 100,
        "limit_remaining": 74.5,
        "limit_reset": "monthly",
        "usage": 25.5,
        "usage_daily": 0,
        "usage_weekly": 1.5,
        "usage_monthly": 25.5,
        "byok_usage": 0,
        "include_byok_in_limit": False,
        "is_free_tier": False,
        "is_management_key": False,
        "is_provisioning_key": False,
        "creator_user_id": "user_2dHFtVWx2n56w6HkM0000000000",
        "expires_at": None,
        "rate_limit": {"requests": -1, "interval": "10s", "note": "deprecated"},
        "organization_id": None,
    }
    return json.dumps({"data": {**data, **fields}}).encode()
