"""The language server: where everything is composed."""

import gc
import os
from collections.abc import Callable
from datetime import UTC, datetime

from openrouter_lsp.checking import Memory, Sends, connect, memory_path
from openrouter_lsp.lsp.after_edits import AfterEdits
from openrouter_lsp.lsp.glances import Glances
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.log import keep_secrets_out_of_logs
from openrouter_lsp.lsp.registration import register
from openrouter_lsp.lsp.settings import Settings


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def create_server(
    clock: Callable[[], datetime] = now,
    open_client: Callable[[Settings], Sends] | None = None,
    open_memory: Callable[[Callable[[str], None]], Memory] | None = None,
    *,
    machine_settings: bool = False,
) -> OpenRouterServer:
    """Compose the server, its features registered.

    Args:
        clock: the time now, aware, UTC.
        open_client: makes the client that asks OpenRouter; by default over HTTP.
        open_memory: makes the memory of keys, given where to log; by default in the platform's
            state folder.
        machine_settings: whether a setting that only the machine's owner may give is taken from
            the editor: its user vouches, on the command line, that no project can set it there.
    """

    def in_the_state_folder(log: Callable[[str], None]) -> Memory:
        return Memory(memory_path(), clock=clock, log=log)

    def over_http(settings: Settings) -> Sends:
        return connect(settings.base_url, timeout=settings.timeout_seconds, clock=clock)

    server = OpenRouterServer(
        clock, open_client or over_http, open_memory or in_the_state_folder, os.environ
    )
    server.machine_settings = machine_settings
    server.after_edits = AfterEdits()
    server.glances = Glances(server)

    def on_change() -> None:
        server.news.tell()
        server.glances.look_soon()

    server.session.on_change = on_change
    register(server)
    return server


def serve_stdio(*, machine_settings: bool = False) -> int:
    """Serve one editor on standard input and output until it leaves; return the exit code.

    `machine_settings` is that of `create_server`.

    Effect: what is imported by now is left out of garbage collection for good, which is then on.
    """
    keep_secrets_out_of_logs()
    server = create_server(machine_settings=machine_settings)
    gc.freeze()
    gc.enable()
    server.start_io()
    return 0 if server.protocol.is_shut_down else 1
