"""What goes back over the wire."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

Headers = tuple[tuple[str, str], ...]


class Delivery(Enum):
    """How much of an answer reaches the client."""

    WHOLE = auto()
    CUT_SHORT = auto()
    """Half of the body, then the connection ends."""
    NOTHING = auto()
    """The connection ends without a byte."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        status: the HTTP status.
        body: the whole body; its length becomes Content-Length whatever `delivery` says.
        content_type: the Content-Type header.
        headers: further headers. Date, Server and Content-Length are the server's matter.
        delivery: how much of it is sent.
    """

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: Headers = ()
    delivery: Delivery = Delivery.WHOLE


class AnswerInsteadError(Exception):
    """Ends an endpoint's work: `answer` is given instead of the endpoint's own."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"answered with {answer.status}")
        self.answer = answer


def compact(payload: object) -> str:
    """Return `payload` as JSON without blanks."""
    return json.dumps(payload, separators=(",", ":"), ensure_ascii=False)


def json_answer(status: int, payload: object, headers: Headers = ()) -> Answer:
    """Answer with `payload` as JSON without blanks, as OpenRouter sends it."""
    return Answer(status, compact(payload).encode(), headers=headers)


def error(
    status: int,
    message: str,
    *,
    metadata: Mapping[str, object] | None = None,
    user_id: str | None = None,
    headers: Headers = (),
) -> Answer:
    """Answer with OpenRouter's error envelope.

    Args:
        status: the HTTP status, and the envelope's `code`.
        message: the envelope's `message`.
        metadata: the envelope's `metadata`; left out where there is none.
        user_id: whose key it was, beside the error as OpenRouter puts it; left out where None.
        headers: further HTTP headers.
    """
    inside: dict[str, object] = {"message": message, "code": status}
    if metadata is not None:
        inside["metadata"] = dict(metadata)
    envelope: dict[str, object] = {"error": inside}
    if user_id is not None:
        envelope["user_id"] = user_id
    return json_answer(status, envelope, headers)


def html_answer(status: int, html: str, headers: Headers = ()) -> Answer:
    """Answer with a page."""
    return Answer(status, html.encode(), "text/html; charset=utf-8", headers)
