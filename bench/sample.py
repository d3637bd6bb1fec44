"""A long environment file, as a large project has one."""

from collections.abc import Callable
from typing import Final

LINES: Final = 1000
KEYS: Final = 20


def long_dotenv(new_key: Callable[[], str]) -> str:
    """Return a dotenv text of 1,000 lines, a key in every fiftieth."""
    step = LINES // KEYS
    return "".join(
        f"OPENROUTER_KEY_{number}={new_key()}\n" if number % step == 0 else _line(number)
        for number in range(LINES)
    )


def _line(number: int) -> str:
    match number % 5:
        case 0:
            return f"# Section {number}: how the service behaves in production\n"
        case 1:
            return f'SERVICE_{number}_TITLE="A quoted value with blanks, number {number}"\n'
        case 2:
            return f"export SERVICE_{number}_URL=https://service-{number}.example.com/api\n"
        case 3:
            return f"SERVICE_{number}_TIMEOUT=30  # seconds\n"
        case _:
            return "\n"


def long_source(size: int) -> str:
    """Return source code without a key, of some number of characters or a little more."""
    block = (
        "def handle(request: Request, store: Store) -> Response:\n"
        '    """Ask the workers for what the request names."""\n'
        "    tokens = [word for word in request.text.split() if word.isalnum()]\n"
        "    if not tokens:\n"
        '        return Response(400, "ask-orange-task: nothing to look for")\n'
        "    return Response(200, store.look_up(tokens, limit=64))\n\n\n"
    )
    return block * (size // len(block) + 1)
