"""Runs the real clients in a pseudo-terminal and keeps what they print."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cli.terminal import run_in_terminal
from tests.clients.prerequisites import LOOPBACK, PROGRAMS, Prerequisites
from tests.clients.scenarios import SCENARIOS, Variables, World

_SCENARIO = re.compile(r"^@@@@ (.*)\r\n", re.MULTILINE)
_MANNER = re.compile(r"^@@@ (.*)\r\n", re.MULTILINE)

_LONGEST = 300
"""In seconds: what litellm may take for all scenarios on a busy machine."""
_ASK = """ https://openrouter.ai:$OPENROUTER_AI_PORT/api/v1/chat/completions \
-H "Authorization: Bearer $OPENROUTER_API_KEY" -H "Content-Type: application/json" \
-d '{"model": "'$MODEL'", "messages": [{"role": "user", "content": "Hi"}]}'"""
CURL_COMMANDS = {
    "silent": f"curl -s{_ASK}",
    "loud": f"curl{_ASK}",
    "with headers": f"curl -sSi{_ASK}",
    "with the status": f"curl -sS -w '\\n%{{http_code}}\\n'{_ASK}",
    "pretty": f"curl{_ASK} | python3 -m json.tool",
    "failing": f"curl -fsS{_ASK}",
    "verbose": f"curl -v{_ASK}",
}

Printed = Mapping[tuple[str, str], str]
"""What was printed, as it came, by scenario and manner."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What clients run in: their programs, the other side, and a folder that is empty."""

    prerequisites: Prerequisites
    world: World
    folder: Path

    def run(self, command: list[str | Path], variables: Variables) -> str:
        """Run a command in a terminal; return what it printed, as it came."""
        line = [str(word) for word in command]
        _, printed = run_in_terminal(
            line, self.folder, watch=lambda _: None, seconds=_LONGEST, **variables
        )
        return printed


Run = Callable[[Stage, Iterable[str]], Printed]


def _by_python(program: str, modules: str) -> Run:
    def run(stage: Stage, scenarios: Iterable[str]) -> Printed:
        usual = stage.world.variables()
        command: list[str | Path] = [
            stage.prerequisites.python,
            PROGRAMS / "each_in_turn.py",
            PROGRAMS / program,
            modules,
        ]
        for name in scenarios:
            command += [name, json.dumps(SCENARIOS[name](stage.world))]
        # litellm would fetch its list of prices as it is imported.
        own = {"PYTHONPATH": str(LOOPBACK), "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
        _, *parts = _SCENARIO.split(stage.run(command, usual | own))
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return {
            (name, manner): text for name, part in pairs for manner, text in _manners(part).items()
        }

    return run


def _by_node(program: str) -> Run:
    def run(stage: Stage, scenarios: Iterable[str]) -> Printed:
        own = {"NODE_OPTIONS": f"--require={LOOPBACK / 'preload.cjs'}"}
        return {
            (name, manner): text
            for name in scenarios
            for manner, text in _manners(
                stage.run(
                    [stage.prerequisites.node, PROGRAMS / program],
                    stage.world.variables() | own | SCENARIOS[name](stage.world),
                )
            ).items()
        }

    return run


def _by_curl(stage: Stage, scenarios: Iterable[str]) -> Printed:
    printed = {}
    for name in scenarios:
        variables = stage.world.variables() | SCENARIOS[name](stage.world)
        # The name leads to loopback, whatever the port.
        there = f"openrouter.ai:{variables['OPENROUTER_AI_PORT']}:127.0.0.1"
        (stage.folder / ".curlrc").write_text(f'max-time = 60\nresolve = "{there}"\n')
        variables["CURL_HOME"] = str(stage.folder)
        for manner, command in CURL_COMMANDS.items():
            printed[name, manner] = stage.run(["sh", "-c", command], variables)
    return printed


def _manners(printed: str) -> dict[str, str]:
    """Split what one run printed by the marks that the programs put before each manner."""
    _, *parts = _MANNER.split(printed)
    return dict(zip(parts[::2], parts[1::2], strict=True))


CLIENTS: Mapping[str, Run] = {
    "openai for Python": _by_python("ask_openai.py", "openai.resources.chat,httpcore"),
    "litellm": _by_python("ask_litellm.py", "litellm,httpcore"),
    "openrouter for Python": _by_python("ask_openrouter.py", "openrouter.chat,httpcore"),
    "openai for Node": _by_node("ask_openai.mjs"),
    "AI SDK": _by_node("ask_ai_sdk.mjs"),
    "curl": _by_curl,
}
"""For each client, how it is run through scenarios, in every manner of it."""


def command_line(client: str, manner: str) -> str:
    """Return what a person types to run a client."""
    if client == "curl":
        return CURL_COMMANDS[manner]
    return "node ask.mjs" if client in ("openai for Node", "AI SDK") else "python ask.py"
