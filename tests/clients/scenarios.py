"""What may be wrong with a key, a model or the way to OpenRouter, and how a program meets it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.clients.openrouter_ai import OpenRouterAi

Variables = dict[str, str]


@dataclass(frozen=True, slots=True)
class World:
    """The other side of a program: the simulator, and the openrouter.ai that it stands behind."""

    simulator: Simulator
    openrouter_ai: OpenRouterAi

    def variables(self) -> Variables:
        """Return the environment of a program that nothing is wrong with, but for its key."""
        trusted = str(self.openrouter_ai.authority)
        return {
            "OPENROUTER_BASE_URL": "https://openrouter.ai/api/v1",
            "OPENROUTER_AI_PORT": str(self.openrouter_ai.port),
            "MODEL": "simulator/echo",
            "RETRIES": "0",
            "SSL_CERT_FILE": trusted,
            "NODE_EXTRA_CA_CERTS": trusted,
            "CURL_CA_BUNDLE": trusted,
        }


def _key_in(state: State, **more: str) -> Callable[[World], Variables]:
    return lambda world: {"OPENROUTER_API_KEY": world.simulator.add(state), **more}


def _expired_in_new_words(world: World) -> Variables:
    return {"OPENROUTER_API_KEY": world.simulator.add(State.EXPIRED, wording=Wording.NEW)}


def _with_quotes(world: World) -> Variables:
    return {"OPENROUTER_API_KEY": f'"{world.simulator.add()}"'}


def _with_line_feed(world: World) -> Variables:
    return {"OPENROUTER_API_KEY": f"{world.simulator.add()}\n"}


def _rate_limited(world: World) -> Variables:
    return {"OPENROUTER_API_KEY": world.simulator.add(State.RATE_LIMITED, retry_after=0)}


def _proxy_refuses(world: World) -> Variables:
    proxy = f"http://127.0.0.1:{world.openrouter_ai.refused_port}"
    return {
        "OPENROUTER_API_KEY": world.simulator.add(),
        "HTTPS_PROXY": proxy,
        "NODE_USE_ENV_PROXY": "1",
    }


def _refused(world: World) -> Variables:
    return {
        "OPENROUTER_API_KEY": world.simulator.add(),
        "OPENROUTER_AI_PORT": str(world.openrouter_ai.refused_port),
    }


def _not_trusted(world: World) -> Variables:
    other = str(world.openrouter_ai.other_authority)
    return {
        "OPENROUTER_API_KEY": world.simulator.add(),
        "SSL_CERT_FILE": other,
        "NODE_EXTRA_CA_CERTS": other,
        "CURL_CA_BUNDLE": other,
    }


SCENARIOS: Mapping[str, Callable[[World], Variables]] = {
    "valid": _key_in(State.VALID),
    "expired": _key_in(State.EXPIRED),
    "expired, new words": _expired_in_new_words,
    "disabled": _key_in(State.DISABLED),
    "management key": _key_in(State.MANAGEMENT),
    "quotes around the key": _with_quotes,
    "line feed after the key": _with_line_feed,
    "no key": lambda _: {},
    "out of credits": _key_in(State.OUT_OF_CREDITS),
    "limit of the key": _key_in(State.EXHAUSTED),
    "rate limit": _rate_limited,
    "rate limit after retries": lambda world: {**_rate_limited(world), "RETRIES": "2"},
    "provider failed": _key_in(State.VALID, MODEL="simulator/failing"),
    "key of a provider refused": _key_in(State.VALID, MODEL="simulator/own-key"),
    "privacy settings": _key_in(State.VALID, MODEL="simulator/public-only"),
    "unknown model": _key_in(State.VALID, MODEL="simulator/missing"),
    "offline": _key_in(State.VALID, OPENROUTER_AI_PORT=""),
    "refused": _refused,
    "proxy refuses": _proxy_refuses,
    "certificate not trusted": _not_trusted,
}
"""For each, what it makes of the environment of a program that nothing is wrong with."""
