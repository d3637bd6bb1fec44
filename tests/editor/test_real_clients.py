"""The real clients fail in VS Code's terminal, and the key's line tells of each."""

import os
import shlex
from pathlib import Path

import pytest
from playwright.sync_api import expect

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.clients.prerequisites import HERE, Prerequisites, find_prerequisites
from tests.editor.conftest import OpenWorkbench
from tests.editor.missing import MissingError
from tests.editor.terminal import Terminal
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor

_OPENAI = """\
import os
from openai import OpenAI
client = OpenAI(
    base_url=os.environ["OPENROUTER_BASE_URL"], api_key=os.environ["OPENROUTER_API_KEY"]
)
client.chat.completions.create(model="simulator/echo", messages=[{"role": "user", "content": "hi"}])
"""
_LITELLM = """\
import os
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else it looks for the newest prices
import litellm
litellm.completion(
    model="openrouter/simulator/echo",
    messages=[{"role": "user", "content": "hi"}],
    api_base=os.environ["OPENROUTER_BASE_URL"],
)
"""
_OPENAI_FOR_NODE = """\
import { createRequire } from "node:module";
const { OpenAI } = createRequire(process.env.PACKAGES)("openai");
const client = new OpenAI({
  baseURL: process.env.OPENROUTER_BASE_URL,
  apiKey: process.env.OPENROUTER_API_KEY,
});
await client.chat.completions.create({
  model: "simulator/echo",
  messages: [{ role: "user", content: "hi" }],
});
"""
_CURL = """\
curl -sS "$OPENROUTER_BASE_URL/key" -H "Authorization: Bearer $OPENROUTER_API_KEY"
"""
_CLIENTS = ("openai-python", "litellm", "openai-node", "curl")


@pytest.fixture(scope="module")
def clients() -> Prerequisites:
    try:
        return find_prerequisites()
    except MissingError as missing:
        line = f"NO TEST OF REAL CLIENTS: {missing}"
        if os.environ.get("OPENROUTER_LSP_REQUIRE_EDITOR") == "1":
            pytest.fail(line, pytrace=False)
        pytest.skip(line)


@pytest.fixture(scope="module")
def window(
    open_workbench: OpenWorkbench, clients: Prerequisites, simulator: Simulator, workspace: Path
) -> Workbench:
    """Put a program for each client into the folder, then open the folder and trust it."""
    for name, text in (("o.py", _OPENAI), ("l.py", _LITELLM), ("o.mjs", _OPENAI_FOR_NODE)):
        (workspace / name).write_text(text)
    python, node = shlex.quote(str(clients.python)), shlex.quote(str(clients.node))
    packages = shlex.quote(str(HERE / "package.json"))
    commands = (f"{python} o.py", f"{python} l.py", f"PACKAGES={packages} {node} o.mjs", _CURL)
    for name, command in zip(_CLIENTS, commands, strict=True):
        program = workspace / name
        program.write_text(f"#!/bin/sh\nset -a\n. ./.env\n{command}\n")
        program.chmod(0o755)
    (workspace / ".env").write_text(f"OPENROUTER_API_KEY={simulator.add(State.VALID)}\n")
    window = open_workbench()
    window.trust()
    window.answer("the key itself is sent to OpenRouter", "OK")
    expect(window.status).to_contain_text("1 key valid")
    window.open_file(".env")
    return window


@pytest.fixture(scope="module")
def terminal(window: Workbench) -> Terminal:
    terminal = Terminal.open_in(window)
    expect(window.watch_status).to_contain_text("Terminal watched")
    return terminal


@pytest.mark.parametrize("client", _CLIENTS)
def test_what_it_prints_is_put_on_the_keys_line(
    window: Workbench, terminal: Terminal, simulator: Simulator, workspace: Path, client: str
) -> None:
    key = simulator.add(State.VALID, wording=Wording.OLD)
    (workspace / ".env").write_text(f"OPENROUTER_API_KEY={key}\n")
    expect(window.squiggles("error")).to_have_count(0)
    expect(window.status).to_contain_text("1 key valid")
    simulator.delete(key)

    terminal.type(f"clear; ./{client}")

    expect(window.squiggles("error")).to_have_count(1)
    message = window.message(f"./{client}")
    expect(message).to_contain_text("fails its check")
    window.run("Notifications: Clear All Notifications")
