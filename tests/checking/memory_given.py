"""What the tests of memory start from."""

from datetime import timedelta
from pathlib import Path

from openrouter_lsp.checking import Accepted
from openrouter_lsp.keys import KeyDetails
from tests.checking.given import NOW, new_key

KEY = new_key()
PRINT = KEY.fingerprint
DETAILS = KeyDetails(
    label=KEY.masked,
    expires_at=NOW + timedelta(days=3, microseconds=7),
    limit=100.0,
    limit_remaining=0.1,
    limit_reset="monthly",
    is_management_key=False,
)
ACCEPTED = Accepted(NOW, DETAILS)
HERE = "https://openrouter.ai"
"""Who said it."""


def asides(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*.damaged-*"))


def not_a_database(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 500)
