"""What terminals and log files show, from the wire to the user."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from openrouter_lsp.keys import Failure
from openrouter_lsp.lsp.run import Run
from openrouter_lsp.lsp.sightings import Restraint
from openrouter_lsp.lsp.telling import note, tell_failure
from openrouter_lsp.lsp.terminals import Terminals
from openrouter_lsp.lsp.watched_logs import Watched, WatchedLogs

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

PAUSE: Final = timedelta(minutes=15)
"""How long one key, or one kind of failure, is not told of again."""

_BREATH: Final = timedelta(seconds=5)
"""How long a command's failures of one kind count as one, so that not each has keys checked."""

_REGISTRATION: Final = "openrouter.watched_logs"


class Output:
    """Puts together what reads output and what tells of it.

    Args:
        ls: the server.
    """

    def __init__(self, ls: "OpenRouterServer") -> None:
        self._ls = ls
        self._is_registered = False
        self._following = asyncio.Lock()
        self.restraint = Restraint(PAUSE)
        self._breath = Restraint(_BREATH)
        self.terminals = Terminals(self._found, self._repeated)
        # Apart from the terminals, so that many of these do not push a log out.
        self._readers = Terminals(self._found, self._repeated)
        self.logs = WatchedLogs(self._readers, ls.session.start)

    async def follow_logs(self) -> None:
        """Follow the log files that the settings name, in the folders there are now."""
        watched = Watched(self._ls.folders(), self._ls.session.settings.watch_files)
        async with self._following:
            await self.logs.follow(watched)
            if not await self._register(watched) and watched.globs:
                self.logs.poll()
                self._ls.log("Log files are looked at every two seconds: the editor watches none.")

    def close(self) -> None:
        """Read nothing any more."""
        self.terminals.close()
        self._readers.close()

    def _found(self, run: Run, failure: Failure) -> None:
        about = (failure.kind, failure.certainty, failure.masked_key, failure.variable)
        thing = repr((run.terminal_id, run.number, *about))
        if self._breath.may_tell(thing, self._ls.session.clock()):
            self._ls.session.start(tell_failure(self._ls, run, failure))

    def _repeated(self, run: Run, failure: Failure) -> None:
        counted = self._ls.session.sightings.recount(run, failure)
        if counted is not None:
            note(self._ls, counted)

    async def _register(self, watched: Watched) -> bool:
        """Have the editor tell of changes of log files; tell whether it does."""
        ls = self._ls
        if self._is_registered:
            self._is_registered = False
            old = types.Unregistration(_REGISTRATION, types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
            try:
                await ls.client_unregister_capability_async(types.UnregistrationParams([old]))
            except JsonRpcException:
                ls.log("The editor goes on to tell of log files that are not watched any more.")
        abilities = ls.session.abilities
        if not (watched.globs and abilities.watched_files and abilities.relative_patterns):
            return False
        watchers = [
            types.FileSystemWatcher(types.RelativePattern(folder.as_uri(), glob))
            for folder in watched.folders
            for glob in watched.globs
        ]
        registration = types.Registration(
            id=_REGISTRATION,
            method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers),
        )
        try:
            await ls.client_register_capability_async(types.RegistrationParams([registration]))
        except JsonRpcException:
            return False
        self._is_registered = True
        return True
