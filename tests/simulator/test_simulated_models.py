"""The model list, and completions whole and streamed."""

import pytest

from openrouter_lsp.simulator import Simulator, State
from tests.simulator.conftest import Asker, refused

PRIVACY = "https://openrouter.ai/settings/privacy"


def test_the_model_list_says_nothing_of_a_key(sim: Simulator, ask: Asker) -> None:
    for key in (None, "junk", sim.add(State.EXPIRED), sim.add()):
        answer = ask("GET", "/models", key)
        assert answer.status_code == 200
        assert answer.json()["data"]


def test_a_completion(sim: Simulator, ask: Asker) -> None:
    answer = ask.chat(sim.add(), model="some/model").json()
    assert answer["model"] == "some/model"
    assert answer["choices"][0]["message"]["content"] == "Hello from the simulator."


def test_a_streamed_completion(sim: Simulator, ask: Asker) -> None:
    answer = ask.chat(sim.add(), stream=True)
    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.text.startswith(": OPENROUTER PROCESSING\n\ndata: {")
    assert answer.text.endswith("data: [DONE]\n\n")
    assert '"content":"Hello"' in answer.text


def test_a_whole_answer_has_no_blanks(sim: Simulator, ask: Asker) -> None:
    answer = ask.chat(sim.add(State.EXPIRED))
    assert answer.text == '{"error":{"message":"User not found.","code":401}}'


@pytest.mark.parametrize(
    ("model", "refusal"),
    [
        ("simulator/failing", (502, "Provider returned error")),
        ("simulator/own-key", (401, "Provider returned error")),
        ("simulator/busy", (429, "Provider returned error")),
        (
            "simulator/public-only",
            (404, f"No endpoints found matching your data policy. Configure: {PRIVACY}"),
        ),
        ("simulator/missing", (400, "simulator/missing is not a valid model ID")),
    ],
)
def test_a_model_that_does_not_serve(
    sim: Simulator, ask: Asker, model: str, refusal: tuple[int, str]
) -> None:
    key = sim.add()
    assert refused(ask.chat(key, model=model)) == refusal
    assert refused(ask.chat(key, model=model, stream=True)) == refusal
    assert ask.about(key).json()["data"]["usage"] == 0
    assert refused(ask.chat(sim.add(State.EXPIRED), model=model)) == (401, "User not found.")


@pytest.mark.parametrize(
    ("model", "raw", "byok"),
    [
        ("simulator/failing", '{"error":{"message":"upstream connect error","code":500}}', False),
        (
            "simulator/own-key",
            (
                '{"type":"error","error":{"type":"authentication_error",'
                '"message":"invalid x-api-key"}}'
            ),
            True,
        ),
        (
            "simulator/busy",
            "simulator/busy is temporarily rate-limited upstream. Please retry shortly.",
            False,
        ),
    ],
)
def test_a_provider_that_fails_is_named(
    sim: Simulator, ask: Asker, model: str, raw: str, byok: bool
) -> None:
    metadata = ask.chat(sim.add(), model=model).json()["error"]["metadata"]
    assert metadata == {"raw": raw, "provider_name": "Simulator", "is_byok": byok}
