"""The contract of `openrouter-lsp run`, where its output goes to a pipe or a file."""

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.interactive import RUN
from tests.environment import environment

pytestmark = pytest.mark.slow


def run(
    *command: str, folder: Path | None = None, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*RUN, *command],
        cwd=folder,
        env=environment(),
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
    )


def in_shell(line: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of a shell in which `run` stands for the command under test."""
    function = f"run() {{ '{sys.executable}' -P -m openrouter_lsp run \"$@\"; }}\n"
    return subprocess.run(
        ["bash", "-c", function + line],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("script", "code"),
    [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("kill -KILL $$", 137)],
)
def test_the_exit_code_is_the_commands(script: str, code: int) -> None:
    done = run("sh", "-c", script)
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")


@pytest.mark.parametrize(
    ("program", "code", "said"),
    [
        ("no-such-program", 127, "there is no such command; aliases and functions of a shell"),
        ("./nowhere", 127, "there is no such command."),
        ("./folder", 126, "it is a folder."),
        ("./plain.txt", 126, "it is not executable."),
        ("./bad", 127, "what it begins with (#!), or what it links to, is not there."),
    ],
)
def test_what_cannot_be_run_is_one_sentence(
    tmp_path: Path, program: str, code: int, said: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "plain.txt").write_text("x")
    _script(tmp_path / "bad", "#!/no/such/interpreter\n")

    done = run(program, folder=tmp_path)

    assert done.returncode == code
    assert done.stdout == b""
    assert done.stderr.decode().startswith(f"openrouter-lsp: {program}: {said}")
    assert done.stderr.count(b"\n") == 1


def test_a_script_without_an_interpreter_is_a_shells(tmp_path: Path) -> None:
    _script(tmp_path / "plain", "echo $0 $1\n")
    assert run("./plain", "x", folder=tmp_path).stdout == b"./plain x\n"


def test_every_byte_passes_in_both_directions(tmp_path: Path) -> None:
    noise = os.urandom(1_000_000)
    done = run("sh", "-c", "tee /dev/stderr", given=noise)
    assert done.stdout == noise
    assert done.stderr == noise


def test_10_mb_come_through_whole() -> None:
    wanted = "".join(f"{number} ✓\n" for number in range(1_000_000)).encode()
    script = "import sys\nfor n in range(1_000_000): print(n, '✓')"
    done = run(sys.executable, "-X", "utf8", "-c", script)
    assert hashlib.sha256(done.stdout).digest() == hashlib.sha256(wanted).digest()


def test_both_streams_into_one_file_keep_their_order(tmp_path: Path) -> None:
    script = "for i in 1 2 3; do echo out$i; echo err$i >&2; done"
    in_shell(f"run -- sh -c '{script}' > both 2>&1", tmp_path)
    assert (tmp_path / "both").read_text() == "out1\nerr1\nout2\nerr2\nout3\nerr3\n"


def test_nothing_that_is_no_terminal_is_made_one() -> None:
    script = "import os; print([os.isatty(number) for number in range(3)])"
    assert run(sys.executable, "-c", script).stdout == b"[False, False, False]\n"


def test_the_environment_is_the_same() -> None:
    given = environment(OPENROUTER_BASE_URL="x", OPENROUTER_API_KEY="y", ODD="a\nb")
    with_it, without_it = (
        subprocess.run(command, env=given, capture_output=True, check=True).stdout
        for command in ([*RUN, "env", "-0"], ["env", "-0"])
    )
    assert sorted(with_it.split(b"\0")) == sorted(without_it.split(b"\0"))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("run -- echo a -- b", "a -- b\n"),
        ("run echo --version --help", "--version --help\n"),
        ("run -- echo --stdio", "--stdio\n"),
        ("run -- sh -c 'echo $0' -- x", "--\n"),
    ],
)
def test_arguments_belong_to_the_command(tmp_path: Path, line: str, shown: str) -> None:
    done = in_shell(line, tmp_path)
    assert (done.stdout.decode(), done.stderr) == (shown, b"")


@pytest.mark.parametrize("line", ["run", "run --", "run ''", "run --no-such-option"])
def test_no_command_is_2(tmp_path: Path, line: str) -> None:
    done = in_shell(line, tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"usage" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_who_leaves_early_ends_the_command(tmp_path: Path) -> None:
    done = in_shell("run -- yes | head -1; echo ${PIPESTATUS[0]}", tmp_path)
    assert done.stdout == b"y\n141\n"
    assert done.stderr == b""


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_does_no_harm(tmp_path: Path, closed: str) -> None:
    done = in_shell(f"run -- sh -c 'echo out; echo err >&2; exit 3' {closed}; echo $?", tmp_path)
    assert done.stdout.splitlines()[-1] == b"3"
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1"])
def test_a_signal_reaches_the_command(name: str) -> None:
    number = signal.Signals[name]
    script = (
        "import signal, sys\n"
        f"signal.signal({number:d}, lambda *_: sys.exit(5))\n"
        "print('ready', flush=True)\n"
        "while True: signal.pause()"
    )
    with subprocess.Popen(
        [*RUN, sys.executable, "-c", script],
        env=environment(),
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(number)
        assert process.wait(timeout=60) == 5


def test_what_is_to_be_ignored_stays_ignored(tmp_path: Path) -> None:
    script = "import signal; print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)"
    done = in_shell(f"trap '' HUP; run -- '{sys.executable}' -c '{script}'", tmp_path)
    assert done.stdout == b"True\n"


def test_no_signal_is_ignored_that_was_not(tmp_path: Path) -> None:
    script = (
        "import signal; print([s for s in signal.valid_signals() if s not in"
        " (signal.SIGPIPE, signal.SIGXFSZ) and signal.getsignal(s) is signal.SIG_IGN])"
    )
    assert run(sys.executable, "-c", script).stdout == b"[]\n"
    assert run("sh", "-c", "kill -PIPE $$").returncode == 128 + signal.SIGPIPE


def test_what_the_command_leaves_behind_is_not_waited_for() -> None:
    done = run("sh", "-c", "sleep 600 & echo $!")
    sleeper = int(done.stdout)
    os.kill(sleeper, signal.SIGKILL)  # it still lives
    assert done.returncode == 0


def _script(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)
