"""This project's own messages: what they bring, and how it is read off the wire.

pygls makes an anonymous object of the parameters of a message that it does not know, by way of
JSON once more: for a terminal's output that costs more than reading the output does.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs
from cattrs import BaseValidationError, Converter
from cattrs.gen import make_dict_structure_fn, override
from pygls.protocol import JsonRPCNotification, JsonRPCRequestMessage, default_converter

DID_START: Final = "openrouter/terminal/didStart"
DID_WRITE: Final = "openrouter/terminal/didWrite"
DID_END: Final = "openrouter/terminal/didEnd"
LINKS: Final = "openrouter/terminal/links"

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
_CODE: Final = re.compile(r"[a-z-]{1,60}")


def is_fingerprint(text: str) -> bool:
    """Whether a text has the form of a fingerprint. A key has not, and no part of an address."""
    return _FINGERPRINT.fullmatch(text) is not None


# The errors of these do not repeat the text, which may be a key.


def _fingerprint(_argument: object, _field: object, text: str) -> None:
    if not is_fingerprint(text):
        raise ValueError("no fingerprint")


def _code(_argument: object, _field: object, text: str) -> None:
    if not _CODE.fullmatch(text):
        raise ValueError("no code of a rule")


_if_given: Final = attrs.validators.optional(_fingerprint)


@attrs.frozen
class DidStartParams:
    """A command was started in a terminal.

    Attributes:
        terminal_id: the editor's own name for the terminal, or for whatever shows output.
        name: the terminal's name, as it is shown.
        command_line: as typed; None where the editor does not know it.
        cwd: the folder that it was started in, as a path or an address; None where unknown.
        is_terminal: whether it is a terminal, and not a notebook, a debug console or the like,
            which its name then tells.
    """

    terminal_id: str
    name: str | None = None
    command_line: str | None = None
    cwd: str | None = None
    is_terminal: bool = True


@attrs.frozen
class DidWriteParams:
    """A terminal got output: raw, cut anywhere."""

    terminal_id: str
    data: str


@attrs.frozen
class DidEndParams:
    """A terminal's command ended."""

    terminal_id: str


@attrs.frozen
class LinksParams:
    """Where the editor wants to know what can be opened in a line of a terminal."""

    line: str


@attrs.frozen
class ExplainTextArgument:
    """A text to explain, such as a selection in a terminal.

    Attributes:
        text: what was printed.
        name: where, as it is shown; None where there is no name for it.
        cwd: the folder that the command was started in; None where unknown.
        command_line: as typed; None where unknown.
    """

    text: str
    name: str | None = None
    cwd: str | None = None
    command_line: str | None = None


@attrs.frozen
class KeyArgument:
    """Which key."""

    fingerprint: str = attrs.field(validator=_fingerprint)


@attrs.frozen
class RuleArgument:
    """Which rule."""

    code: str = attrs.field(validator=_code)


@attrs.frozen
class ReportArgument:
    """Which failure: the last of a key, or of a terminal."""

    fingerprint: str | None = attrs.field(default=None, validator=_if_given)
    terminal_id: str | None = None


@attrs.frozen
class NewKeyArgument:
    """Where a new key is wanted: in the place of a key, or of what stands in a line.

    Attributes:
        fingerprint: the key that it is to replace, wherever that stands.
        uri: else the document,
        line: and the line in it, from 0,
        character: and where in the line, in the negotiated encoding; its beginning where left out.
    """

    fingerprint: str | None = attrs.field(default=None, validator=_if_given)
    uri: str | None = None
    line: int = 0
    character: int = 0


@attrs.frozen
class CodeArgument:
    """The code that OpenRouter's page showed. It is good once, and no key."""

    code: str


@attrs.frozen
class EditArgument:
    """An edit of the table in `late_edits`, and the finding that it is about.

    Attributes:
        edit: its name in the table.
        uri: the document.
        line: from 0, where the finding stood,
        character: and where in the line, in the negotiated encoding.
        fingerprint: of the key there; None for what is none.
    """

    edit: str
    uri: str
    line: int = 0
    character: int = 0
    fingerprint: str | None = attrs.field(default=None, validator=_if_given)


