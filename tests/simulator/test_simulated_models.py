"""The model list, and completions whole and streamed."""

from openrouter_lsp.simulator import Simulator, State
from tests.simulator.conftest import Asker


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
    assert '"content": "Hello"' in answer.text
