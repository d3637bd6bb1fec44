"""What a user can set, read so that a bad setting costs nothing but itself."""

import math
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

import attrs


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
    warn_days: float = _setting(
        7.0, "expiring.warnDays", "a number of days from 0 to 365", _number(0, 365)
    )
    environment_files: tuple[str, ...] = _setting(
        (), "environmentFiles", "a list of file names, as globs", _globs
    )
    base_url: str = _setting("", "baseUrl", "an address in quotes", _text)

    @property
    def max_age(self) -> timedelta:
        """How long an answer of OpenRouter holds."""
        return timedelta(minutes=self.max_age_minutes)

    @property
    def warn_before(self) -> timedelta:
        """How long before its expiry a key counts as expiring."""
        return timedelta(days=self.warn_days)


def read_settings(section: object) -> tuple[Settings, list[str]]:
    """Read the section `openrouter` as an editor sends it, nested or with dotted names.

    Returns:
        The settings, each bad one at its default, and a sentence for each bad one.
    """
    if section is None:
        return Settings(), []
    if not isinstance(section, Mapping):
        return Settings(), ["The settings of openrouter are not an object; the defaults hold."]
    values: dict[str, Any] = {}
    complaints = []
    for field in attrs.fields(Settings):
        setting: _Setting = field.metadata[_KEY]
        value = _look_up(section, setting.name)
        if value is None:
            continue
        try:
            values[field.name] = setting.read(value)
        except (TypeError, ValueError):
            default = _as_written(field.default)
            complaints.append(
                f"The setting openrouter.{setting.name} is not {setting.means};"
                f" its default, {default}, holds."
            )
    return Settings(**values), complaints


def _look_up(section: Mapping[str, object], name: str) -> object:
    if name in section:
        return section[name]
    first, _, rest = name.partition(".")
    inner = section.get(first)
    return _look_up(inner, rest) if rest and isinstance(inner, Mapping) else None


def _as_written(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, float):
        return f"{default:g}"
    return "empty" if not default else str(default)
