"""The numbers on real snippets of terminal output, where they lie beside this checkout."""

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from openrouter_lsp.keys import Certainty, Failure
from openrouter_lsp.terminal import OutputReader
from tests.terminal.given import boxed, wrapped

# Much of the same is done here, which takes several times as long when it is measured.
pytestmark = pytest.mark.no_cover

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "terminal-output.jsonl"

FOUND = {"user_not_found": 0.98}
"""The share of a class that is found with its kind; of classes that are not named here, 0.9."""


@pytest.fixture(scope="module")
def snippets() -> list[dict[str, str]]:
    if not CORPUS.exists():
        pytest.skip(f"NOT CHECKED against real terminal output: {CORPUS} is missing")
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def as_it_is(text: str, _: Random) -> str:
    return text


def hard_wrapped(text: str, random: Random) -> str:
    return "\n".join(wrapped(text, random.randint(40, 120)))


def in_a_box(text: str, random: Random) -> str:
    width = random.randint(40, 120)
    return boxed(wrapped(text, width), width)


def coloured(text: str, random: Random) -> str:
    codes = [f"\x1b[{random.randint(0, 107)}m" for _ in range(9)]
    return "".join(char + random.choice(codes) * (random.random() < 0.2) for char in text)


def with_returns(text: str, _: Random) -> str:
    return text.replace("\n", "\r\n")


def all_of_it(text: str, random: Random) -> str:
    return coloured(in_a_box(text, random).replace("\n", "\r\n"), random)


def cut(text: str, random: Random) -> list[str]:
    cuts = sorted(random.randint(0, len(text)) for _ in range(random.randint(0, 12)))
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def read(chunks: list[str]) -> tuple[Failure, ...]:
    reader = OutputReader()
    for chunk in chunks:
        reader.feed(chunk)
    reader.settle()
    return reader.failures


FORMS = (as_it_is, hard_wrapped, in_a_box, coloured, with_returns, all_of_it)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("form", FORMS)
def test_shares(
    snippets: list[dict[str, str]], form: Callable[[str, Random], str], seed: int
) -> None:
    found: defaultdict[str, list[bool]] = defaultdict(list)
    too_sure = []
    for snippet in snippets:
        random = Random(f"{seed} {snippet['id']}")
        failures = read(cut(form(snippet["text"], random) + "\n", random))
        wanted = snippet["class"]
        if wanted == "not_openrouter":
            too_sure += [snippet["id"] for f in failures if f.certainty is not Certainty.POSSIBLE]
        elif wanted == "other":
            names_a_key = [f for f in failures if f.kind != "provider_error"]
            too_sure += [
                snippet["id"] for f in names_a_key if f.certainty is not Certainty.POSSIBLE
            ]
        else:
            found[wanted].append(any(f.kind == wanted for f in failures))
    assert too_sure == []
    for wanted, hits in found.items():
        assert sum(hits) >= FOUND.get(wanted, 0.9) * len(hits), wanted


def test_quiet_beside_other_services(snippets: list[dict[str, str]]) -> None:
    others = [snippet for snippet in snippets if snippet["class"] == "not_openrouter"]
    noisy = [snippet["id"] for snippet in others if read([snippet["text"] + "\n"])]
    assert noisy == []


def test_certainty(snippets: list[dict[str, str]]) -> None:
    for snippet in snippets:
        sure = [f for f in read([snippet["text"] + "\n"]) if f.certainty is Certainty.NAMED]
        assert not sure or snippet["names_openrouter"] == "yes", snippet["id"]
