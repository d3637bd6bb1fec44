"""The endpoint that speaks of workspaces."""

import re
import uuid

from openrouter_lsp.simulator import refusals
from openrouter_lsp.simulator.account import Account, Workspace
from openrouter_lsp.simulator.admission import Admission
from openrouter_lsp.simulator.answers import Answer, AnswerInsteadError, json_answer
from openrouter_lsp.simulator.body_fields import BodyFields
from openrouter_lsp.simulator.key_endpoints import offset_of
from openrouter_lsp.simulator.refusals import USER_ID
from openrouter_lsp.simulator.request import Request
from openrouter_lsp.simulator.timestamps import stamp

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _row(workspace: Workspace) -> dict[str, object]:
    return {
        "id": workspace.id,
        "default_guardrail_id": str(uuid.uuid5(uuid.UUID(workspace.id), "guardrail")),
        "name": workspace.name,
        "slug": workspace.slug,
        "description": workspace.description,
        "default_text_model": workspace.default_text_model,
        "default_image_model": workspace.default_image_model,
        "default_provider_sort": workspace.default_provider_sort,
        "is_observability_io_logging_enabled": False,
        "is_observability_broadcast_enabled": False,
        "is_data_discount_logging_enabled": True,
        "io_logging_sampling_rate": 1,
        "io_logging_api_key_ids": None,
        "include_byok_in_budgets": False,
        "created_at": stamp(workspace.created_at),
        "updated_at": None,
        "created_by": USER_ID,
    }


class WorkspaceEndpoints:
    """/workspaces. The caller holds the account's lock."""

    def __init__(self, account: Account, admission: Admission) -> None:
        self._account = account
        self._admission = admission

    def page(self, request: Request) -> Answer:
        """GET /workspaces."""
        self._admission.management_key(request)
        offset = offset_of(request)
        size = request.query.get("limit", "50")
        if not (size.isascii() and size.isdecimal() and len(size) < 4 and 1 <= int(size) <= 100):
            raise AnswerInsteadError(refusals.bad_request("limit must be from 1 to 100"))
        rows = [_row(one) for one in self._account.workspaces]
        page = rows[offset : offset + int(size)]
        return json_answer(200, {"data": page, "total_count": len(rows)})

    def create(self, request: Request) -> Answer:
        """POST /workspaces. That a slug in use is a 400 is a guess."""
        self._admission.management_key(request)
        fields = BodyFields.of(request)
        slug = fields.required_text("slug", longest=50)
        if not _SLUG.fullmatch(slug):
            raise AnswerInsteadError(refusals.bad_request("slug must be lowercase words"))
        if any(one.slug == slug for one in self._account.workspaces):
            raise AnswerInsteadError(refusals.bad_request("slug is in use"))
        workspace = Workspace(
            id=str(uuid.uuid4()),
            name=fields.required_text("name", longest=100),
            slug=slug,
            created_at=self._account.clock(),
            description=fields.text("description", longest=500),
            default_text_model=fields.text("default_text_model"),
            default_image_model=fields.text("default_image_model"),
            default_provider_sort=fields.text("default_provider_sort"),
        )
        self._account.workspaces.append(workspace)
        return json_answer(201, {"data": _row(workspace)})
