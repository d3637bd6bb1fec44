"""What `openrouter-lsp run` says of a command's failures: which key, why, what to do."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.cli.given import expired
from tests.cli.interactive import RUN, Terminal
from tests.environment import environment

pytestmark = pytest.mark.slow

PRINTED = "Error code: 401 - {'error': {'message': 'User not found.', 'code': 401}}"
LIMITED = 'openrouter: 429 {"error":{"message":"Rate limit exceeded: x","code":429}}'


class Project:
    """A folder with a program that prints something, and a `.env`."""

    def __init__(self, folder: Path, sim: Simulator) -> None:
        self.folder = folder
        self.sim = sim
        self.environment = {
            "OPENROUTER_BASE_URL": sim.base_url,
            "XDG_STATE_HOME": str(folder / "s"),
        }

    def holds(self, key: str) -> None:
        (self.folder / ".env").write_text(f"# 🔑\n\nOPENROUTER_API_KEY={key}\n")

    def prints(self, text: str, script: str = "raise SystemExit(4)") -> list[str]:
        """Return the command that prints a text, under the command under test."""
        (self.folder / "app.py").write_text(f"print({text!r}, flush=True)\n{script}\n")
        return [*RUN, sys.executable, "app.py"]

    def run(self, command: list[str], **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment(**self.environment, **env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def terminal(self, command: list[str]) -> Terminal:
        return Terminal(command, self.folder, env=self.environment)


@pytest.fixture
def project(tmp_path: Path, sim: Simulator) -> Project:
    return Project(tmp_path, sim)


def plain(shown: str) -> str:
    """What is shown as one line, so that it does not matter where it was wrapped."""
    return " ".join(shown.split())


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        (Wording.OLD, "may have expired, have been deleted or disabled, or be mistyped"),
        (Wording.NEW, "This key has expired."),
    ],
)
def test_the_dead_key_is_named_with_its_line(project: Project, wording: Wording, said: str) -> None:
    key = project.sim.add(State.EXPIRED, wording=wording)
    project.holds(key)

    done = project.run(project.prints(PRINTED))

    assert done.returncode == 4
    assert done.stdout == f"{PRINTED}\n"
    assert f"The key in .env, line 3 (OPENROUTER_API_KEY, {key[:12]}...{key[-3:]})" in done.stderr
    assert said in done.stderr
    assert key not in done.stderr
    assert "\x1b" not in done.stderr
    assert len(project.sim.requests) == 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('"{}"', "a quotation mark became part of the value."),
        (" {}", "there is a blank in the value."),
        ("Bearer {}", "“Bearer” stands before it,"),
    ],
)
def test_what_stands_around_the_key_in_the_environment_is_the_cause(
    project: Project, value: str, said: str
) -> None:
    key = project.sim.add(State.VALID)
    printed = PRINTED.replace("User not found.", "Missing Authentication header")

    done = project.run(project.prints(printed), OPENROUTER_API_KEY=value.format(key))

    told = plain(done.stderr)
    assert "The value in the environment (OPENROUTER_API_KEY, " in told
    assert f"is not quite a key: {said}" in told
    assert "Leave nothing but the key there" in told
    assert key not in done.stderr
    assert project.sim.requests == ()


def test_on_a_terminal_it_follows_what_was_printed(project: Project) -> None:
    project.holds(expired(project.sim))
    with project.terminal(project.prints(PRINTED)) as terminal:
        terminal.until(f"{PRINTED}\r\n")
        terminal.until("openrouter-lsp")
        assert terminal.exit_code() == 4
        assert "The key in .env, line 3 (OPENROUTER_API_KEY" in plain(terminal.shown.decode())
        assert "\x1b[1;" in terminal.shown.decode()


def test_a_good_key_is_not_to_blame(project: Project) -> None:
    project.holds(project.sim.add(State.VALID))
    told = project.run(project.prints(PRINTED)).stderr
    assert "OpenRouter accepts the key in .env, line 3" in told
    assert "expired on" not in told


def test_an_exported_key_is_looked_at_too(project: Project) -> None:
    project.holds(project.sim.add(State.VALID))
    dead = expired(project.sim)
    told = project.run(project.prints(PRINTED), OPENROUTER_API_KEY=dead).stderr
    assert f"The key in the environment (OPENROUTER_API_KEY, {dead[:12]}...{dead[-3:]})" in told
    assert "OpenRouter accepts 1 other key here" in told
    assert dead not in told


def test_what_is_no_fault_of_a_key_has_no_key_sent(project: Project) -> None:
    project.holds(expired(project.sim))
    done = project.run(project.prints(LIMITED))
    assert "Too many requests for the moment" in done.stderr
    assert not project.sim.requests


@pytest.mark.parametrize("text", ["all is well", "401 from a printer", ""])
def test_nothing_is_said_of_nothing(project: Project, text: str) -> None:
    project.holds(expired(project.sim))
    done = project.run(project.prints(text))
    assert done.stderr == ""
    assert not project.sim.requests


def test_a_failure_in_a_loop_is_told_once(project: Project) -> None:
    project.holds(expired(project.sim))
    done = project.run(project.prints(f"{PRINTED}\nretrying\n" * 50))
    assert done.stderr.count("fails its check") == 1


def test_a_key_that_the_command_prints_is_not_repeated(project: Project) -> None:
    key = expired(project.sim)
    project.holds(key)
    done = project.run(project.prints(f"{PRINTED[:-1]}, 'key': '{key}'}}\nBearer {key} {PRINTED}"))
    assert "fails its check" in done.stderr
    assert key[12:] not in done.stderr


def test_without_a_network_it_says_nothing_bad_of_the_key(project: Project) -> None:
    project.holds(expired(project.sim))
    project.environment["OPENROUTER_BASE_URL"] = "http://127.0.0.1:9/api/v1"
    done = project.run(project.prints(PRINTED))
    assert done.returncode == 4
    assert "could not be checked" in done.stderr
    assert "fails its check" not in done.stderr


def test_a_foreign_address_gets_no_key(project: Project) -> None:
    project.holds(expired(project.sim))
    project.environment["OPENROUTER_BASE_URL"] = "https://openrouter.ai.example/api/v1"
    assert "OPENROUTER_BASE_URL" in project.run(project.prints(PRINTED)).stderr


def test_while_the_command_goes_on_it_is_told_in_a_quiet_moment(project: Project) -> None:
    project.holds(expired(project.sim))
    command = project.prints(PRINTED, "print('ok?', input('\\x1b[1mname: \\x1b[0m'))")
    with project.terminal(command) as terminal:
        terminal.until("name: ")
        terminal.until("openrouter-lsp")
        # The line that had begun is there again, so that one knows what is asked.
        told = terminal.until("\r\n\x1b[1mname: \x1b[0m")
        assert "fails its check" in plain(told)
        assert "\n" not in told.replace("\r\n", "")
        terminal.type("Ada\n")
        terminal.until("ok? Ada\r\n")
        assert terminal.exit_code() == 0
        assert "openrouter-lsp" not in terminal.shown.decode().rpartition("Ada")[2]


def test_a_screen_of_the_commands_own_is_not_destroyed(project: Project) -> None:
    project.holds(expired(project.sim))
    script = (
        "print('\\x1b[?1049hscreen', end='', flush=True)\n"
        "input()\n"
        "print('\\x1b[?1049lleft', flush=True)"
    )
    with project.terminal(project.prints(PRINTED, script)) as terminal:
        terminal.until("screen")
        project.sim.wait_for_requests(1, timeout=60)
        terminal.type("\n")
        assert "openrouter-lsp" not in terminal.until("left")
        terminal.until("openrouter-lsp")
        assert terminal.exit_code() == 0


def test_explanations_go_where_standard_error_goes(project: Project) -> None:
    project.holds(expired(project.sim))
    command = " ".join(f"'{word}'" for word in project.prints(PRINTED))
    with project.terminal(["sh", "-c", f"{command} 2> told"]) as terminal:
        assert terminal.exit_code() == 4
        assert terminal.shown.decode() == f"{PRINTED}\r\n"
    assert "fails its check" in (project.folder / "told").read_text()


def test_a_failure_on_standard_error_is_heard_while_the_output_goes_elsewhere(
    project: Project,
) -> None:
    project.holds(expired(project.sim))
    script = f"import sys; print({PRINTED!r}, file=sys.stderr)"
    done = project.run(project.prints("out", script))
    assert done.stdout == "out\n"
    assert done.stderr.startswith(f"{PRINTED}\n")
    assert "fails its check" in done.stderr


def test_who_is_to_end_does_not_wait_for_checks(project: Project) -> None:
    project.holds(project.sim.add(State.SLOW))
    command = project.prints(PRINTED, "import signal; signal.pause()")
    with subprocess.Popen(
        command,
        cwd=project.folder,
        env=environment(**project.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        project.sim.wait_for_requests(1, timeout=60)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 143
    assert "OpenRouter does not know the key" in told
    assert "fails its check" not in told


def test_ctrl_c_ends_the_wait_for_a_check(project: Project) -> None:
    project.holds(project.sim.add(State.SLOW))
    with project.terminal(project.prints(PRINTED)) as terminal:
        terminal.until(f"{PRINTED}\r\n")
        project.sim.wait_for_requests(1, timeout=60)
        terminal.until("asking OpenRouter")
        terminal.type("\x03")
        terminal.until("OpenRouter does not know the key")
        assert terminal.exit_code() == 4


def test_a_fault_of_ours_leaves_the_command_alone(project: Project) -> None:
    """Where the memory cannot be opened, what was printed is explained all the same."""
    project.environment["XDG_STATE_HOME"] = os.devnull
    project.holds(expired(project.sim))
    done = project.run(project.prints(PRINTED, "raise SystemExit(4)"))
    assert done.returncode == 4
    assert "does not know the key" in done.stderr
