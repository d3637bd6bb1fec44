"""Writes the pages that are made from the code: `make docs`."""

from docs.verdicts import PAGE, page

PAGE.write_text(page(), encoding="utf-8")
