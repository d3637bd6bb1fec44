"""The HTTP itself: connections, odd requests, the record, the gate, the end."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from openrouter_lsp.simulator import RequestRecord, Simulator, State

if TYPE_CHECKING:
    from datetime import datetime

    from tests.simulator.conftest import Asker, ManualClock


def spoken(sim: Simulator, raw: bytes) -> bytes:
    """Send bytes, end the sending side, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", sim.port), timeout=5) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_one_connection_carries_many_requests(sim: Simulator) -> None:
    connection = HTTPConnection("127.0.0.1", sim.port, timeout=5)
    connection.connect()
    line = connection.sock
    for method, path, body in (
        ("GET", "/api/v1/models", None),
        ("POST", "/api/v1/keys", b"{not json"),
        ("HEAD", "/api/v1/key", None),
        ("GET", "/nowhere", None),
        ("GET", "/api/v1/models", None),
    ):
        connection.request(method, path, body)
        response = connection.getresponse()
        length = len(response.read())
        assert method == "HEAD" or response.headers["Content-Length"] == str(length)
        assert connection.sock is line
    connection.close()
    assert len(sim.requests) == 5


def test_head_brings_no_body(sim: Simulator) -> None:
    head, _, body = spoken(sim, b"HEAD /api/v1/key HTTP/1.1\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 405 ")
    assert body == b""


def test_the_head_of_an_answer(ask: Asker, clock: ManualClock) -> None:
    answer = ask("GET", "/models")
    assert answer.http_version == "HTTP/1.1"
    assert answer.headers["Date"] == "Mon, 23 Nov 2026 10:00:00 GMT"
    assert answer.headers["Server"].strip() == "openrouter-simulator"
    clock.advance(days=1)
    assert ask("GET", "/models").headers["Date"] == "Tue, 24 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize("path", ["", "/", "/nowhere", "/key/", "/keys/a/b", "/models/x"])
def test_unknown_paths(sim: Simulator, ask: Asker, path: str) -> None:
    answer = ask("GET", path, sim.add())
    assert answer.status_code == 404
    assert answer.json() == {"error": {"message": "Resource not found", "code": 404}}


def test_methods_that_a_path_has_not(ask: Asker) -> None:
    answer = ask("DELETE", "/keys")
    assert answer.status_code == 405
    assert answer.json()["error"]["code"] == 405
    assert answer.headers["Allow"] == "GET, POST"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff\xfe", b"null", b'{"a": ' * 5000, b"[" * 100_000]
)
def test_bodies_that_are_no_json_object(sim: Simulator, ask: Asker, body: bytes) -> None:
    for path, key in (
        ("/auth/keys", None),
        ("/keys", sim.add(State.MANAGEMENT)),
        ("/chat/completions", sim.add()),
    ):
        answer = ask("POST", path, key, content=body)
        assert answer.status_code == 400
        assert answer.json()["error"]["code"] == 400
    assert ask.chat(sim.add(), messages=[]).status_code == 400


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"POST /api/v1/keys HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n", 413),
        (b"POST /api/v1/keys HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", 413),
        (b"POST /api/v1/keys HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /api/v1/keys HTTP/1.1\r\nContent-Length: 1_0\r\n\r\n", 400),
        (b"POST /api/v1/keys HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"GET http://[ HTTP/1.1\r\n\r\n", 400),
        (b"GET /?" + b"a&" * 200 + b" HTTP/1.1\r\n\r\n", 400),
        (b"BREW /coffee HTTP/1.1\r\n\r\n", 501),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
    ],
)
def test_requests_that_cannot_be_read(sim: Simulator, raw: bytes, status: int) -> None:
    head, _, body = spoken(sim, raw).partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"application/json" in head
    assert f'"code":{status}'.encode() in body
    assert b"Traceback" not in body


def test_a_client_that_leaves_is_nobodys_fault(sim: Simulator, ask: Asker) -> None:
    assert spoken(sim, b"POST /api/v1/keys HTTP/1.1\r\nContent-Length: 10\r\n\r\nab") == b""
    key = sim.add(State.SLOW)
    with socket.create_connection(("127.0.0.1", sim.port), timeout=5) as line:
        line.sendall(f"GET /api/v1/key HTTP/1.1\r\nAuthorization: Bearer {key}\r\n\r\n".encode())
        sim.wait_for_requests(1)
    sim.release(key)
    assert ask.about(sim.add()).status_code == 200


