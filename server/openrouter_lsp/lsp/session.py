"""One editor's session: what is looked at, what is known, what may be asked."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from lsprotocol import types

from openrouter_lsp.checking import KeyChecker
from openrouter_lsp.keys import Key, KeyStatus, Verdict
from openrouter_lsp.lsp.alarm import Alarm
from openrouter_lsp.lsp.client_abilities import ClientAbilities
from openrouter_lsp.lsp.converting import diagnostic_of, range_of
from openrouter_lsp.lsp.editor import Editor
from openrouter_lsp.lsp.expiry_notices import ExpiryNotices
from openrouter_lsp.lsp.ignoring import Ignoring
from openrouter_lsp.lsp.settings import Settings
from openrouter_lsp.lsp.shadows import Shadows
from openrouter_lsp.lsp.sightings import Sightings
from openrouter_lsp.lsp.standing import summary_of
from openrouter_lsp.reporting import (
    Problem,
    Summary,
    Surroundings,
    Unasked,
    problems_of,
)
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Places, Source, same_form


class Session:
    """Holds the places of the keys and asks about them, as far as that is allowed.

    Args:
        editor: the other end.
        clock: the time now, aware, UTC.
        open_checker: makes the checker for some settings.
        environment: the variables that the server was started with.
    """

    def __init__(
        self,
        editor: Editor,
        *,
        clock: Callable[[], datetime],
        open_checker: Callable[[Settings], KeyChecker],
        environment: Mapping[str, str],
    ) -> None:
        self.clock = clock
        self.places = Places()
        self.ignoring = Ignoring(self.log)
        self.sightings = Sightings()
        self.opened: dict[str, str] = {}
        """The open documents: their addresses in one form, and in the editor's."""
        self.settings = Settings()
        self.abilities = ClientAbilities()
        self.trusted = False
        self.ready = asyncio.Event()
        """Set once the settings and the workspace's trust are known. No key is sent before."""
        self.encoding = "utf-16"
        self.on_change: Callable[[], None] = lambda: None
        """Called when what is shown of keys may have changed; given by whoever composes."""
        self._editor = editor
        self._open_checker = open_checker
        self._checker = open_checker(self.settings)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._published: dict[str, tuple[str, list[types.Diagnostic]]] = {}
        self._told: Summary | None = None
        self._shadows = Shadows(environment, self.ignoring.has)
        self._alarm = Alarm(clock, ring=self.look_again, doubt=self._ask_anew)
        self._notices = ExpiryNotices(lambda words: editor.tell(words, types.MessageType.Warning))

    # What may be asked

    @property
    def unasked(self) -> Unasked | None:
        """Why no key is sent; None where keys may be sent."""
        if not self.ready.is_set():
            return Unasked.NOT_YET
        if not self.trusted:
            return Unasked.UNTRUSTED
        return None if self.settings.check_enabled else Unasked.SWITCHED_OFF

    def why_unasked(self, finding: Finding) -> Unasked | None:
        """Return why OpenRouter is not asked about a finding; None where it may be."""
        if finding.ignored is not None:
            return Unasked.IGNORED
        if finding.key is not None and not finding.is_to_be_checked:
            return Unasked.MENTION
        return self.unasked

    def apply(self, settings: Settings) -> None:
        """Let other settings hold.

        Effect: where OpenRouter is to be asked otherwise, what it said so far is forgotten, since
        it may have been another host.
        """
        if settings == self.settings:
            return
        before, self.settings = self.settings, settings
        if settings.asking != before.asking:
            self.start(self._checker.aclose())
            self._checker = self._open_checker(settings)
        self.look_again()

    def trust(self, *, trusted: bool) -> None:
        """Take the editor's word on whether the workspace is trusted."""
        self.trusted = trusted
        self.look_again()

    # What is looked at

    def look_at(self, source: Source) -> Source:
        """Show what is known of a source's keys now, and ask about the rest.

        Returns:
            The source, marked what in it is ignored.
        """
        source = self.ignoring.marked(source)
        self.places.put(source)
        self.publish(source)
        self.check_soon((*source.askable_keys(), *self._shadows.keys(source)))
        self.tell_status()
        return source

    def look_away(self, uri: str) -> None:
        """Show nothing at an address any more."""
        self.places.drop(uri)
        published = self._published.pop(same_form(uri), None)
        if published and published[1]:
            self._editor.publish(types.PublishDiagnosticsParams(uri, []))
        self.tell_status()

    def look_again(self) -> None:
        """Show everything anew, and ask about what is not known."""
        for source in map(self.ignoring.marked, self.places):
            self.places.put(source)
            self.publish(source)
            self.check_soon(self._shadows.keys(source))
        self.check_soon(self.places.keys())
        self.tell_status()
        self._follow_the_clock()

    def forget(self) -> None:
        """Let go of what was remembered from earlier sessions, and show what is left."""
        self._checker.forget()
        self.look_again()

    # What is known

    def verdict(self, finding: Finding) -> Verdict:
        """Return what is known of a finding at this moment."""
        if finding.key is None:
            return Verdict(KeyStatus.UNCHECKED)
        return self._checker.known(finding.key.fingerprint)

    def verdict_on(self, key: Key) -> Verdict:
        """Return what is known of a key at this moment."""
        return self._checker.known(key.fingerprint)

    def surroundings(self, source: Source, finding: Finding) -> Surroundings:
        """Return what the rules want to know of what stands around a finding."""
        used = self._shadows.key(source, finding)
        status = self.verdict_on(used).status if used else None
        return Surroundings(
            # What is no file is shared with nobody yet.
            is_environment_file=source.is_environment_file or not source.uri.startswith("file:"),
            is_committable=source.is_committable,
            shadowed_by=self._shadows.words_for(source, finding, status),
        )

    def all_surroundings(self, source: Source, finding: Finding) -> Surroundings:
        """Return the same, and what holds in some frameworks alone; for a hover, not a warning."""
        surroundings = self.surroundings(source, finding)
        if surroundings.shadowed_by is not None:
            return surroundings
        other = self._shadows.in_another_file(source, finding, self.places)
        return replace(surroundings, shadowed_by=other)

    def check_soon(self, keys: Iterable[Key], *, anew: bool = False) -> None:
        """Ask about keys in the background, as far as that is allowed and needed.

        Where it is not allowed, what is remembered of them is looked up, so that it can be told.
        """
        if self.unasked:
            if self.ready.is_set():
                self.start(self._checker.recall([key.fingerprint for key in keys]))
            return
        for key in keys:
            if anew or not self._checker.is_fresh(key.fingerprint):
                self.start(self.check(key, anew=anew))

    async def check(self, key: Key, *, anew: bool = False) -> Verdict:
        """Ask about a key, if that is allowed, and show the verdict wherever the key stands."""
        if self.unasked:
            return self.verdict_on(key)
        checker = self._checker
        question = asyncio.ensure_future(checker.check(key, anew=anew))
        self.tell_status()
        verdict = await question
        if checker is self._checker:
            for source in self.places:
                if source.holds(key) or key in self._shadows.keys(source):
                    self.publish(source)
            self.tell_status()
            self._follow_the_clock()
        return verdict

    def _follow_the_clock(self) -> None:
        """Wait for the next moment at which the clock alone changes something."""
        self._alarm.set(self._checker.next_change())

    def _ask_anew(self) -> None:
        """Ask about everything: the clock was set back, and what was told by it is in doubt."""
        self._follow_the_clock()
        shadows = (key for source in self.places for key in self._shadows.keys(source))
        self.check_soon({*self.places.keys(), *shadows}, anew=True)

    # What is shown

    def publish(self, source: Source) -> None:
        """Send a source's diagnostics, unless they are what the editor has.

        A source that an edit has overtaken is passed over: its positions are of the past, and
        the edit brings its own look.
        """
        if self.is_overtaken(source):
            return
        if not self.unasked:
            self._notices.look(source, self.verdict)
        diagnostics = [
            diagnostic_of(problem, range_of(source.lines, finding.span, self.encoding))
            for finding in source.findings
            # They stay on the screen, so they tell no stretch of time that grows old there.
            for problem in self.problems(source, finding, None)
        ]
        content = (source.uri, diagnostics)
        before = self._published.get(same_form(source.uri))
        if content == before or (before is None and not diagnostics):
            return
        self._published[same_form(source.uri)] = content
        self._editor.publish(
            types.PublishDiagnosticsParams(source.uri, diagnostics, source.version)
        )

    def problems(
        self, source: Source, finding: Finding, now: datetime | None
    ) -> tuple[Problem, ...]:
        """Return what is wrong with a finding, worst first, and where it was seen to fail.

        `now` is that of `problems_of`.
        """
        verdict, surroundings = self.verdict(finding), self.surroundings(source, finding)
        problems = problems_of(finding, verdict, surroundings, now)
        return self.sightings.added_to(problems, finding.key, now)

    def is_overtaken(self, source: Source) -> bool:
        """Whether the editor has the text in another version than the one that was scanned."""
        uri = self.opened.get(same_form(source.uri))
        return uri is not None and self._editor.version_of(uri) != source.version

    def tell_status(self) -> None:
        """Send the state of all keys, if it changed."""
        self.on_change()
        if not self.abilities.status:
            return
        summary = summary_of(self.places, self.verdict)
        if summary != self._told:
            self._told = summary
            self._editor.tell_status(summary)

    def log(self, sentence: str) -> None:
        """Put a line into the editor's log. Never with a key."""
        self._editor.log(sentence)

    # What is under way

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Let work run on its own, and hold on to it until it is done."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._finish)
        return task

    async def close(self) -> None:
        """Give up what is under way."""
        self._alarm.set(None)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._checker.aclose()

    def _finish(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.log(f"Work in the background failed: {type(error).__name__}.")
