"""Asks OpenRouter about keys, and judges what it says. The only room that talks to OpenRouter."""

from openrouter_lsp.checking.callback_server import (
    CallbackServer,
    Code,
    Denied,
    Outcome,
    TimedOut,
)
from openrouter_lsp.checking.checker import MAX_AGE, KeyChecker, Remembers
from openrouter_lsp.checking.client import Asks, Gets, OpenRouterClient, Sends, connect
from openrouter_lsp.checking.hosts import OPENROUTER, BaseUrlError, choose_base_url
from openrouter_lsp.checking.judge import WARN_BEFORE, judge
from openrouter_lsp.checking.key_making import (
    MadeKey,
    NotDone,
    Step,
    delete,
    disable,
    make_like,
)
from openrouter_lsp.checking.memory import Memory, memory_path
from openrouter_lsp.checking.opening import MANAGEMENT_KEY, open_checker
from openrouter_lsp.checking.record import NoRecord, Record
from openrouter_lsp.checking.record_search import find_record
from openrouter_lsp.checking.reply import Accepted, Refused, Reply, Unanswered, read_reply
from openrouter_lsp.checking.sign_in import NotSignedIn, Refusal, SignIn

__all__ = [
    "MANAGEMENT_KEY",
    "MAX_AGE",
    "OPENROUTER",
    "WARN_BEFORE",
    "Accepted",
    "Asks",
    "BaseUrlError",
    "CallbackServer",
    "Code",
    "Denied",
    "Gets",
    "KeyChecker",
    "MadeKey",
    "Memory",
    "NoRecord",
    "NotDone",
    "NotSignedIn",
    "OpenRouterClient",
    "Outcome",
    "Record",
    "Refusal",
    "Refused",
    "Remembers",
    "Reply",
    "Sends",
    "SignIn",
    "Step",
    "TimedOut",
    "Unanswered",
    "choose_base_url",
    "connect",
    "delete",
    "disable",
    "find_record",
    "judge",
    "make_like",
    "memory_path",
    "open_checker",
    "read_reply",
]
