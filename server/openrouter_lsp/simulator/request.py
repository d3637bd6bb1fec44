"""A request as the endpoints see it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from openrouter_lsp.simulator.account import fingerprint_of
from openrouter_lsp.simulator.answers import AnswerInsteadError
from openrouter_lsp.simulator.refusals import bad_request

_MOST_FORM_FIELDS = 100


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read to its end.

    Attributes:
        method: GET, POST and so on.
        path: without the query, as it came.
        query: the last value of each parameter.
        authorization: the header's value; None where there is none.
        body: empty where there is none.
    """

    method: str
    path: str
    query: Mapping[str, str]
    authorization: str | None
    body: bytes

    @property
    def bearer(self) -> str | None:
        """What the client sent as its key, whatever it looks like; None for nothing."""
        scheme, _, rest = (self.authorization or "").partition(" ")
        return (rest.strip() or None) if scheme.lower() == "bearer" else None

    @property
    def fingerprint(self) -> str | None:
        """SHA-256 of the bearer, lowercase hex; None without one."""
        return None if self.bearer is None else fingerprint_of(self.bearer)

    @property
    def last_segment(self) -> str:
        """The path's end: the hash in /keys/{hash}."""
        return self.path.rpartition("/")[2]

    def json_object(self) -> dict[str, object]:
        """Read the body as a JSON object.

        Raises:
            AnswerInsteadError: 400, it is not one.
        """
        try:
            value: object = json.loads(self.body)
        except (ValueError, RecursionError):
            raise AnswerInsteadError(bad_request("the body is not JSON")) from None
        if not isinstance(value, dict):
            raise AnswerInsteadError(bad_request("the body is not a JSON object"))
        return value

    def form(self) -> dict[str, str]:
        """Read the body as a browser's form, the last value of each field.

        Raises:
            AnswerInsteadError: 400, it is not one.
        """
        return last_values(self.body.decode("ascii", "replace"))


def last_values(encoded: str) -> dict[str, str]:
    """Read a query or a form.

    Raises:
        AnswerInsteadError: 400, too many fields.
    """
    try:
        fields = parse_qs(encoded, keep_blank_values=True, max_num_fields=_MOST_FORM_FIELDS)
    except ValueError:
        raise AnswerInsteadError(bad_request("too many fields")) from None
    return {name: values[-1] for name, values in fields.items()}
