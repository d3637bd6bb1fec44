"""What holds for every output, however it is cut; for the tests, and for fuzzing at length."""

import re

from hypothesis import strategies as st

from openrouter_lsp.keys import Failure
from openrouter_lsp.terminal import OutputReader, find_failures
from openrouter_lsp.terminal.screen.plain_text import PlainText
from tests.terminal.given import boxed, envelope, escaped, new_key, wrapped
from tests.terminal.outputs import chunks, outputs


def read(parts: list[str]) -> tuple[Failure, ...]:
    """The failures in an output that comes in parts."""
    reader = OutputReader()
    for part in parts:
        reader.feed(part)
    reader.settle()
    return reader.failures


def cutting_changes_nothing(data: st.DataObject) -> None:
    text = data.draw(outputs())
    whole = find_failures(text)
    assert read(data.draw(chunks(text))) == whole
    assert read(text.splitlines(keepends=True)) == whole


def characters_one_by_one_change_nothing(data: st.DataObject) -> None:
    text = data.draw(outputs())
    assert read(list(text)) == find_failures(text)


def what_is_kept_was_told(data: st.DataObject) -> None:
    text = data.draw(outputs())
    reader = OutputReader()
    told: list[Failure] = []
    for part in data.draw(chunks(text)):
        told += reader.feed(part)
        told += reader.settle()
    assert {failure.kind for failure in reader.failures} <= {failure.kind for failure in told}


def failures_are_well_formed(data: st.DataObject) -> None:
    text = data.draw(outputs())
    failures = find_failures(text)
    lines = PlainText().feed(text).count("\n") + 1
    for failure in failures:
        assert 1 <= failure.line <= lines
        assert failure.text
        assert len(failure.text) <= 300
        assert failure.text.isprintable()
        assert failure.count >= 1
        assert failure.message is None or len(failure.message) <= 200
    assert [failure.line for failure in failures] == sorted(failure.line for failure in failures)


def any_text_is_read(data: st.DataObject) -> None:
    text = data.draw(st.text())
    read([text, text])


KEY = new_key().reveal()
_DIGITS = re.compile("|".join(KEY[at : at + 8] for at in range(12, len(KEY) - 10)))
_FORMS = (
    "{key} 401 User not found.",
    "401 User not found. {key}",
    "Authorization: Bearer {key}\n401 User not found.",
    "OpenRouter: {body}",
    '{{"headers":{{"authorization":"Bearer {key}"}},"body":"401 User not found."}}',
    "OPENROUTER_API_KEY={key}\nopenrouter: HTTP 401 Unauthorized",
    "getaddrinfo ENOTFOUND openrouter.ai (key {key})",
    "x {key} OPENROUTER_API_KEY is missing {key}",
    "{key}{key} HTTP 402: This request requires more credits, or fewer max_tokens {key}",
)


def no_key_is_let_through(data: st.DataObject) -> None:
    form, level = data.draw(st.sampled_from(_FORMS)), data.draw(st.integers(0, 3))
    text = escaped(form.format(key=KEY, body=envelope(f"no {KEY} here")), level)
    width = data.draw(st.integers(12, 130))
    lines = wrapped(text, width)
    text = boxed(lines, width) if data.draw(st.booleans()) else "\n".join(lines)
    places = data.draw(st.sets(st.integers(0, len(text)), max_size=5))
    text = "".join("\x1b[31m" * (at in places) + char for at, char in enumerate(text))
    for failure in read(data.draw(chunks(text))):
        assert not _DIGITS.search(repr(failure).lower())


_ERRORS = (
    "Error code: 401 - " + envelope().replace('"', "'"),
    envelope(),
    "HTTP 401: User not found.",
)


def an_error_in_pieces_is_found_once(data: st.DataObject) -> None:
    error = data.draw(st.sampled_from(_ERRORS))
    reader = OutputReader()
    parts = data.draw(chunks(f"working\n{error}\nworking\n"))
    told = [failure for part in parts for failure in reader.feed(part)]
    told += reader.settle()
    (failure,) = told
    assert (failure.kind, failure.certainty, failure.line) == ("user_not_found", "likely", 2)
    assert reader.failures == (failure,)


PROPERTIES = (
    cutting_changes_nothing,
    characters_one_by_one_change_nothing,
    what_is_kept_was_told,
    failures_are_well_formed,
    any_text_is_read,
    no_key_is_let_through,
    an_error_in_pieces_is_found_once,
)
