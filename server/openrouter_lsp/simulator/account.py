"""What this OpenRouter holds: keys and workspaces."""

import hashlib
import secrets
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from openrouter_lsp.simulator.answers import Answer
from openrouter_lsp.simulator.states import State, Wording


def mint() -> str:
    """Make the text of a new key."""
    return f"sk-or-v1-{secrets.token_hex(32)}"


def fingerprint_of(text: str) -> str:
    """Return the SHA-256 of a key's text, lowercase hex: the API's `hash` of a key."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(slots=True)
class ScriptedAnswer:
    """An answer that comes before all else; `remaining` None is for ever."""

    answer: Answer
    remaining: int | None


@dataclass(slots=True, kw_only=True)
class SimulatedKey:
    """A key and all that is held of it. Amounts in US dollars, times aware, UTC.

    Read it as you like; change it through the simulator, which holds the account's lock.
    """

    text: str = field(repr=False)
    name: str
    state: State
    created_at: datetime
    workspace_id: str
    updated_at: datetime | None = None
    expires_at: datetime | None = None
    disabled: bool = False
    deleted: bool = False
    management: bool = False
    limit: float | None = None
    limit_reset: str | None = None
    include_byok_in_limit: bool = False
    usage: float = 0.0
    out_of_credits: bool = False
    wording: Wording | None = None
    refused_as_expired: int = 0
    scripted: list[ScriptedAnswer] = field(default_factory=list)
    delay: float | None = None
    released: threading.Event | None = None
    """Set once a slow key may be answered; None for a key that is not slow."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the text, lowercase hex."""
        return fingerprint_of(self.text)

    @property
    def label(self) -> str:
        """The masked form that OpenRouter shows."""
        return f"{self.text[:12]}...{self.text[-3:]}"

    @property
    def limit_remaining(self) -> float | None:
        """What is left to spend, never below zero; None without a limit."""
        return None if self.limit is None else max(0.0, round(self.limit - self.usage, 6))

    def has_expired(self, now: datetime) -> bool:
        """Tell whether its time is over."""
        return self.expires_at is not None and self.expires_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A workspace; ids are UUIDs."""

    id: str
    name: str
    slug: str
    created_at: datetime
    description: str | None = None
    default_text_model: str | None = None
    default_image_model: str | None = None
    default_provider_sort: str | None = None


class Account:
    """The keys and workspaces of the one user here.

    `lock` guards everything in it; who changes or answers holds it.

    Attributes:
        clock: tells the time, aware.
        wording: how expired keys are refused, where a key does not say otherwise.
        outage: while True, good keys too are answered `User not found.` (seen once).
        expired_stay_listed: whether the management API still lists expired keys (a guess).
    """

    def __init__(self, clock: Callable[[], datetime], wording: Wording) -> None:
        self.lock = threading.RLock()
        self.clock = clock
        self.wording = wording
        self.outage = False
        self.expired_stay_listed = True
        self._keys: dict[str, SimulatedKey] = {}
        self.workspaces = [
            Workspace(id=str(uuid.uuid4()), name="Default", slug="default", created_at=clock())
        ]

    @property
    def default_workspace_id(self) -> str:
        """Where keys live that name no workspace."""
        return self.workspaces[0].id

    def has_workspace(self, workspace_id: str) -> bool:
        """Tell whether there is a workspace of this id."""
        return any(one.id == workspace_id for one in self.workspaces)

    @property
    def keys(self) -> tuple[SimulatedKey, ...]:
        """Every key ever made, oldest first; the deleted ones too."""
        with self.lock:
            return tuple(self._keys.values())

    def add(self, key: SimulatedKey) -> None:
        """Take a key in."""
        with self.lock:
            self._keys[key.fingerprint] = key

    def find(self, fingerprint: str | None) -> SimulatedKey | None:
        """Find a key that is not deleted."""
        with self.lock:
            key = self._keys.get(fingerprint or "")
            return None if key is None or key.deleted else key

    def listed(self) -> list[SimulatedKey]:
        """Return the keys that the management API shows, oldest first.

        That management keys are not among them is a guess.
        """
        now = self.clock()
        return [
            key
            for key in self.keys
            if not key.deleted
            and not key.management
            and (self.expired_stay_listed or not key.has_expired(now))
        ]
