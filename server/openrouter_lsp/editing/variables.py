"""Which variable of an environment file a key can have."""

from collections.abc import Iterator
from itertools import count
from re import ASCII, escape
from re import compile as regex

from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import Context, Finding, Placeholder, scan_dotenv


def free_variable(text: str, wanted: str, key: Key) -> tuple[str, bool]:
    """Return a variable for a key that takes nothing from another, and whether it holds the key.

    The wanted one, or that with a number behind it: NAME_2, NAME_3. A placeholder is nothing.

    Args:
        text: of a dotenv file; empty where it is to be made.
        wanted: the variable's name.
        key: what it is to hold.
    """
    findings = scan_dotenv(text)
    for name in _names(wanted):
        held = [
            finding
            for finding in findings
            if finding.variable == name and finding.context is Context.ASSIGNMENT
        ]
        # Of several lines for a variable the last one counts.
        if held and _last_counts(text, name, held[-1]):
            if held[-1].key == key:
                return name, True
            if isinstance(held[-1].flaw, Placeholder):
                return name, False
        elif not _is_assigned(text, name):
            return name, False
    raise AssertionError("numbers do not end")


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    for number in count(2):
        yield f"{wanted}_{number}"


def _assignments(name: str) -> str:
    return rf"(?m)^[^\S\r\n]*(?:export[^\S\r\n]+)?{escape(name)}[^\S\r\n]*=[^\S\r\n]*"


def _is_assigned(text: str, name: str) -> bool:
    """Whether a line gives the variable a value that is not empty."""
    values = regex(_assignments(name) + r"(?!\#|\"\"|'')\S", ASCII)
    return values.search(text.replace("\r", "\n")) is not None


def _last_counts(text: str, name: str, held: Finding) -> bool:
    """Whether no later line gives the variable another value, as far as a key is none."""
    behind = text[held.span.end :].replace("\r", "\n")
    return regex(_assignments(name), ASCII).search(behind) is None
