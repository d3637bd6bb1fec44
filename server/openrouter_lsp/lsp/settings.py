"""What a user can set, read so that a bad setting costs nothing but itself."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

import attrs

from openrouter_lsp.checking import WARN_BEFORE
from openrouter_lsp.lsp.setting_names import flattened
from openrouter_lsp.reporting import masked_line

_DURATION: Final = re.compile(r"([0-9]{1,6})\s?([dhm])")
_UNITS: Final = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
_LONGEST_DURATION: Final = timedelta(days=365)
_MOST_DURATIONS: Final = 20


@attrs.frozen(kw_only=True)
class _Setting:
    """How one setting is read."""

    name: str
    means: str
    read: Callable[[object], Any]


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _globs(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) and v for v in value):
        raise TypeError
    return tuple(value)


def _globs_below(value: object) -> tuple[str, ...]:
    """Read globs that lead to no file outside the folder that they are looked for in."""
    globs = tuple(glob.replace("\\", "/").removeprefix("./") for glob in _globs(value))
    if any(glob.startswith(("/", "~")) or ":" in glob or ".." in glob for glob in globs):
        raise ValueError
    return globs


def _durations(value: object) -> tuple[timedelta, ...]:
    """Read times such as `7d`; longest first, each once."""
    if not isinstance(value, list | tuple) or len(value) > _MOST_DURATIONS:
        raise TypeError
    return tuple(sorted({_duration(text) for text in value}, reverse=True))


def _duration(text: object) -> timedelta:
    found = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError
    length = int(found[1]) * _UNITS[found[2]]
    if not timedelta(0) < length <= _LONGEST_DURATION:
        raise ValueError
    return length


def _duration_words(length: timedelta) -> str:
    unit, one = next((unit, one) for unit, one in _UNITS.items() if not length % one)
    return f"{length // one}{unit}"


def _number(lowest: float, highest: float) -> Callable[[object], float]:
    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError
        if not math.isfinite(value) or not lowest <= value <= highest:
            raise ValueError
        return float(value)

    return read


_KEY: Final = "openrouter setting"


def _setting(default: object, name: str, means: str, read: Callable[[object], Any]) -> Any:  # noqa: ANN401 - an attrs field
    return attrs.field(
        default=default, metadata={_KEY: _Setting(name=name, means=means, read=read)}
    )


@attrs.frozen(kw_only=True)
class Settings:
    """The settings of the section `openrouter`, as they hold.

    Whether the workspace is trusted is not among them: it comes from the editor by a way of its
    own, so that no bad setting can turn untrusted into trusted.
    """

    check_enabled: bool = _setting(
        default=True, name="check.enabled", means="true or false", read=_truth
    )
    max_age_minutes: float = _setting(
        15.0, "check.maxAgeMinutes", "a number of minutes from 1 to 1440", _number(1, 1440)
    )
    timeout_seconds: float = _setting(
        15.0, "check.timeoutSeconds", "a number of seconds from 1 to 120", _number(1, 120)
    )
    warn_before: tuple[timedelta, ...] = _setting(
        WARN_BEFORE,
        "expiring.warnBefore",
        'a list of times such as "7d", "12h" or "30m", each from a minute to 365 days',
        _durations,
    )
    """How long before its expiry a key is warned of, longest first."""
    environment_files: tuple[str, ...] = _setting(
        (), "environmentFiles", "a list of file names, as globs", _globs
    )
    watch_files: tuple[str, ...] = _setting(
        (), "watchFiles", "a list of globs below the workspace folders", _globs_below
    )
    """Log files that are read like a terminal."""
    inlay_hints_enabled: bool = _setting(
        default=True, name="inlayHints.enabled", means="true or false", read=_truth
    )
    """Whether the state of keys stands at the ends of their lines."""
    preview_edits: bool = _setting(
        default=False, name="previewEdits", means="true or false", read=_truth
    )
    """Whether the editor is to show each edit before it makes it."""
    base_url: str = _setting("", "baseUrl", "an address in quotes", _text)

    @property
    def max_age(self) -> timedelta:
        """How long an answer of OpenRouter holds."""
        return timedelta(minutes=self.max_age_minutes)

    @property
    def asking(self) -> tuple[object, ...]:
        """What decides whether and how OpenRouter is asked, and what its answers mean."""
        when = self.check_enabled, self.max_age_minutes, self.timeout_seconds
        return *when, self.warn_before, self.base_url


_FIELDS: Final[Mapping[str, Any]] = {
    field.metadata[_KEY].name: field for field in attrs.fields(Settings)
}
_NOT_THE_SERVERS: Final = ("terminal.", "pythonPath", "trace.")
"""How the names of settings begin that an editor's extension reads by itself."""
_BASE_URL: Final = "baseUrl"
_IGNORED_BASE_URL: Final = (
    "The setting openrouter.baseUrl was ignored, since a project may have set it. An address of"
    " openrouter.ai or of this machine can be given in OPENROUTER_BASE_URL. For a gateway of your"
    " own, start the server as openrouter-lsp --machine-settings, if your editor takes no settings"
    " from projects."
)
_MOST_NAMED: Final = 3


def read_settings(section: object, *, are_the_machines: bool = False) -> tuple[Settings, list[str]]:
    """Read the section `openrouter` as an editor sends it, in any form of `flattened`.

    Args:
        section: as the editor sent it.
        are_the_machines: whether no project can have set what only the machine's owner may.

    Returns:
        The settings, each bad one at its default, and a sentence for each bad one.
    """
    if section is None:
        return Settings(), []
    if not isinstance(section, Mapping):
        return Settings(), ["The settings of openrouter are not an object; the defaults hold."]
    given = flattened(section, _FIELDS)
    complaints = []
    if given.get(_BASE_URL, "") != "" and not are_the_machines:
        del given[_BASE_URL]
        complaints.append(_IGNORED_BASE_URL)
    values: dict[str, Any] = {}
    for name, field in _FIELDS.items():
        if name not in given:
            continue
        setting: _Setting = field.metadata[_KEY]
        try:
            values[field.name] = setting.read(given[name])
        except (TypeError, ValueError):
            default = _as_written(field.default)
            complaints.append(
                f"The setting openrouter.{name} is not {setting.means};"
                f" its default, {default}, holds."
            )
    unknown = [n for n in given if n not in _FIELDS and not n.startswith(_NOT_THE_SERVERS)]
    if unknown:
        complaints.append(_unknown_words(unknown))
    return Settings(**values), complaints


def known_settings(settings: Mapping[str, object]) -> dict[str, object]:
    """Return those of a mapping that bear names of ours, which may be of other programs too."""
    return {name: v for name, v in flattened(settings, _FIELDS).items() if name in _FIELDS}


def _unknown_words(names: list[str]) -> str:
    shown = [masked_line(f"openrouter.{name}", 60) for name in names[:_MOST_NAMED]]
    if more := len(names) - len(shown):
        shown.append(f"{more} more")
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    plural = "is no such setting" if len(names) == 1 else "are no such settings"
    return f"There {plural} as {listed}; the README lists them all."


def _as_written(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, float):
        return f"{default:g}"
    if isinstance(default, tuple) and default:
        return ", ".join(_duration_words(length) for length in default)
    return "empty" if not default else str(default)
