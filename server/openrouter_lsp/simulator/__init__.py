"""An OpenRouter on loopback, with keys in every state.

The honest other side: it imports nothing of this project, so that what it answers is what
OpenRouter answers and not what this project expects. For the demo, for tests, and for anyone who
builds on OpenRouter. Standard library only.

Three words in its comments say how sure an answer is. Documented: OpenRouter's own text or
specification. Seen: recorded by someone who called it. Guess: nobody has shown it.
"""

from openrouter_lsp.simulator.account import SimulatedKey
from openrouter_lsp.simulator.answers import Answer, Delivery, error, html_answer, json_answer
from openrouter_lsp.simulator.request_log import RequestRecord
from openrouter_lsp.simulator.simulator import Simulator
from openrouter_lsp.simulator.states import KeyOptions, State, Wording

__all__ = [
    "Answer",
    "Delivery",
    "KeyOptions",
    "RequestRecord",
    "SimulatedKey",
    "Simulator",
    "State",
    "Wording",
    "error",
    "html_answer",
    "json_answer",
]
