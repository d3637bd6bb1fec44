"""The endpoints that speak of keys: a key about itself, and the management API."""

from openrouter_lsp.simulator import refusals
from openrouter_lsp.simulator.account import Account, SimulatedKey, mint
from openrouter_lsp.simulator.admission import Admission
from openrouter_lsp.simulator.answers import Answer, AnswerInsteadError, json_answer
from openrouter_lsp.simulator.body_fields import LIMIT_RESETS, BodyFields
from openrouter_lsp.simulator.key_records import management_record, own_description
from openrouter_lsp.simulator.request import Request
from openrouter_lsp.simulator.states import State

_PAGE = 100
_CREDITS = 100.0


def offset_of(request: Request) -> int:
    """Read the query's `offset`; 0 where there is none.

    Raises:
        AnswerInsteadError: 400, it is not a number from zero.
    """
    text = request.query.get("offset") or "0"
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise AnswerInsteadError(refusals.bad_request("offset must be a number from zero"))
    return int(text)


class KeyEndpoints:
    """/key, /credits, /keys and /keys/{hash}. The caller holds the account's lock."""

    def __init__(self, account: Account, admission: Admission) -> None:
        self._account = account
        self._admission = admission

    def describe_itself(self, request: Request) -> Answer:
        """GET /key: costs nothing, uses nothing up."""
        return json_answer(200, {"data": own_description(self._admission.key(request))})

    def credits(self, request: Request) -> Answer:
        """GET /credits."""
        key = self._admission.management_key(request)
        usage = round(sum(one.usage for one in self._account.keys), 6)
        spent = _CREDITS if key.out_of_credits else min(usage, _CREDITS)
        return json_answer(200, {"data": {"total_credits": _CREDITS, "total_usage": spent}})

    def page(self, request: Request) -> Answer:
        """GET /keys: a hundred at a time, of one workspace, without the disabled ones."""
        self._admission.management_key(request)
        offset = offset_of(request)
        workspace_id = request.query.get("workspace_id", self._account.default_workspace_id)
        wants_disabled = request.query.get("include_disabled", "false") == "true"
        rows = [
            management_record(key)
            for key in self._account.listed()
            if key.workspace_id == workspace_id and (wants_disabled or not key.disabled)
        ]
        return json_answer(200, {"data": rows[offset : offset + _PAGE]})

    def create(self, request: Request) -> Answer:
        """POST /keys: the one time that a key's text is shown."""
        self._admission.management_key(request)
        fields = BodyFields.of(request)
        workspace_id = fields.text("workspace_id") or self._account.default_workspace_id
        if not self._account.has_workspace(workspace_id):
            raise AnswerInsteadError(refusals.bad_request("workspace_id names no workspace"))
        key = SimulatedKey(
            text=mint(),
            name=fields.required_text("name"),
            state=State.VALID,
            created_at=self._account.clock(),
            workspace_id=workspace_id,
            expires_at=fields.moment("expires_at"),
            limit=fields.amount("limit"),
            limit_reset=fields.choice("limit_reset", LIMIT_RESETS),
            include_byok_in_limit=fields.flag("include_byok_in_limit") or False,
        )
        self._account.add(key)
        return json_answer(201, {"data": management_record(key), "key": key.text})

    def read(self, request: Request) -> Answer:
        """GET /keys/{hash}."""
        return json_answer(200, {"data": management_record(self._addressed(request))})

    def change(self, request: Request) -> Answer:
        """PATCH /keys/{hash}: what is not named stays, and so does the expiry in any case."""
        key = self._addressed(request)
        fields = BodyFields.of(request)
        # All is read before anything is written: a bad field leaves the key as it was.
        name = fields.text("name")
        disabled = fields.flag("disabled")
        limit = fields.amount("limit")
        limit_reset = fields.choice("limit_reset", LIMIT_RESETS)
        include_byok = fields.flag("include_byok_in_limit")
        key.name = key.name if name is None else name
        key.disabled = key.disabled if disabled is None else disabled
        key.limit = limit if "limit" in fields else key.limit
        key.limit_reset = limit_reset if "limit_reset" in fields else key.limit_reset
        if include_byok is not None:
            key.include_byok_in_limit = include_byok
        key.updated_at = self._account.clock()
        return json_answer(200, {"data": management_record(key)})

    def delete(self, request: Request) -> Answer:
        """DELETE /keys/{hash}."""
        self._addressed(request).deleted = True
        return json_answer(200, {"deleted": True})

    def _addressed(self, request: Request) -> SimulatedKey:
        self._admission.management_key(request)
        for key in self._account.listed():
            if key.fingerprint == request.last_segment:
                return key
        raise AnswerInsteadError(refusals.not_found())
