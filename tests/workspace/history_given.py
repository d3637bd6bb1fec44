"""A key that a history may hold, and what a search for it says."""

from pathlib import Path
from secrets import token_hex

from openrouter_lsp.keys import Key
from openrouter_lsp.workspace.sharing import InHistory, NotInHistory, search_history

KEY = Key(f"sk-or-v1-{token_hex(32)}")
OTHER = f"sk-or-v1-{token_hex(32)}"
LEAKED = KEY.reveal()
NOT_THERE = NotInHistory(is_shallow=False)


async def check(
    folder: Path, expected: object, *, is_forgotten: bool = False, **bounds: float
) -> None:
    """Compare what a search says; of a commit that is found, its hash and what leads to it."""
    answer = await search_history(folder, KEY, **bounds)  # type: ignore[arg-type]
    if isinstance(answer, InHistory):
        assert (answer.commit, answer.is_forgotten) == (expected, is_forgotten)
    else:
        assert answer == expected
