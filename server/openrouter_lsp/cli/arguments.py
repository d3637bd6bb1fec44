"""Reads the command line."""

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from openrouter_lsp import __version__
from openrouter_lsp.cli.parsing import Parser
from openrouter_lsp.cli.signs import be_tolerant

OK, ATTENTION, UNDONE = 0, 1, 2
"""Exit codes: nothing wrong; a key needs attention; the command itself could not be done."""


def run(arguments: Sequence[str]) -> int:
    """Run a subcommand; return the exit code."""
    be_tolerant(sys.stdout)
    be_tolerant(sys.stderr)
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
        if isinstance(sys.stdout, TextIOWrapper):  # None where it was closed
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has left (`| head`); there is nobody to tell.
        sys.stdout = None
        return 141
    except Exception as error:  # noqa: BLE001 - an exit code of 1 would say that a key is bad
        from openrouter_lsp.cli.failing import explain_end  # noqa: PLC0415 - seldom needed

        explain_end(error)
        return UNDONE
    return code


def _parser() -> Parser:
    parser = Parser(
        prog="openrouter-lsp",
        description="Tells why an OpenRouter API key fails. Without a subcommand: the language"
        " server on standard input and output, for an editor.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--stdio", action="store_true", help="serve an editor (the default)")
    parser.add_argument(
        "--machine-settings",
        action="store_true",
        help="take the setting openrouter.baseUrl from the editor: say so only where no project"
        " can change the editor's settings",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_check(commands)
    _add_explain(commands)
    _add_run(commands)
    _add_forget(commands)
    _add_demo(commands)
    _add_simulate(commands)
    return parser


def _add_check(commands: "argparse._SubParsersAction[Parser]") -> None:
    check = commands.add_parser(
        "check",
        help="find the keys in files and folders, and check them",
        description="Finds OpenRouter keys in files and folders, asks OpenRouter about each once,"
        " and says what is wrong. Exit code: 0 nothing is, 1 a key needs attention, 2 the check"
        " could not be done.",
    )
    check.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="default: here")
    check.add_argument("--format", choices=["text", "json", "sarif", "github"], default="text")
    check.add_argument(
        "--offline",
        action="store_true",
        help="send nothing; look at shapes, and tell what is remembered",
    )
    check.set_defaults(run=_check)


def _add_explain(commands: "argparse._SubParsersAction[Parser]") -> None:
    explain = commands.add_parser(
        "explain",
        help="explain the errors in a terminal's output, a log or a pipe",
        description="Reads what a program printed, and explains OpenRouter's errors in it, each as"
        " soon as it shows. Sends nothing. Exit code: 0 no error of OpenRouter's, 1 there is one,"
        " 2 the output could not be read.",
    )
    explain.add_argument("file", nargs="?", metavar="FILE", help="default: standard input")
    explain.add_argument("--format", choices=["text", "json"], default="text")
    explain.set_defaults(run=_explain)


def _add_run(commands: "argparse._SubParsersAction[Parser]") -> None:
    run_parser = commands.add_parser(
        "run",
        usage="openrouter-lsp run [-h] [--] COMMAND...",
        help="run a command, and explain OpenRouter's errors in what it prints",
        description="Runs a command as if it were run without this, and explains on standard error"
        " what OpenRouter's errors in its output mean. Where a key may be the cause, the keys at"
        " hand are checked. Ends with the command's exit code; 127 where there is no such command,"
        " 126 where it cannot be run.",
    )
    run_parser.add_argument("command", nargs=argparse.REMAINDER, help="with its arguments")
    run_parser.set_defaults(run=lambda chosen: _run(chosen, run_parser))


def _add_forget(commands: "argparse._SubParsersAction[Parser]") -> None:
    forget = commands.add_parser(
        "forget",
        help="forget what is remembered of keys",
        description="Forgets what OpenRouter said of the keys that it accepted. It is kept, under"
        " each key's SHA-256 and never with the key, so that an expiry can explain a later 401.",
    )
    forget.set_defaults(run=_forget)


def _add_demo(commands: "argparse._SubParsersAction[Parser]") -> None:
    demo = commands.add_parser(
        "demo",
        help="show what an editor shows, in a sample workspace",
        description="Starts a make-believe OpenRouter and the real language server, and shows what"
        " an editor would show. Nothing leaves this machine.",
    )
    demo.add_argument("--svg", metavar="FILE", help="also save the first part as a picture")
    demo.set_defaults(run=_demo)


def _add_simulate(commands: "argparse._SubParsersAction[Parser]") -> None:
    simulate = commands.add_parser(
        "simulate",
        help="run a make-believe OpenRouter on this machine, with keys in every state",
        description="Runs a make-believe OpenRouter on loopback, with keys in every state, until"
        " it is interrupted.",
    )
    simulate.add_argument("--port", type=int, default=0, help="default: any that is free")
    simulate.set_defaults(run=_simulate)


def _check(chosen: argparse.Namespace) -> int:
    from openrouter_lsp.cli.check import check  # noqa: PLC0415 - rich only when it is needed

    return check(chosen.paths, form=chosen.format, offline=chosen.offline)


def _explain(chosen: argparse.Namespace) -> int:
    from openrouter_lsp.cli.explain import explain  # noqa: PLC0415

    return explain(chosen.file, form=chosen.format)


def _run(chosen: argparse.Namespace, parser: Parser) -> int:
    command = chosen.command[1:] if chosen.command[:1] == ["--"] else chosen.command
    if not command or not command[0]:
        parser.error("a command is wanted: openrouter-lsp run -- python app.py")
    from openrouter_lsp.cli.run.command import run_command  # noqa: PLC0415

    return run_command(command)


def _forget(_chosen: argparse.Namespace) -> int:
    from openrouter_lsp.cli.forget import forget  # noqa: PLC0415

    return forget()


def _demo(chosen: argparse.Namespace) -> int:
    from openrouter_lsp.cli.demo.command import demo  # noqa: PLC0415

    return demo(chosen.svg)


def _simulate(chosen: argparse.Namespace) -> int:
    from openrouter_lsp.simulator.command import simulate  # noqa: PLC0415

    return simulate(chosen.port)
