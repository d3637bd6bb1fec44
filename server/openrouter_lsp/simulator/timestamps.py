"""Times as the API writes them: ISO 8601, UTC, with a Z."""

from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """Return the machine's time, aware, UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Write an aware time, without milliseconds where it has none."""
    utc = moment.astimezone(UTC)
    spec = "milliseconds" if utc.microsecond else "seconds"
    return utc.replace(tzinfo=None).isoformat(timespec=spec) + "Z"


def stamp_or_null(moment: datetime | None) -> str | None:
    """Write an aware time, or None for none."""
    return None if moment is None else stamp(moment)


def read_stamp(text: str) -> datetime:
    """Read a UTC time.

    Raises:
        ValueError: it is not ISO 8601, or not UTC. OpenRouter refuses other zones.
    """
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() != timedelta(0):
        raise ValueError("not UTC")
    return moment.astimezone(UTC)
