"""Asks OpenRouter about keys, and judges what it says. The only room that talks to OpenRouter.

How a new key is got is in `new_keys`, which is imported by itself: few sessions need it.
"""

from openrouter_lsp.checking.checker import MAX_AGE, KeyChecker, Remembers
from openrouter_lsp.checking.client import Asks, Gets, OpenRouterClient, Sends, connect
from openrouter_lsp.checking.hosts import OPENROUTER, BaseUrlError, choose_base_url
from openrouter_lsp.checking.judge import WARN_BEFORE, judge
from openrouter_lsp.checking.memory import Memory, memory_path
from openrouter_lsp.checking.opening import MANAGEMENT_KEY, open_checker
from openrouter_lsp.checking.past import Past
from openrouter_lsp.checking.record import NoRecord, Record
from openrouter_lsp.checking.record_search import find_record
from openrouter_lsp.checking.reply import Accepted, Refused, Reply, Unanswered, read_reply

__all__ = [
    "MANAGEMENT_KEY",
    "MAX_AGE",
    "OPENROUTER",
    "WARN_BEFORE",
    "Accepted",
    "Asks",
    "BaseUrlError",
    "Gets",
    "KeyChecker",
    "Memory",
    "NoRecord",
    "OpenRouterClient",
    "Past",
    "Record",
    "Refused",
    "Remembers",
    "Reply",
    "Sends",
    "Unanswered",
    "choose_base_url",
    "connect",
    "find_record",
    "judge",
    "memory_path",
    "open_checker",
    "read_reply",
]
