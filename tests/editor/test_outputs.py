"""What programs print reaches the server: from terminals, tasks, debug consoles and notebooks."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.editor.code_server import code_server
from tests.editor.conftest import OpenWorkbench
from tests.editor.kernel_extension import pack_kernel
from tests.editor.overhearing import Output, OverheardServer
from tests.editor.pictures import take_picture
from tests.editor.prerequisites import Prerequisites
from tests.editor.programs import ASKING_IN_NODE, ASKING_IN_PYTHON
from tests.editor.terminal import Terminal
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor

PRINTED = "User not found."
MARK = "\x1b]633;C\x07"


@pytest.fixture(scope="module")
def server(short_folder: Path) -> OverheardServer:
    """Give the language server, overheard."""
    folder = short_folder / "overheard"
    folder.mkdir()
    return OverheardServer(folder)


@pytest.fixture(scope="module")
def editor_address(
    prerequisites: Prerequisites, simulator: Simulator, short_folder: Path, server: OverheardServer
) -> Iterator[str]:
    """Run a VS Code whose extension starts the overheard server, with a kernel for notebooks."""
    folder = short_folder / "outputs"
    folder.mkdir()
    search_path = os.pathsep.join((str(Path(sys.executable).resolve().parent), os.defpath))
    with code_server(
        prerequisites,
        folder,
        search_path=search_path,
        base_url=simulator.base_url,
        machine_settings={"openrouter.pythonPath": str(server.python)},
        more_extensions=[pack_kernel(short_folder)],
    ) as address:
        yield address


@pytest.fixture(scope="module")
def folder(workspace: Path, simulator: Simulator, prerequisites: Prerequisites) -> Path:
    """Give a folder with a dead key and programs that use it, as tasks and the like."""
    key = simulator.add(State.DELETED, wording=Wording.OLD)
    (workspace / ".env").write_text(f"OPENROUTER_API_KEY={key}\n")
    (workspace / "app.py").write_text(ASKING_IN_PYTHON)
    (workspace / "app.mjs").write_text(ASKING_IN_NODE)
    cell = {
        "cell_type": "code",
        "source": [ASKING_IN_PYTHON],
        "execution_count": 1,
        "metadata": {},
        "outputs": [{"output_type": "stream", "name": "stderr", "text": ["of another day\n"]}],
    }
    notebook = {
        "cells": [cell],
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (workspace / "ask.ipynb").write_text(json.dumps(notebook))
    tasks: list[dict[str, object]] = [
        {"label": "ask in a shell", "type": "shell", "command": "python3 app.py"},
        {"label": "ask without", "type": "process", "command": "python3", "args": ["app.py"]},
    ]
    described = {"version": "2.0.0", "tasks": [{**task, "problemMatcher": []} for task in tasks]}
    launch = {
        "name": "Ask",
        "type": "node",
        "request": "launch",
        "program": "${workspaceFolder}/app.mjs",
        "runtimeExecutable": str(prerequisites.node),
    }
    settings = workspace / ".vscode"
    settings.mkdir()
    (settings / "tasks.json").write_text(json.dumps(described))
    (settings / "launch.json").write_text(
        json.dumps({"version": "0.2.0", "configurations": [launch]})
    )
    return workspace


@pytest.fixture(scope="module")
def window(open_workbench: OpenWorkbench, folder: Path) -> Workbench:
    """Open the folder and trust it."""
    window = open_workbench()
    window.trust()
    window.answer("the key itself is sent to OpenRouter", "OK")
    expect(window.status).to_contain_text("1 key rejected")
    return window


@pytest.fixture
def workbench(window: Workbench, server: OverheardServer) -> Workbench:
    """Give each test the window with nothing open in it, and nothing heard yet."""
    window.start_over()
    window.run("Notifications: Clear All Notifications")
    server.forget()
    return window


def what_failed(server: OverheardServer, count: int = 1) -> Output:
    """Wait until that many programs have ended; return the last that printed the failure."""
    return next(output for output in reversed(server.wait_for(count)) if PRINTED in output.text)


def test_no_command_ends_too_fast_to_be_read(workbench: Workbench, server: OverheardServer) -> None:
    terminal = Terminal.open_in(workbench)
    commands = [f"{command} {number}" for number in range(7) for command in ("echo", "ls", "test")]
    for count, command in enumerate(commands, start=1):
        terminal.type(command)
        server.wait_for(count)
    outputs = server.outputs()
    assert [output.command_line for output in outputs] == commands
    for output, command in zip(outputs, commands, strict=True):
        program, argument = command.split()
        prints = {
            "echo": f"{argument}\r\n",
            "ls": f"ls: cannot access '{argument}': No such file or directory\r\n",
            "test": "",
        }
        assert output.text == MARK + prints[program]
        assert output.exit_code == {"echo": 0, "ls": 2, "test": 0}[program]


def test_what_a_terminal_prints_comes_whole_and_in_order(
    workbench: Workbench, server: OverheardServer, folder: Path
) -> None:
    terminal = Terminal.open_in(workbench)
    terminal.type("cd /tmp")
    terminal.type("seq 1 200000")
    output = server.wait_for(2)[1]
    lines = output.text.removeprefix(MARK).splitlines()
    assert lines == [str(number) for number in range(1, 200001)]
    # VS Code names a terminal after what runs in it, as soon as it has noticed.
    assert output.name in {"bash", "seq"}
    assert (output.cwd, output.is_terminal) == ("/tmp", True)


def test_a_shell_within_the_shell_is_read_too(
    workbench: Workbench, server: OverheardServer
) -> None:
    terminal = Terminal.open_in(workbench)
    terminal.type("sh")
    server.wait_for_text(MARK)
    terminal.type("python3 app.py")
    terminal.type("exit")
    output = what_failed(server)
    assert output.command_line == "sh"


def test_a_server_that_is_started_again_hears_what_goes_on(
    workbench: Workbench, server: OverheardServer
) -> None:
    terminal = Terminal.open_in(workbench)
    terminal.type("python3 -c 'input(); print(401); input(); print(402)'")
    server.wait_for_text(MARK)
    terminal.type("")
    server.wait_for_text("401")
    server.forget()
    workbench.run("OpenRouter: Restart the server")
    server.wait_until_started()
    workbench.run("Terminal: Focus Terminal")
    terminal.type("")
    (output,) = server.wait_for(1)
    assert "402" in output.text
    assert output.command_line is not None
    assert output.exit_code == 0


@pytest.mark.parametrize("task", ["ask in a shell", "ask without"])
def test_a_task_is_read(workbench: Workbench, server: OverheardServer, task: str) -> None:
    workbench.run("Terminal: Kill All Terminals")
    workbench.run("Tasks: Run Task")
    workbench.page.locator(".quick-input-list .monaco-list-row", has_text=task).first.click()
    output = what_failed(server)
    assert output.name == task
    assert output.exit_code == 1


def test_a_debug_console_is_read(workbench: Workbench, server: OverheardServer) -> None:
    workbench.run("Debug: Start Debugging")
    output = what_failed(server, count=2)
    assert output.name.startswith("Debug Console: ")
    assert not output.is_terminal
    take_picture(workbench.page, "debug-console")


def test_a_notebook_is_read_each_time_it_runs(
    workbench: Workbench, server: OverheardServer
) -> None:
    workbench.page.locator(".explorer-folders-view").get_by_text("ask.ipynb", exact=True).click()
    expect(workbench.page.locator(".notebookOverlay")).to_be_visible()
    for count in (1, 2):
        workbench.run("Notebook: Run All")
        output = what_failed(server, count)
        assert output.text.count(PRINTED) == 1
        assert "of another day" not in output.text
        assert output.name == "Notebook ask.ipynb"
        assert not output.is_terminal
        assert output.exit_code == 1
    take_picture(workbench.page, "notebook")


def test_watching_can_be_switched_off(
    workbench: Workbench, server: OverheardServer, folder: Path
) -> None:
    terminal = Terminal.open_in(workbench)
    expect(workbench.watch_status).to_contain_text("Terminal watched")
    (folder / ".vscode" / "settings.json").write_text('{"openrouter.terminal.enabled": false}')
    expect(workbench.watch_status).to_contain_text("Terminal not watched")
    terminal.type("python3 app.py")
    expect(terminal.row(PRINTED)).to_be_visible()
    assert server.outputs() == []
