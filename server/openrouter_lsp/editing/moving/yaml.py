"""A key in a YAML file gives way to what the file's reader puts a variable in for."""

from typing import Final

from openrouter_lsp.editing.moving.move import NoMove
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.editing.yaml_places import Inside, yaml_keys, yaml_place
from openrouter_lsp.scanning import Span

_HAVE_SECRETS: Final = (
    ("env",),
    ("jobs", "*", "env"),
    ("jobs", "*", "secrets"),
    ("jobs", "*", "container", "env"),
    ("jobs", "*", "container", "credentials"),
    ("jobs", "*", "services", "*", "env"),
    ("jobs", "*", "services", "*", "credentials"),
    ("jobs", "*", "steps", "env"),
    ("jobs", "*", "steps", "run"),
    ("jobs", "*", "steps", "with"),
)
"""The parts of a workflow that GitHub puts secrets into, by their keys."""


def read_in_compose(text: str, span: Span, variable: str) -> tuple[Replacement, ...] | NoMove:
    """Put `${…}` in the place of a key: Compose puts variables into values, quoted or not."""
    before = text[: span.start]
    # Of two of them one is left, and the variable is read; behind one it is not.
    if (len(before) - len(before.rstrip("$"))) % 2:
        return NoMove.PART_OF_A_STRING
    return _with_read(text, span, f"${{{variable}}}")


def read_in_workflow(text: str, span: Span, variable: str) -> tuple[Replacement, ...] | NoMove:
    """Put `${{ secrets.… }}` in the place of a key, where Actions puts secrets in."""
    read = _with_read(text, span, f"${{{{ secrets.{variable} }}}}")
    if isinstance(read, NoMove):
        return read
    keys = yaml_keys(text, span.start)
    has_secrets = any(
        len(keys) >= len(part)
        and all(wanted in ("*", key) for wanted, key in zip(part, keys, strict=False))
        for part in _HAVE_SECRETS
    )
    return read if has_secrets else NoMove.NO_SECRETS


def _with_read(text: str, span: Span, read: str) -> tuple[Replacement, ...] | NoMove:
    place = yaml_place(text, span.start)
    if place.inside is Inside.COMMENT:
        return NoMove.NOT_A_STRING
    behind = text[span.end : span.end + 1]
    if behind == ":":
        return NoMove.NOT_A_VALUE
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    before = text[start : span.start]
    if before.rfind("${") > before.rfind("}"):
        return NoMove.PART_OF_A_STRING
    if place.inside is not Inside.PLAIN or not place.depth:
        return (Replacement(span, read),)
    # In [ ] and { } a brace ends an unquoted value.
    is_whole = before[-1:] in ("", " ", "\t", ",", "[", "{", ":")
    if is_whole and behind in (" ", ",", "]", "}", "\r", "\n", ""):
        return (Replacement(span, f'"{read}"'),)
    return NoMove.PART_OF_A_STRING
