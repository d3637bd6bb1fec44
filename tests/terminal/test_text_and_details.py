"""What a failure quotes and names: its line, its words, model, provider, variable, key."""

import re

import pytest

from openrouter_lsp.keys import Failure, mask
from openrouter_lsp.terminal import find_failures
from tests.terminal.given import boxed, envelope, escaped, new_key, wrapped


def only(text: str) -> Failure:
    (failure,) = find_failures(text)
    return failure


MESSAGES = {
    envelope(): "User not found.",
    "HTTP 401: User not found": "User not found",
    f'{{"body":"{escaped(envelope("Rate limit exceeded: free-models-per-day. "), 2)}"}}': (
        "Rate limit exceeded: free-models-per-day."
    ),
    "OpenRouter: " + envelope("It is 'over', \"friend\""): "It is 'over', \"friend\"",
    "{'error': {'message': 'Key limit exceeded (daily limit). Manage it using "
    "https://openrouter.ai/settings/keys', 'code': 403}}": (
        "Key limit exceeded (daily limit). Manage it using https://openrouter.ai/settings/keys"
    ),
    "403 Key limit exceeded (total\nlimit). Manage it\n": "Key limit exceeded (total limit). Manage it",
    "No endpoints found for maker/some-model:free.": "No endpoints found for maker/some-model:free.",
    "openrouter: HTTP 401 Unauthorized": None,
    "OpenRouter: "
    + envelope("the account of user_2abCDef01GHijkl is closed"): "the account of [id] is closed",
}


@pytest.mark.parametrize(("text", "message"), MESSAGES.items())
def test_message(text: str, message: str | None) -> None:
    assert only(text).message == message


def test_code() -> None:
    assert only(envelope()).code == 401
    assert only(envelope(code="401")).code == 401
    assert only("AI_APICallError: User not found.").code is None
    assert only("openrouter: HTTP 429 Too Many Requests").code == 429


def test_line_and_text() -> None:
    failure = only("one\ntwo\n  │ Error: 401 User not found.   │\nfour\n")
    assert (failure.line, failure.text) == (3, "Error: 401 User not found.")


def test_text_of_a_wrapped_line() -> None:
    line = "the assistant stopped, and said why: 401 User not found. Nothing was written to disk."
    failure = only("before\n" + boxed(wrapped(line, 40), 40))
    assert (failure.line, failure.text) == (3, line)


def test_text_of_a_boxed_line_that_is_broken_before_what_looks_like_a_beginning() -> None:
    line = "the assistant stopped, as its request was refused:" + "- 401 User not found."
    failure = only(boxed(wrapped(line, 50), 50))
    assert (failure.line, failure.text) == (2, line)


def test_text_of_a_long_line() -> None:
    for before, after in ((0, 9000), (9000, 0), (9000, 9000), (100_000, 100_000)):
        failure = only(f"{'x ' * before}401 User not found. {'y ' * after}")
        assert len(failure.text) <= 300
        assert "401 User not found." in failure.text


DETAILS = {
    "openrouter/maker/some-model: 401 User not found.": {"model": "maker/some-model"},
    "OpenRouter, model=maker/some-model:free\n401 User not found.": {
        "model": "maker/some-model:free"
    },
    '{"model":"maker/x-1.5","error":"401 User not found."}': {"model": "maker/x-1.5"},
    envelope("No endpoints found for maker/x:free.", 404): {"model": "maker/x:free"},
    "401 User not found. (key from OPENROUTER_API_KEY)": {"variable": "OPENROUTER_API_KEY"},
    "401 User not found. (key=<MY_SERVICE_API_KEY>)": {"variable": "MY_SERVICE_API_KEY"},
    "SOME_TOKEN is set, OR_API_KEY too\n401 User not found.": {"variable": "OR_API_KEY"},
    "401 User not found. key sk-or-v1-abc...789": {"masked_key": "sk-or-v1-abc...789"},
    '{"error":{"message":"Provider returned error","code":502,"metadata":{"raw":"x",'
    '"provider_name":"Some Maker"}}}': {"provider": "Some Maker"},
    "401 User not found.": {"model": None, "provider": None, "variable": None, "masked_key": None},
    "File a/b.py\n401 User not found. see docs/errors": {"model": None},
}


@pytest.mark.parametrize(("text", "details"), DETAILS.items())
def test_details(text: str, details: dict[str, str | None]) -> None:
    failure = only(text)
    assert {name: getattr(failure, name) for name in details} == details


KEY = new_key().reveal()
WITH_KEYS = {
    "beside it": f"401 User not found. key={KEY}",
    "before it": f"Bearer {KEY} -> 401 User not found.",
    "on the line before": f"{KEY}\n401 User not found.",
    "in the message": "OpenRouter: " + envelope(f"the key {KEY} is unknown"),
    "escaped": f'{{"log":"{escaped(f"key {KEY!r}: {envelope()}", 2)}"}}',
    "in capitals": f"401 User not found. key={KEY.upper()}",
    "twice": f"401 User not found. {KEY}{KEY}",
    "cut": f"401 User not found. key={KEY[:50]}",
    "in an address": f"https://openrouter.ai/x?key={KEY} 401 User not found.",
    "cut, on a line of its own": f"{KEY[:50]}\n401 User not found.",
    "its digits": f"401 User not found. key ending in {KEY[20:]}",
}


def check_no_key(failure: Failure) -> None:
    """No more of the key than its masked form has."""
    shown = repr(failure).lower().replace(mask(KEY), "").replace(KEY[:12], "")
    digits = KEY[9:]
    for at in range(len(digits) - 5):
        assert digits[at : at + 6] not in shown


@pytest.mark.parametrize("text", WITH_KEYS.values(), ids=WITH_KEYS)
def test_no_key_is_let_through(text: str) -> None:
    check_no_key(only(text))
    for width in (20, 33, 40, 64, 72):
        lines = wrapped(text, width)
        for shown in ("\n".join(lines), boxed(lines, width), "".join(f"   {x}\n" for x in lines)):
            for failure in find_failures(shown):
                check_no_key(failure)


def test_the_masked_form_is_told() -> None:
    assert only(WITH_KEYS["beside it"]).masked_key == mask(KEY)
    assert mask(KEY) in only(WITH_KEYS["beside it"]).text
    long = f"the program printed its key, {KEY}, and then: 401 User not found."
    assert only(boxed(wrapped(long, 50), 50)).masked_key == mask(KEY)


def test_a_number_after_a_cut_key_is_none_of_its_digits() -> None:
    assert only(f"key {KEY[:20]}\n401 User not found.").code == 401


def test_other_services_keys() -> None:
    for other in ("sk-proj-" + "a1B2" * 8, "gsk_" + "a1B2" * 8, "AIza" + "a1B2" * 8):
        assert other not in repr(only(f"401 User not found. used {other}"))


def test_control_characters_are_not_told() -> None:
    assert re.fullmatch(r"[ -~]+", only("401 User not found. \x07\x00\u200b\u202e end").text)
