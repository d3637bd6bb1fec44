"""Handlers whose modules are imported when they are first called, so that a start does not wait."""

from collections.abc import Awaitable, Callable
from importlib import import_module
from inspect import isawaitable
from typing import Any, Final

from openrouter_lsp.lsp.language_server import OpenRouterServer

ANYTHING: Final = object()
"""In the place of an argument's type: whatever comes, or nothing, as it came."""


def on_demand(place: str, argument: Any = None) -> Callable[..., Awaitable[Any]]:  # noqa: ANN401 - a type
    """Return what stands for a handler in a module of `features`.

    Args:
        place: the module and the function, `module.function`.
        argument: the type of its argument, by which pygls reads what comes; None where it has none.
    """

    async def with_argument(ls: OpenRouterServer, argument: object) -> object:
        return await _called(place, ls, argument)

    async def alone(ls: OpenRouterServer) -> object:
        return await _called(place, ls)

    async def with_anything(ls: OpenRouterServer, *arguments: object) -> object:
        return await _called(place, ls, *arguments)

    if argument is None:
        return alone
    if argument is ANYTHING:
        return with_anything
    with_argument.__annotations__["argument"] = argument
    return with_argument


async def _called(place: str, *arguments: object) -> object:
    module, _, function = place.partition(".")
    handler = getattr(import_module(f"openrouter_lsp.lsp.features.{module}"), function)
    result = handler(*arguments)
    return await result if isawaitable(result) else result
