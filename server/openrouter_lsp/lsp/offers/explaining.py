"""Where to read on, and where keys are made by hand."""

from dataclasses import replace

from lsprotocol import types

from openrouter_lsp.lsp.offers.new_keys import CURED_BY_A_NEW_KEY
from openrouter_lsp.lsp.offers.pointed import Pointed
from openrouter_lsp.reporting import Problem


def offers(at: Pointed) -> list[types.CodeAction]:
    """Offer OpenRouter's page of keys where a new one helps, and the page on each problem."""
    by_hand = at.command("Make a new key at OpenRouter", "openrouter.openKeysPage")
    actions = [] if at.codes.isdisjoint(CURED_BY_A_NEW_KEY) else [by_hand]
    return actions + [_explanation(at, problem) for problem in at.problems]


def _explanation(at: Pointed, problem: Problem) -> types.CodeAction:
    own = tuple(diagnostic for diagnostic in at.diagnostics if diagnostic.code == problem.code)
    title = f"What “{problem.code}” means"
    argument = {"code": problem.code}
    return replace(at, diagnostics=own).command(title, "openrouter.explain", argument)
