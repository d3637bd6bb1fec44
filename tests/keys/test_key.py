"""A key is never shown by accident."""

import copy
import dataclasses
import hashlib
import json
import logging
import pickle
import secrets
import traceback
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openrouter_lsp.keys import Key, mask
from openrouter_lsp.scanning import scan_text


def new_text() -> str:
    return "sk-or-v1-" + secrets.token_hex(32)


def ensure_hidden(shown: str, text: str) -> None:
    """No more of the key than OpenRouter's own label shows: 3 digits at each end."""
    digits = text.removeprefix("sk-or-v1-")
    assert text not in shown
    for start in range(len(digits) - 8):
        assert digits[start : start + 8] not in shown


def test_a_key_tells_its_fingerprint_and_label() -> None:
    text = new_text()
    key = Key(text)
    assert key.reveal() == text
    assert key.fingerprint == hashlib.sha256(text.encode()).hexdigest()
    assert key.masked == str(key) == f"{text[:12]}...{text[-3:]}"


SHOWS: dict[str, Callable[[Key], str]] = {
    "str": str,
    "repr": repr,
    "f-string": lambda key: f"{key} {key!s} {key!r} {key!a}",
    "f-string with a width": lambda key: f"{key:>40}|{key:.5}",
    "format": "{0} {0!r} {0:^30}".format,
    "percent": lambda key: "%s %r %a" % (key, key, key),  # noqa: UP031 - under test
    "in a list": lambda key: str([key, {key: key}]),
    "in a dataclass": lambda key: repr(scan_text(key.reveal())),
    "json with default": lambda key: json.dumps({"key": key}, default=str),
}


@pytest.mark.parametrize("show", SHOWS.values(), ids=SHOWS.keys())
def test_to_show_a_key_shows_its_label(show: Callable[[Key], str]) -> None:
    text = new_text()
    shown = show(Key(text))
    ensure_hidden(shown, text)
    assert "sk-or" in shown


REFUSED: dict[str, Callable[[Key], object]] = {
    "pickle": pickle.dumps,
    "old pickle": lambda key: pickle.dumps(key, protocol=0),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "asdict": lambda key: dataclasses.asdict(scan_text(key.reveal())[0]),
    "json": json.dumps,
    "vars": vars,
}


@pytest.mark.parametrize("take_apart", REFUSED.values(), ids=REFUSED.keys())
def test_a_key_is_not_taken_apart(take_apart: Callable[[Key], object]) -> None:
    text = new_text()
    with pytest.raises(TypeError) as caught:
        take_apart(Key(text))
    ensure_hidden(str(caught.value), text)


def test_a_log_shows_the_label(caplog: pytest.LogCaptureFixture) -> None:
    text = new_text()
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("any").debug("about %s and %r", Key(text), [Key(text)])
    ensure_hidden(caplog.text, text)
    assert text[:12] in caplog.text


def test_a_traceback_with_its_variables_shows_the_label() -> None:
    text = new_text()

    def fail(key: Key) -> None:
        raise RuntimeError(f"about {key}")

    try:
        fail(Key(text))
    except RuntimeError as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        innermost = told.stack[-1]
        assert innermost.locals is not None
        ensure_hidden(str(innermost.locals), text)
        ensure_hidden(str(told), text)


def test_keys_are_equal_when_their_texts_are() -> None:
    text = new_text()
    assert Key(text) == Key(text)
    assert Key(text) != Key(new_text())
    assert Key(text) != text
    assert len({Key(text), Key(text)}) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1],
        lambda text: text + "0",
        lambda text: text + "\n",
        lambda text: " " + text,
        lambda text: text[:-1] + "g",
        lambda text: text[:-1] + "A",
        lambda text: text[:-1] + "١",  # noqa: RUF001 - a digit, but none of a key
        lambda text: text.replace("or", "OR"),
        lambda text: text.replace("v1", "v2"),
        lambda _: "",
    ],
)
def test_what_is_no_key_is_refused_and_not_quoted(spoil: Callable[[str], str]) -> None:
    text = new_text()
    with pytest.raises(ValueError, match="64 lowercase hex digits") as caught:
        Key(spoil(text))
    ensure_hidden(str(caught.value), text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "..."),
        ("sk-or-v1-abc", "sk-or-v1-abc..."),
        ("sk-or-v1-" + 30 * "0", "sk-or-v1-000..."),
        ("sk-or-v1-" + 28 * "0" + "789", "sk-or-v1-000...789"),
        ("sk-or-v1-\n" + 30 * "0", "sk-or-v1- 00...000"),
    ],
)
def test_masks(text: str, shown: str) -> None:
    assert mask(text) == shown


@given(st.text())
@example("x" * 39)
@example("x" * 40)
@example("\u2028" * 50)
def test_a_mask_shows_12_and_3_characters_at_most_on_one_line(text: str) -> None:
    shown = mask(text)
    assert shown.isprintable()
    assert len(shown) <= min(len(text), 12) + 3 + (3 if len(text) >= 40 else 0)
    assert len(shown.splitlines()) == 1
