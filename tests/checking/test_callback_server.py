"""The page on loopback that the browser comes back to, called as browsers and others call it."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import SplitResult, urlsplit

import pytest

from openrouter_lsp.checking.new_keys.callback_server import CallbackServer, Code, Denied, TimedOut


@pytest.fixture
async def server() -> AsyncIterator[CallbackServer]:
    async with CallbackServer() as listening:
        yield listening


async def call(server: CallbackServer, query: str, **other: str) -> tuple[int, str]:
    """Call as a browser does; `other` says what is to be different. Return status and all."""
    parts = urlsplit(server.url)
    wanted = {"method": "GET", "path": parts.path, "host": parts.netloc} | other
    request = (
        f"{wanted['method']} {wanted['path']}?{query} HTTP/1.1\r\nHost: {wanted['host']}\r\n\r\n"
    )
    answer = await send(server, request.encode())
    return int(answer.split(" ")[1]), answer


async def send(server: CallbackServer, request: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
    writer.write(request)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


async def test_a_code_comes_back(server: CallbackServer) -> None:
    status, answer = await call(server, f"code=a%2Fb&state={server.state}")

    assert status == 200
    assert "go back to your editor" in answer
    assert "a/b" not in answer
    assert await server.wait(0) == Code("a/b")
    assert "a/b" not in repr(await server.wait(0))


@pytest.mark.parametrize(
    ("query", "quote"),
    [
        ("error=access_denied&error_description=The+user+said+no", "The user said no"),
        ("error=access_denied", "access_denied"),
        ("", None),
        ("code=", None),
        ("error=%0d%0a%3Cscript%3E", "<script>"),
    ],
)
async def test_a_denial_comes_back(server: CallbackServer, query: str, quote: str | None) -> None:
    status, answer = await call(server, f"{query}&state={server.state}")

    assert status == 200
    assert "No key was made" in answer
    assert "<script>" not in answer
    assert await server.wait(0) == Denied(quote)


@pytest.mark.parametrize(
    ("query", "other", "status"),
    [
        ("code=c&state={state}", {"path": "/"}, 404),
        ("code=c&state={state}", {"path": "/favicon.ico"}, 404),
        ("code=c&state={state}", {"path": "//[x"}, 400),
        ("code=c&state={state}", {"host": "rebound.example"}, 404),
        ("code=c&state={state}", {"host": "localhost"}, 404),
        ("code=c&state={state}", {"method": "POST"}, 405),
        ("code=c&state={state}", {"method": "HEAD"}, 405),
        ("code=c&state=x{state}", {}, 400),
        ("code=c&state=%E2%82%AC", {}, 400),
        ("code=c", {}, 400),
    ],
)
async def test_what_is_not_the_browser_on_its_way_back_changes_nothing(
    server: CallbackServer, query: str, other: dict[str, str], status: int
) -> None:
    answered, _ = await call(server, query.format(state=server.state), **other)

    assert answered == status
    assert await server.wait(0) == TimedOut()


async def test_the_first_outcome_holds(server: CallbackServer) -> None:
    await call(server, f"code=first&state={server.state}")
    status, _ = await call(server, f"code=second&state={server.state}")

    assert status == 410
    assert await server.wait(0) == Code("first")


@pytest.mark.parametrize(
    "request_bytes", [b"", b"\x16\x03\x01\x02", b"GET\r\n\r\n", b"x" * 40_000, b"\r\n\r\n"]
)
async def test_what_is_no_http_is_survived(server: CallbackServer, request_bytes: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
    writer.write(request_bytes)
    writer.write_eof()
    try:
        await reader.read()
    except ConnectionResetError:
        pass  # it had more to read than it wanted
    finally:
        writer.close()
    status, _ = await call(server, f"code=c&state={server.state}")
    assert status == 200


async def test_a_caller_that_says_nothing_does_not_hold_up_the_end() -> None:
    async with asyncio.timeout(5), CallbackServer() as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
        assert await server.wait(0) == TimedOut()
    assert await reader.read() == b""
    writer.close()


async def test_nobody_listens_afterwards() -> None:
    async with CallbackServer() as server:
        port = urlsplit(server.url).port
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_each_has_a_path_and_a_state_of_its_own() -> None:
    async with CallbackServer() as one, CallbackServer() as other:
        assert urlsplit(one.url).hostname == "127.0.0.1"
        assert urlsplit(one.url).path != urlsplit(other.url).path
        assert one.state != other.state


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("http://localhost:8080/", "http://localhost:8080/"),
        ("http://127.0.0.1:41000", "http://127.0.0.1:41000/"),
        ("http://LOCALHOST:8080/proxy/39271/", "http://localhost:8080/proxy/39271/"),
        ("http://localhost/a/b", "http://localhost/a/b/"),
    ],
)
async def test_the_browser_comes_by_a_forwarded_address(
    server: CallbackServer, address: str, prefix: str
) -> None:
    own = urlsplit(server.url)
    secret = own.path[1:]

    assert server.come_by(address)

    assert server.url == f"{prefix}{secret}"
    host, way = urlsplit(server.url).netloc, urlsplit(server.url).path
    # A proxy may put its own host name or ours there, and may cut off its path or leave it.
    for here in (host, own.netloc):
        for path in (own.path, way):
            assert (await knock(own, here, path))[0] == 400
    for there, path in (
        ("rebound.example", own.path),
        (f"{host}0", own.path),
        (host, f"/x{own.path}"),
        (host, way[:-1]),
        (host, "/"),
    ):
        assert (await knock(own, there, path))[0] == 404
    status, _ = await knock(own, host, way, f"code=c&state={server.state}")
    assert (status, await server.wait(0)) == (200, Code("c"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "null",
        "https://name-8080.cloud.example/",
        "https://127.0.0.1:8080/",
        "http://192.168.0.2:8080/",
        "http://127.0.0.1.example:8080/",
        "http://localhost.example/",
        "http://127.0.0.1@evil.example/",
        "http://user@127.0.0.1:8080/",
        "http://127.0.0.1:8080/?token=1",
        "http://127.0.0.1:8080/#a",
        "http://127.0.0.1:8080/a b",
        "http://127.0.0.1:8080/\r\nX: y",
        "http://127.0.0.1:99999/",
        "http://[::1",
        "file:///etc/passwd",
    ],
)
async def test_no_other_address_is_taken(server: CallbackServer, address: str) -> None:
    url = server.url

    assert not server.come_by(address)

    assert server.url == url
    assert (await call(server, "code=c", host="192.168.0.2:8080"))[0] == 404


async def knock(own: SplitResult, host: str, path: str, query: str = "") -> tuple[int, str]:
    """Call a server at its own address as a proxy in front of it would."""
    reader, writer = await asyncio.open_connection("127.0.0.1", own.port)
    writer.write(f"GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    await writer.drain()
    answer = (await reader.read()).decode()
    writer.close()
    await writer.wait_closed()
    return int(answer.split(" ")[1]), answer
