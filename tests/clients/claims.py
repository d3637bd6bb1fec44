"""What a table says is to be recognised, and how much is to be said of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from openrouter_lsp.keys import Certainty, FailureKind


class Claim(StrEnum):
    """How much is to be said; the values are the letters of the tables."""

    NAMED = "N"
    """The text, or the command line, shows that it is OpenRouter."""
    LIKELY = "L"
    """At least likely."""
    FOUND = "F"
    """Found, however sure."""
    FAINT = "f"
    """Anybody's words: possible at most, or nothing."""
    NOTHING = "-"
    AS_MAY_BE = "*"
    """Found or not: only never taken for anything else."""

    def allows(self, found: Certainty | None) -> bool:
        """Tell whether a certainty, None for nothing found, is what is claimed."""
        return found in _ALLOWED[self]


_ALLOWED: dict[Claim, tuple[Certainty | None, ...]] = {
    Claim.NAMED: (Certainty.NAMED,),
    Claim.LIKELY: (Certainty.NAMED, Certainty.LIKELY),
    Claim.FOUND: (Certainty.NAMED, Certainty.LIKELY, Certainty.POSSIBLE),
    Claim.FAINT: (Certainty.POSSIBLE, None),
    Claim.NOTHING: (None,),
    Claim.AS_MAY_BE: (*Certainty, None),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one client prints in one manner in one scenario, and what is to be found in it.

    Attributes:
        client: its name.
        scenario: what it meets.
        manner: how it prints it.
        kind: of the failure; None where nothing is to be found.
        claim: how much is to be said.
    """

    client: str
    scenario: str
    manner: str
    kind: FailureKind | None
    claim: Claim

    def __str__(self) -> str:
        return f"{self.client}: {self.scenario}: {self.manner}"


def read_table(client: str, manners: tuple[str, ...], table: str) -> Iterator[Row]:
    """Read a table: a line a scenario, with the failure's kind and a letter for each manner.

    A dot stands where nothing is printed in a manner.
    """
    for line in table.strip().splitlines():
        scenario, kind, letters = (cell.strip() for cell in line.split("|"))
        for manner, letter in zip(manners, letters.split(), strict=True):
            if letter != ".":
                failure = None if kind == "none" else FailureKind(kind)
                yield Row(client, scenario, manner, failure, Claim(letter))
