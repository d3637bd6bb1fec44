"""What the final character of a control sequence does within the cursor's line."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from openrouter_lsp.terminal.screen.screen_line import ScreenLine

Command = Callable[[ScreenLine, int], None]


def _forward(line: ScreenLine, number: int) -> None:
    line.move_to(line.column + (number or 1))


def _back(line: ScreenLine, number: int) -> None:
    line.move_to(line.column - (number or 1))


def _to_column(line: ScreenLine, number: int) -> None:
    line.move_to(number - 1)


def _forward_by_tabs(line: ScreenLine, number: int) -> None:
    line.move_by_tabs(number or 1)


def _back_by_tabs(line: ScreenLine, number: int) -> None:
    line.move_by_tabs(-(number or 1))


def _insert(line: ScreenLine, number: int) -> None:
    line.insert(number or 1)


def _delete(line: ScreenLine, number: int) -> None:
    line.delete(number or 1)


def _erase(line: ScreenLine, number: int) -> None:
    line.erase(line.column, line.column + (number or 1))


def _repeat(line: ScreenLine, number: int) -> None:
    line.repeat(number or 1)


def _erase_in_line(line: ScreenLine, number: int) -> None:
    if number == 0 and not line.is_plain:
        line.erase(line.column)
    elif number == 1:
        line.erase(0, line.column + 1)
    elif number == 2:
        line.erase(0)


def _erase_in_display(line: ScreenLine, number: int) -> None:
    if number < 2:
        _erase_in_line(line, number)
    elif number == 2:
        line.leave(line.column)


# Takes the line and the sequence's first number, 0 where there is none.
LINE_COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "@": _insert,
        "C": _forward,
        "D": _back,
        "G": _to_column,
        "I": _forward_by_tabs,
        "J": _erase_in_display,
        "K": _erase_in_line,
        "P": _delete,
        "X": _erase,
        "Z": _back_by_tabs,
        "`": _to_column,
        "a": _forward,
        "b": _repeat,
    }
)
