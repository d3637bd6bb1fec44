"""A parser of arguments whose complaints hold no secret."""

import argparse
import sys
from typing import NoReturn

from openrouter_lsp.cli.complaints import KEY_IN_COMMAND, holds_key, without_secrets


class Parser(argparse.ArgumentParser):
    """Says what is wrong with arguments, and never repeats a key that stands in them."""

    def error(self, message: str) -> NoReturn:
        """Show the usage and what is wrong, and end with 2."""
        # The message need not name the argument that holds it.
        is_key_given = any(map(holds_key, sys.argv))
        advice = f"\nopenrouter-lsp: {KEY_IN_COMMAND}" if is_key_given else ""
        super().error(without_secrets(message) + advice)
