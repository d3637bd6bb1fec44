"""The fields of a request's JSON body, checked one by one."""

from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from openrouter_lsp.simulator.answers import AnswerInsteadError
from openrouter_lsp.simulator.refusals import bad_request
from openrouter_lsp.simulator.request import Request
from openrouter_lsp.simulator.timestamps import read_stamp

LIMIT_RESETS = ("daily", "weekly", "monthly")


class BodyFields:
    """The fields of a JSON object.

    Each method returns None for a field that is absent or null, and raises AnswerInsteadError
    with a 400 for one that is not what it must be.
    """

    def __init__(self, fields: dict[str, object]) -> None:
        self._fields = fields

    @classmethod
    def of(cls, request: Request) -> "BodyFields":
        """Read a request's body."""
        return cls(request.json_object())

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def text(self, name: str, *, longest: int | None = None) -> str | None:
        """Read a text that is not empty; `longest` in characters."""
        value = self._fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value:
            raise AnswerInsteadError(bad_request(f"{name} must be a text that is not empty"))
        if longest is not None and len(value) > longest:
            raise AnswerInsteadError(bad_request(f"{name} must have {longest} characters at most"))
        return value

    def required_text(self, name: str, *, longest: int | None = None) -> str:
        """Read a text that must be there."""
        value = self.text(name, longest=longest)
        if value is None:
            raise AnswerInsteadError(bad_request(f"{name} is required"))
        return value

    def amount(self, name: str) -> float | None:
        """Read US dollars, zero or more."""
        value = self._fields.get(name)
        if value is None:
            return None
        # A bool is an int to Python; NaN and the infinities are numbers to its JSON reader.
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e15:
            raise AnswerInsteadError(bad_request(f"{name} must be a number, zero or more"))
        return float(value)

    def flag(self, name: str) -> bool | None:
        """Read true or false."""
        value = self._fields.get(name)
        if value is not None and not isinstance(value, bool):
            raise AnswerInsteadError(bad_request(f"{name} must be true or false"))
        return value

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """Read one of some words."""
        value = self._fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or value not in allowed:
            raise AnswerInsteadError(bad_request(f"{name} must be one of {', '.join(allowed)}"))
        return value

    def moment(self, name: str) -> datetime | None:
        """Read a UTC time."""
        value = self.text(name)
        if value is None:
            return None
        try:
            return read_stamp(value)
        except ValueError:
            raise AnswerInsteadError(
                bad_request(f"{name} must be an ISO 8601 time in UTC")
            ) from None

    def callback_url(self, name: str) -> str | None:
        """Read where a browser is sent back to: https, or this machine on any port."""
        value = self.text(name)
        if value is None:
            return None
        try:
            url = urlsplit(value)
            host = url.hostname
        except ValueError:
            host = None
            url = urlsplit("")
        local = url.scheme == "http" and host in {"localhost", "127.0.0.1"}
        # What is not printable ASCII could smuggle a header into the answer that redirects there.
        clean = value.isascii() and value.isprintable() and " " not in value
        if not clean or not host or not (local or url.scheme == "https"):
            raise AnswerInsteadError(
                bad_request(f"{name} must be an https URL, or http on localhost or 127.0.0.1")
            )
        return value
