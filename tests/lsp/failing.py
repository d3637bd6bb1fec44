"""Programs that fail in an editor's terminal, for the tests."""

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor
from tests.lsp.terminal_given import KEY_LIMIT

V = "OPENROUTER_API_KEY"
RUN = "python app.py"


def dead(sim: Simulator) -> str:
    return sim.add(State.EXPIRED, wording=Wording.NEW)


def alive(sim: Simulator) -> str:
    return sim.add(State.VALID)


def masked(key: str) -> str:
    return f"{key[:12]}...{key[-3:]}"


async def started(editor: Editor, text: str, *codes: str, **options: object) -> str:
    """Open a workspace with such a .env, and wait until it shows these codes."""
    uri = editor.write(".env", text)
    await editor.start(**options)
    if codes:
        await editor.until(lambda: editor.codes(uri) == list(codes))
    else:
        await editor.until(lambda: bool(editor.statuses))
    return uri


def fail(editor: Editor, text: str, command: str = RUN, terminal: str = "zsh") -> None:
    """Have a command print a text and end."""
    editor.start_command(terminal, command, cwd=str(editor.root))
    editor.show_output(terminal, text)
    editor.end_command(terminal)


async def settled(editor: Editor) -> None:
    """Wait until what was printed so far is dealt with: one that is told for certain is."""
    fail(editor, KEY_LIMIT, "python the_last.py", terminal="last")
    await editor.until(lambda: any("the_last.py" in question.message for question in editor.asked))
