"""Where each key stands."""

import secrets

import pytest

from openrouter_lsp.keys import Fingerprint, Key
from openrouter_lsp.scanning import Lines, scan_dotenv
from openrouter_lsp.workspace import Places, Source


def new_key() -> Key:
    return Key("sk-or-v1-" + secrets.token_hex(32))


def source(uri: str, text: str, version: int | None = None) -> Source:
    return Source(uri, version, Lines(text), scan_dotenv(text), is_environment_file=True)


@pytest.fixture
def places() -> Places:
    return Places()


def holding(places: Places, key: Key) -> list[Source]:
    return [source for source in places if source.holds(key)]


def test_a_key_in_two_files_is_one_key_in_two_places(places: Places) -> None:
    key, other = new_key(), new_key()
    places.put(source("file:///a/.env", f"A={key.reveal()}\nB={key.reveal()}\n"))
    places.put(source("file:///b/.env", f"A={other.reveal()}\nB={key.reveal()}\n"))
    assert places.keys() == (key, other)
    assert [s.uri for s in holding(places, key)] == ["file:///a/.env", "file:///b/.env"]
    assert [s.uri for s in holding(places, other)] == ["file:///b/.env"]
    assert places.key(key.fingerprint) == key
    assert places.key(Fingerprint("0" * 64)) is None


def test_a_source_takes_the_place_of_the_one_before(places: Places) -> None:
    key = new_key()
    places.put(source("file:///a%40b/.env", f"A={new_key().reveal()}"))
    places.put(source("file:///a@b/.env", f"A={key.reveal()}", version=3))
    assert places.keys() == (key,)
    (only,) = places
    found = places.get("file:///a%40b/.env")
    assert found is only
    assert places.get("file:///a@b/.env") is only
    assert (found.uri, found.version) == ("file:///a@b/.env", 3)


def test_a_dropped_source_is_gone(places: Places) -> None:
    key = new_key()
    places.put(source("file:///a b/.env", f"A={key.reveal()}"))
    places.drop("file:///a%20b/.env")
    places.drop("file:///never/.env")
    assert list(places) == []
    assert places.keys() == ()
    assert list(holding(places, key)) == []
    assert places.get("file:///a%20b/.env") is None


def test_a_mention_in_a_comment_is_held_and_not_asked_about(places: Places) -> None:
    mentioned, switched_off = new_key(), new_key()
    text = f"# once it was {mentioned.reveal()}\n#A={switched_off.reveal()}\n"
    places.put(source("file:///.env", text))
    assert places.keys() == (switched_off,)
    assert places.key(mentioned.fingerprint) is None
    assert len(list(holding(places, mentioned))) == 1


def test_what_is_no_key_is_not_asked_about(places: Places) -> None:
    places.put(source("file:///.env", "A=sk-or-v1-your-key-here\nB=sk-or-v1-" + "0" * 64))
    assert places.keys() == ()


def test_sources_may_change_while_they_are_walked(places: Places) -> None:
    for name in "abc":
        places.put(source(f"file:///{name}", ""))
    for one in places:
        places.drop(one.uri)
    assert list(places) == []


def test_no_view_of_the_places_shows_a_key(places: Places) -> None:
    key = new_key()
    places.put(source("file:///.env", f"A={key.reveal()}"))
    assert key.reveal() not in repr(list(places))
