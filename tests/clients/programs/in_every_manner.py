"""Prints one failure in every manner in which Python programs print theirs."""

import logging
from collections.abc import Callable
from typing import Any


def begin(manner: str) -> None:
    """Mark in the output where a manner begins."""
    print(f"@@@ {manner}", flush=True)


def in_every_manner(ask: Callable[[], Any]) -> None:
    """Call `ask`, and let its exception go through every manner, the last being uncaught."""
    logging.basicConfig(level=logging.INFO)
    log = logging.getLogger("app")
    begin("log")
    try:
        print(ask())
    except Exception as error:
        log.error("The model did not answer: %s", error)
        begin("log with traceback")
        log.exception("The model did not answer")
        begin("print")
        print("Error:", error)
        begin("print of repr")
        print(repr(error))
        begin("uncaught")
        raise
