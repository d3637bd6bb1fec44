"""Colours and marks, for dark and for light terminals alike."""

from typing import Final

from rich.theme import Theme

# Each in the middle between black and white, so that it stands out from either.
RED: Final = "#e03131"
YELLOW: Final = "#b08400"
BLUE: Final = "#2f81d6"
GREEN: Final = "#2f9e44"
GREY: Final = "#7d8590"

MARKS: Final = {"error": "✗", "warning": "!", "information": "?", "hint": "·", "none": "✓"}
"""By severity; `none` where all is well."""
COLOURS: Final = {
    "error": RED, "warning": YELLOW, "information": BLUE, "hint": GREY, "none": GREEN,
}  # fmt: skip
SQUIGGLES: Final = {"error": "~", "warning": "~", "information": "~", "hint": "·"}

SEVERITIES: Final = ("error", "warning", "information", "hint")
"""In the order of the protocol, which counts from 1."""

STATUS_BARS: Final = {
    "error": "bold white on #b3261e",
    "warning": "bold white on #8a6500",
    "information": "white on #1f6feb",
    "none": "white on #1f6feb",
}

THEME: Final = Theme(
    {
        "markdown.code": f"bold {BLUE}",
        "markdown.h3": "bold",
        "markdown.link": f"underline {BLUE}",
        "markdown.link_url": f"underline {BLUE}",
        "markdown.list": "default",
        "markdown.item.bullet": GREY,
        "rule.line": GREY,
    }
)
