"""New keys: through the browser (OAuth with PKCE), or made with a management key."""

from openrouter_lsp.checking.new_keys.callback_server import (
    CallbackServer,
    Code,
    Denied,
    Outcome,
    TimedOut,
)
from openrouter_lsp.checking.new_keys.key_making import (
    MadeKey,
    NotDone,
    Step,
    delete,
    disable,
    make_like,
)
from openrouter_lsp.checking.new_keys.sign_in import NotSignedIn, Refusal, SignIn

__all__ = [
    "CallbackServer",
    "Code",
    "Denied",
    "MadeKey",
    "NotDone",
    "NotSignedIn",
    "Outcome",
    "Refusal",
    "SignIn",
    "Step",
    "TimedOut",
    "delete",
    "disable",
    "make_like",
]