@attrs.frozen
class StopIgnoringArgument:
    """What is to be looked at again: a key everywhere, or a file, or what stands in a line.

    Attributes:
        fingerprint: the key; of what stands in the line, if a line is named.
        uri: the document.
        line: from 0; None for all of the document.
        character: where in the line, in the negotiated encoding.
    """

    fingerprint: str | None = attrs.field(default=None, validator=_if_given)
    uri: str | None = None
    line: int | None = None
    character: int = 0


_SHA: Final = "a fingerprint is the SHA-256 of a key, 64 hex digits in lower case"
_FORMS: Final[Mapping[type, str]] = {
    ExplainTextArgument: '{"text"}, and perhaps "name", "cwd" and "commandLine" in it',
    KeyArgument: f'{{"fingerprint"}}; {_SHA}',
    RuleArgument: '{"code"}, the name of a rule such as key-expired',
    ReportArgument: f'{{"fingerprint"}} or {{"terminalId"}}; {_SHA}',
    NewKeyArgument: f'{{"fingerprint"}} or {{"uri", "line"}}; {_SHA}',
    CodeArgument: '{"code"}, the code that OpenRouter showed',
    EditArgument: f'{{"edit", "uri", "line", "character", "fingerprint"}}; {_SHA}',
    StopIgnoringArgument: f'{{"fingerprint"}}, or {{"uri"}} with "line" and "character"; {_SHA}',
}
"""The arguments of commands, each with words on its form."""
_TYPES: Final[Mapping[str, type]] = {
    DID_START: DidStartParams,
    DID_WRITE: DidWriteParams,
    DID_END: DidEndParams,
    LINKS: LinksParams,
}
_NAMES: Final = {
    "terminal_id": "terminalId",
    "command_line": "commandLine",
    "is_terminal": "isTerminal",
}


def open_converter() -> Converter:
    """Return pygls's converter, which reads this project's messages into their types.

    A message that is not of its form is refused as pygls refuses one: it is passed over, and one
    line stands in the log.
    """
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]
    params = _params_converter()
    for kind in (JsonRPCNotification, JsonRPCRequestMessage):
        hook = _reader(converter.get_structure_hook(kind), params)
        converter.register_structure_hook(kind, hook)
    for argument in _FORMS:
        converter.register_structure_hook(argument, params.structure)
    return converter


def form_of(command: Callable[..., Any]) -> str:
    """Return words on what a command takes; nothing where its argument has no type of ours."""
    return _FORMS.get(command.__annotations__.get("argument", object), "no argument")


def read_edit(data: object) -> EditArgument | None:
    """Read what a code action carries; None where it is none of ours."""
    try:
        return _params_converter().structure(data, EditArgument)
    except (BaseValidationError, TypeError, ValueError):
        return None


def _reader(
    otherwise: Callable[[Any, Any], Any], params: Converter
) -> Callable[[dict[str, Any], Any], Any]:
    def read(message: dict[str, Any], kind: Any) -> Any:  # noqa: ANN401 - a hook of cattrs
        wanted = _TYPES.get(message.get("method", ""))
        if wanted is None:
            return otherwise(message, kind)
        return kind(**message | {"params": params.structure(message.get("params"), wanted)})

    return read


def _params_converter() -> Converter:
    """Return a converter that takes nothing for a text but a text."""
    converter = Converter()
    converter.register_structure_hook(str, _text)
    for kind in (*_TYPES.values(), *_FORMS):
        names: dict[str, Any] = {
            field.name: override(rename=_NAMES.get(field.name)) for field in attrs.fields(kind)
        }
        converter.register_structure_hook(kind, make_dict_structure_fn(kind, converter, **names))
    return converter


def _text(value: object, _kind: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
