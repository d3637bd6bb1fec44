"""Reads single fields of what came over the wire; None for what cannot be read."""

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from openrouter_lsp.checking.quoting import quotable

_LONGEST_WAIT: Final = timedelta(days=1)


def read_object(body: bytes) -> Mapping[str, object]:
    """Return a body's JSON object; an empty one where it has none."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def read_text(value: object) -> str | None:
    """Return a text, fit to be shown."""
    return quotable(value) if isinstance(value, str) else None


def read_truth(value: object) -> bool | None:
    """Return a truth value."""
    return value if isinstance(value, bool) else None


def read_amount(value: object) -> float | None:
    """Return a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        amount = float(value)
    except OverflowError:
        return None
    return amount if math.isfinite(amount) else None


def read_moment(value: object) -> datetime | None:
    """Return a moment that is written in ISO 8601, aware, UTC."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_http_date(value: str | None) -> datetime | None:
    """Return a moment that is written as HTTP headers have it, aware, UTC."""
    if value is None:
        return None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - not before a reply comes

    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_retry_at(value: str | None, at: datetime) -> datetime | None:
    """Return the moment that a Retry-After header names, in seconds or as a date.

    A day at the most: beyond that it is nonsense, and would silence the checks for good.
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        seconds = int(value[:9])
        return at + min(timedelta(seconds=seconds), _LONGEST_WAIT)
    moment = read_http_date(value)
    return min(moment, at + _LONGEST_WAIT) if moment and moment > at else None
