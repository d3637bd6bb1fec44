"""The tables of memory's file, and how those of an earlier version become today's."""

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Final

VERSION: Final = 2
"""Of the tables; the file holds it as `PRAGMA user_version`."""

_FINGERPRINT: Final = """fingerprint TEXT NOT NULL
    CHECK (length(fingerprint) = 64 AND fingerprint NOT GLOB '*[^0-9a-f]*')"""
_SERVER_TIME: Final = "server_time INTEGER CHECK (typeof(server_time) IN ('integer', 'null'))"

# Moments are microseconds since 1970 began in UTC: of this machine's clock, but for server_time,
# which is the same moment by the clock of whoever answered. Amounts are US dollars, truths 0 and
# 1. `origin` is who answered: what one says of a key is no evidence of what another would.
_SCHEMA: Final = (
    f"""
CREATE TABLE remembered (
  {_FINGERPRINT},
  origin TEXT NOT NULL,
  seen_at INTEGER NOT NULL CHECK (typeof(seen_at) = 'integer'),
  {_SERVER_TIME},
  label TEXT,
  expires_at INTEGER CHECK (typeof(expires_at) IN ('integer', 'null')),
  is_expiry_unread INTEGER NOT NULL CHECK (is_expiry_unread IN (0, 1)),
  credit_limit REAL CHECK (typeof(credit_limit) IN ('real', 'null')),
  limit_remaining REAL CHECK (typeof(limit_remaining) IN ('real', 'null')),
  limit_reset TEXT,
  is_management_key INTEGER CHECK (is_management_key IN (0, 1)),
  PRIMARY KEY (fingerprint, origin)
) WITHOUT ROWID
""",
    f"""
CREATE TABLE said_expired (
  {_FINGERPRINT},
  origin TEXT NOT NULL,
  said_at INTEGER NOT NULL CHECK (typeof(said_at) = 'integer'),
  {_SERVER_TIME},
  code INTEGER NOT NULL CHECK (typeof(code) = 'integer'),
  message TEXT NOT NULL,
  description TEXT,
  PRIMARY KEY (fingerprint, origin)
) WITHOUT ROWID
""",
)
_OF_A_KEY: Final = (
    "label, expires_at, is_expiry_unread, credit_limit, limit_remaining, limit_reset,"
    " is_management_key"
)
_TABLES: Final[Mapping[int, Mapping[str, str]]] = {
    1: {"remembered": f"fingerprint, seen_at, {_OF_A_KEY}"},
    2: {
        "remembered": f"fingerprint, origin, seen_at, server_time, {_OF_A_KEY}",
        "said_expired": "fingerprint, origin, said_at, server_time, code, message, description",
    },
}
"""The columns of each version's tables."""

# The first version kept nothing apart. Nearly all of it was OpenRouter's own.
_FROM_THE_FIRST: Final = (
    "ALTER TABLE remembered RENAME TO earlier",
    *_SCHEMA,
    f"""
INSERT INTO remembered
SELECT fingerprint, 'https://openrouter.ai', seen_at, NULL, {_OF_A_KEY} FROM earlier
""",  # noqa: S608 - of our own words alone
    "DROP TABLE earlier",
)


def is_sound_schema(connection: Connection, version: int) -> bool:
    """Whether the tables are those of a version."""
    return version in _TABLES and all(
        ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({table})")) == columns
        for table, columns in _TABLES[version].items()
    )


def bring_up_to_date(connection: Connection, version: int) -> None:
    """Make the tables, or make them out of an earlier version's, in the transaction that is open.

    Args:
        connection: to the file.
        version: of what is there; 0: nothing is.
    """
    for statement in _SCHEMA if version == 0 else _FROM_THE_FIRST:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
