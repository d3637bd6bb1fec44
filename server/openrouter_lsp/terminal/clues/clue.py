"""A clue: one place in an output that speaks of a failure. Several can make one failure."""

from dataclasses import dataclass
from enum import IntEnum

from openrouter_lsp.keys import Certainty, FailureKind


class Weight(IntEnum):
    """How much a clue tells of what went wrong."""

    STATUS = 1
    """A number beside OpenRouter's name."""
    OTHER_WORDS = 2
    """Words that nobody has seen, in OpenRouter's envelope."""
    PROVIDER = 3
    """OpenRouter's word that a provider failed, which may quote the provider's own words."""
    WORDING = 4


@dataclass(frozen=True, slots=True)
class Clue:
    """What one place says.

    Attributes:
        kind: what went wrong.
        certainty: how sure it is that OpenRouter said so.
        can_rise: it is surer where OpenRouter was seen to refuse earlier.
        weight: how much it tells.
        line: where it begins, in lines from 1 since the output began.
        last_line: where it ends.
        text: that line, fit to be shown.
        frame: the form of that line, without what changes from one item of a loop to the next.
        message, code, masked_key, variable, model, provider: as in Failure.
    """

    kind: FailureKind
    certainty: Certainty
    can_rise: bool
    weight: Weight
    line: int
    last_line: int
    text: str
    frame: str
    message: str | None = None
    code: int | None = None
    masked_key: str | None = None
    variable: str | None = None
    model: str | None = None
    provider: str | None = None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What to sort by: by lines, in one line the most telling first."""
        return self.line, -self.weight, self.kind.value, self.message or ""
