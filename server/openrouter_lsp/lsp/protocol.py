"""What the protocol asks of a server and pygls leaves out: an answer to each request, in words."""

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInternalError,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from openrouter_lsp.lsp.messages import form_of

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

_NO_SUCH_COMMAND: Final = "There is no such command."
_MALFORMED: Final = "The parameters are not of the form that the protocol has for this request."
_TOO_EARLY: Final = "The first request is initialize."
_TOO_LATE: Final = "The server was shut down."
_TWICE: Final = "The server is initialized already."


class OpenRouterProtocol(LanguageServerProtocol):
    """pygls's protocol, and what is missing there.

    No answer repeats what came, which may be a key, or shows a traceback.
    """

    _server: "OpenRouterServer"

    @property
    def is_shut_down(self) -> bool:
        """Whether the editor said that it leaves."""
        return bool(self._shutdown)

    def structure_message(self, data: dict[str, Any]) -> Any:  # noqa: ANN401 - any message
        """Read a message; answer a request that cannot be read."""
        try:
            return super().structure_message(data)
        except JsonRpcException:
            number = data.get("id")
            if "method" in data and isinstance(number, int | str):
                self._answer(number, JsonRpcInvalidParams(_MALFORMED))
            raise

    def handle_message(self, message: Any) -> None:  # noqa: ANN401 - any message
        """Handle a message where it is due, else refuse it."""
        refusal = self._refusal(getattr(message, "method", None))
        if refusal is None:
            super().handle_message(message)
        elif (number := getattr(message, "id", None)) is not None:
            self._answer(number, refusal)

    @lsp_method(types.WORKSPACE_EXECUTE_COMMAND)
    def lsp_workspace__execute_command(
        self, params: types.ExecuteCommandParams
    ) -> Generator[Any, Any, Any]:
        """Do a command; where its arguments are bad, say what it takes."""
        handler = self._server.commands.get(params.command)
        if handler is None:
            raise JsonRpcInvalidParams(_NO_SUCH_COMMAND)
        if params.arguments is None:
            params.arguments = []
        try:
            return (yield from super().lsp_workspace__execute_command(params))
        except JsonRpcInvalidParams:
            words = f"{params.command} takes {form_of(handler)}."
            raise JsonRpcInvalidParams(words) from None

    def _refusal(self, method: str | None) -> JsonRpcException | None:
        """Return why a method is not due now; None where it is, or the message is an answer."""
        if method is None or method == types.EXIT:
            return None
        if self._shutdown:
            return JsonRpcInvalidRequest(_TOO_LATE)
        is_begun = self._workspace is not None
        if is_begun == (method != types.INITIALIZE):
            return None
        return (
            JsonRpcInvalidRequest(_TWICE) if is_begun else JsonRpcServerNotInitialized(_TOO_EARLY)
        )

    def _answer(self, number: int | str, refusal: JsonRpcException) -> None:
        self._send_response(number, error=refusal.to_response_error())

    def _send_response(
        self,
        msg_id: int | str,
        result: Any | None = None,  # noqa: ANN401 - any result
        error: types.ResponseError | None = None,
    ) -> None:
        if error is not None and error.code == JsonRpcInternalError.CODE:
            # pygls puts the exception's text there, and where it was raised.
            kind = error.message.partition(":")[0]
            named = f" ({kind})" if kind.replace(".", "").isidentifier() else ""
            error = types.ResponseError(error.code, f"The server failed at this request{named}.")
        super()._send_response(msg_id, result, error)
