"""A new key through the browser."""

from typing import Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from openrouter_lsp.checking.new_keys import (
    CallbackServer,
    Code,
    Denied,
    NotSignedIn,
    Refusal,
    SignIn,
)
from openrouter_lsp.lsp.asking import ask_for_text, shown_waiting
from openrouter_lsp.lsp.external_address import external_address
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import CodeArgument, NewKeyArgument
from openrouter_lsp.lsp.new_keys import NewKey
from openrouter_lsp.lsp.replacing import Target
from openrouter_lsp.lsp.sign_ins import AwaitsCode
from openrouter_lsp.lsp.targets import is_allowed, wanted_target
from openrouter_lsp.reporting.actions import (
    CANCELLED,
    NO_ADDRESS,
    NO_SIGN_IN,
    TIMED_OUT,
    browser_words,
    code_words,
    denied_words,
    key_name,
    not_signed_in_words,
)

_ERROR: Final = types.MessageType.Error


async def sign_in(ls: OpenRouterServer, argument: NewKeyArgument) -> None:
    """Begin a sign-in, whose key goes to the place that was pointed at."""
    target = await wanted_target(ls, argument)
    if target is None:
        return
    if not ls.client.base_url:
        ls.tell(NO_ADDRESS, _ERROR)
        return
    # Not waited for: a person takes minutes.
    ls.session.start(_sign_in(ls, target))


async def finish_sign_in(ls: OpenRouterServer, argument: CodeArgument) -> None:
    """Take the code that OpenRouter's page showed."""
    awaits = ls.sign_ins.awaits_code
    if not await is_allowed(ls):
        return
    if awaits is None:
        ls.tell(NO_SIGN_IN, types.MessageType.Warning)
        return
    # Not waited for: it may end with a question.
    ls.session.start(_exchange(ls, awaits, argument.code))


async def _sign_in(ls: OpenRouterServer, target: Target) -> None:
    name, is_remote = key_name(ls.session.clock()), _is_remote(ls)
    if is_remote and ls.sign_ins.forwarding_failed:
        await _sign_in_by_code(ls, target)
        return
    ticket = ls.sign_ins.begin()
    async with CallbackServer() as server:
        if is_remote and not await _is_forwarded(ls, server):
            ls.session.start(_sign_in_by_code(ls, target))
            return
        begun = SignIn(ls.client.base_url, callback_url=server.url, label=name, state=server.state)
        if not await _open(ls, begun.url):
            ls.session.start(_sign_in_by_code(ls, target))
            return
        async with shown_waiting(ls, "Waiting for the browser", ls.sign_ins.cancel):
            outcome = await ls.sign_ins.come_back(server, ticket)
        # Where the address leads nowhere, the next attempt is not to end there as well.
        ls.sign_ins.forwarding_failed = is_remote and not isinstance(outcome, Code | Denied)
    if isinstance(outcome, Code):
        await _exchange(ls, AwaitsCode(begun, name, target), outcome.text)
    elif isinstance(outcome, Denied):
        ls.tell(denied_words(outcome.quote), types.MessageType.Warning)
    else:
        ls.tell(CANCELLED if outcome is None else TIMED_OUT, types.MessageType.Warning)


async def _sign_in_by_code(ls: OpenRouterServer, target: Target) -> None:
    """Have OpenRouter's page show a code, for the user to bring."""
    name = key_name(ls.session.clock())
    begun = SignIn(ls.client.base_url, callback_url=None, label=name)
    awaits = AwaitsCode(begun, name, target)
    ls.sign_ins.awaits_code = awaits
    is_open = ls.session.abilities.show_document and await _open(ls, awaits.sign_in.url)
    inputs = ls.session.abilities.inputs
    if not (is_open and inputs):
        ls.tell(code_words(None if is_open else awaits.sign_in.url, by_command=not inputs))
    while ls.sign_ins.awaits_code is awaits:
        code = await ask_for_text(
            ls, "Code from OpenRouter", "Paste the code that OpenRouter's page shows", secret=False
        )
        if code is None:
            if inputs:
                ls.tell(CANCELLED, types.MessageType.Warning)
                ls.sign_ins.awaits_code = None
            return
        await _exchange(ls, awaits, code)


async def _exchange(ls: OpenRouterServer, awaits: AwaitsCode, code: str) -> None:
    """Turn a code into a key, and deliver that. A code that is not taken can be given again."""
    result = await awaits.sign_in.exchange(code, ls.client)
    is_open = isinstance(result, NotSignedIn) and result.refusal is Refusal.CODE
    if ls.sign_ins.awaits_code is awaits and not is_open:
        ls.sign_ins.awaits_code = None
    if isinstance(result, NotSignedIn):
        # It may be put into the box, and brought by the command too.
        if not awaits.sign_in.took(code):
            ls.tell(_words(result, awaits.name), _ERROR)
    else:
        await ls.new_keys.deliver(NewKey(result, awaits.target, awaits.name))


async def _open(ls: OpenRouterServer, url: str) -> bool:
    """Open a page in the browser, or have the user do so where the editor opens none.

    Returns:
        False where the editor tried to, and could not.
    """
    if not ls.session.abilities.show_document:
        ls.tell(browser_words(url))
        return True
    params = types.ShowDocumentParams(uri=url, external=True, take_focus=True)
    try:
        return (await ls.window_show_document_async(params)).success
    except JsonRpcException:
        return False


def _is_remote(ls: OpenRouterServer) -> bool:
    """Whether the browser runs on another machine than the server; by SSH where nobody says."""
    remote = ls.session.abilities.remote
    return "SSH_CONNECTION" in ls.environment if remote is None else remote


async def _is_forwarded(ls: OpenRouterServer, server: CallbackServer) -> bool:
    """Whether the editor brings the browser to a callback server all the same."""
    address = await external_address(ls, server.origin)
    return address is not None and server.come_by(address)


def _words(failed: NotSignedIn, name: str) -> str:
    return not_signed_in_words(failed.refusal, failed.quote, failed.fault, name)
