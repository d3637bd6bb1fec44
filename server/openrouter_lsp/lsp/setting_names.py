"""The forms in which editors send a section of settings, made one: dotted names and values."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

SECTION: Final = "openrouter"
_DEEPEST: Final = 4
"""Parts of a name. What lies deeper is no setting of ours."""


def flattened(section: Mapping[str, object], known: Collection[str]) -> dict[str, object]:
    """Return the settings of a section by their dotted names, less the section's own.

    They may stand nested or dotted, and once more below the section's name (`openrouter.check`).
    Where any stands there, what stands beside it is another section's. Of one that is named twice
    the later counts. One that is null is not set.

    Args:
        section: as the editor sent it.
        known: the names that are not looked into, whatever they hold.
    """
    ours = of_section(section)
    return dict(_walk(section if ours is None else ours, known, ""))


def of_section(settings: Mapping[str, object]) -> Mapping[str, object] | None:
    """Return what stands below the section's name, in either form; None where nothing does."""
    found: dict[str, object] = {}
    is_there = False
    for name, value in settings.items():
        if name == SECTION and isinstance(value, Mapping):
            is_there = True
            found.update(value)
        elif name.startswith(f"{SECTION}."):
            is_there = True
            found[name.removeprefix(f"{SECTION}.")] = value
    return found if is_there else None


def early_section(options: object) -> object:
    """Return the settings that came with the initialization options; None where none did.

    They are due as `settings` there, but not every editor's user can choose where they go.
    """
    if not isinstance(options, Mapping):
        return None
    settings, ours = options.get("settings"), of_section(options)
    if ours is None:
        return settings
    if not isinstance(settings, Mapping):
        return ours
    return {**flattened(settings, ()), **flattened(ours, ())}


def _walk(
    section: Mapping[str, object], known: Collection[str], above: str
) -> Iterator[tuple[str, object]]:
    for last, value in section.items():
        name = f"{above}{last}"
        is_deep = name in known or name.count(".") >= _DEEPEST - 1
        if isinstance(value, Mapping) and not is_deep:
            yield from _walk(value, known, f"{name}.")
        elif value is not None:
            yield name, value