def test_the_record_of_requests_holds_no_key(
    sim: Simulator, ask: Asker, clock: ManualClock
) -> None:
    key = sim.add()
    came = clock.now
    ask.about(key)
    clock.advance(seconds=5)
    ask("GET", "/keys", params={"offset": 3})
    fingerprint = hashlib.sha256(key.encode()).hexdigest()
    assert sim.requests == (
        RequestRecord("GET", "/api/v1/key", "", fingerprint, came),
        RequestRecord("GET", "/api/v1/keys", "offset=3", None, clock.now),
    )
    assert key not in repr(sim.requests)
    assert key not in repr(sim.keys)
    sim.forget_requests()
    assert len(sim.requests) == 0


def test_a_bearer_that_is_no_key_has_a_fingerprint_too(sim: Simulator, ask: Asker) -> None:
    ask("GET", "/models", "junk")
    spoken(sim, b"GET /api/v1/key HTTP/1.1\r\nAuthorization: bearer \xff\xfe\r\n\r\n")
    prints = [one.fingerprint for one in sim.requests]
    assert prints[0] == hashlib.sha256(b"junk").hexdigest()
    assert prints[1] is not None


def test_waiting_for_requests(sim: Simulator, ask: Asker) -> None:
    with pytest.raises(TimeoutError, match="0 of 1"):
        sim.wait_for_requests(1, timeout=0.01)
    thread = threading.Thread(target=lambda: ask("GET", "/models"))
    thread.start()
    assert [one.path for one in sim.wait_for_requests(1)] == ["/api/v1/models"]
    thread.join(5)


def test_the_gate_shows_how_many_ask_at_once(sim: Simulator, ask: Asker) -> None:
    key = sim.add()
    with ThreadPoolExecutor(4) as pool:
        with sim.hold():
            asked = [pool.submit(ask.about, key) for _ in range(4)]
            sim.wait_for_requests(4)
            assert not any(one.done() for one in asked)
        assert [one.result(5).status_code for one in asked] == [200] * 4
    ask.about(key)
    assert sim.peak_parallel == 4
    sim.forget_requests()
    for _ in range(3):
        ask.about(key)
    assert sim.peak_parallel == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "", "::", "::1", "localhost", "192.168.1.1"])
def test_nothing_but_loopback(host: str) -> None:
    with pytest.raises(ValueError, match=r"127\.0\.0\.1 only"):
        Simulator(host=host)


def test_the_addresses(sim: Simulator) -> None:
    url = urlsplit(sim.base_url)
    assert (url.scheme, url.hostname, url.port, url.path) == (
        "http",
        "127.0.0.1",
        sim.port,
        "/api/v1",
    )
    assert sim.sign_in_url == f"http://127.0.0.1:{sim.port}/auth"
    assert sim._server is not None
    assert sim._server.socket.getsockname() == ("127.0.0.1", sim.port)


def test_a_port_in_use(sim: Simulator) -> None:
    second = Simulator(port=sim.port)
    with pytest.raises(OSError, match=re.escape(os.strerror(errno.EADDRINUSE))):
        second.start()
    second.close()


def test_the_end_frees_port_threads_and_those_who_wait(clock: ManualClock) -> None:
    before = set(threading.enumerate())
    sim = Simulator(clock=clock)
    with pytest.raises(RuntimeError):
        _ = sim.port
    sim.start()
    port = sim.port
    idle = HTTPConnection("127.0.0.1", port, timeout=5)
    idle.request("GET", "/api/v1/models")
    idle.getresponse().read()
    waiting = HTTPConnection("127.0.0.1", port, timeout=5)
    key = sim.add(State.SLOW)
    waiting.request("GET", "/api/v1/key", headers={"Authorization": f"Bearer {key}"})
    sim.wait_for_requests(2)
    with sim.hold():
        sim.close()
    assert set(threading.enumerate()) - before == set()
    idle.close()
    waiting.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    sim.close()
    with Simulator(port=port) as again:
        assert again.port == port


def test_a_broken_simulator_says_so_at_the_end(clock: ManualClock) -> None:
    broken = threading.Event()

    def unreliable() -> datetime:
        if broken.is_set():
            broken.clear()
            raise ZeroDivisionError
        return clock()

    sim = Simulator(clock=unreliable)
    sim.start()
    broken.set()
    connection = HTTPConnection("127.0.0.1", sim.port, timeout=5)
    connection.request("GET", "/api/v1/models")
    response = connection.getresponse()
    assert response.status == 500
    assert b"ZeroDivision" not in response.read()
    connection.close()
    with pytest.raises(RuntimeError) as caught:
        sim.close()
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
