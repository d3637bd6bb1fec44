"""Files for the tests of what is shadowed."""

import secrets
from collections.abc import Mapping

from openrouter_lsp.scanning import Lines, scan_dotenv
from openrouter_lsp.workspace import Shadow, Source, is_environment_file, shadows_in

V = "OPENROUTER_API_KEY"
A, B, C = (f"sk-or-v1-{secrets.token_hex(32)}" for _ in range(3))
ZEROS = "sk-or-v1-" + "0" * 64


def source_of(name: str, text: str, folder: str = "file:///project") -> Source:
    return Source(
        f"{folder}/{name}", None, Lines(text), scan_dotenv(text), is_environment_file(name)
    )


def shadow_of_first(
    files: Mapping[str, str], env: Mapping[str, str] | None = None, name: str = ".env"
) -> Shadow | None:
    """What is said of the first finding of a file, with other files beside it."""
    sources = {each: source_of(each, text) for each, text in files.items()}
    found = shadows_in(sources[name], sources.values(), env or {})
    return found.get(sources[name].findings[0].span)
