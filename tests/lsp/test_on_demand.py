"""What is imported when it is first called is there, and takes what pygls was told it takes."""

import re
from importlib import import_module
from inspect import getsource, signature
from typing import get_type_hints

import pytest

from openrouter_lsp.lsp import registration

_TABLE = getsource(registration)
_PLACES = re.findall(r'on_demand\(\s*"([a-z_]+)\.([a-z_]+)"(?:, (?:types\.)?(\w+))?', _TABLE)


@pytest.mark.parametrize(("module", "function", "argument"), _PLACES)
def test_handlers_that_are_imported_late_are_there(
    module: str, function: str, argument: str
) -> None:
    handler = getattr(import_module(f"openrouter_lsp.lsp.features.{module}"), function)
    _, *rest = signature(handler).parameters
    hints = get_type_hints(handler)
    wanted = {"": [], "ANYTHING": ["object"]}.get(argument, [argument])
    assert [hints[name].__name__ for name in rest] == wanted


def test_all_of_them_are_looked_at() -> None:
    assert len(_PLACES) == _TABLE.count("on_demand(")
    assert len(_PLACES) > 10
