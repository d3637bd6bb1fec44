"""What is slow to import is imported when it is first needed."""

from bench.lazy_imports import UNNEEDED, imported


def test_a_server_starts_without_what_it_may_never_need() -> None:
    modules = imported()

    assert "openrouter_lsp.lsp.server" in modules
    assert sorted(modules & frozenset(UNNEEDED)) == []
