"""What the tests of the recogniser compare."""

from collections.abc import Iterable

from openrouter_lsp.keys import Failure
from openrouter_lsp.terminal import find_failures


def told(failures: Iterable[Failure]) -> str:
    """Kind and certainty of each failure, and how often where that is more than once."""
    return ", ".join(
        f"{one.kind} {one.certainty}" + (f" x{one.count}" if one.count > 1 else "")
        for one in failures
    )


def check(text: str, expected: str, command_line: str | None = None) -> None:
    """Compare the failures in a text with `kind certainty`, joined by commas; "" for none."""
    assert told(find_failures(text, command_line)) == expected
