"""The endpoints that speak of models: the public list, and running one."""

import secrets

from openrouter_lsp.simulator import refusals
from openrouter_lsp.simulator.account import Account
from openrouter_lsp.simulator.admission import Admission
from openrouter_lsp.simulator.answers import Answer, AnswerInsteadError, compact, json_answer
from openrouter_lsp.simulator.body_fields import BodyFields
from openrouter_lsp.simulator.model_refusals import TROUBLED_MODELS
from openrouter_lsp.simulator.request import Request

_MODEL = "simulator/echo"
_COST = 0.0001
_REPLY = ("Hello", " from", " the", " simulator.")
_USAGE = {"prompt_tokens": 5, "completion_tokens": 4, "total_tokens": 9, "cost": _COST}


class ModelEndpoints:
    """/models and /chat/completions. The caller holds the account's lock."""

    def __init__(self, account: Account, admission: Admission) -> None:
        self._account = account
        self._admission = admission

    def page(self, request: Request) -> Answer:  # noqa: ARG002 - public: nobody is asked for a key
        """GET /models: 200 for everybody, whatever key comes along."""
        model = {
            "id": _MODEL,
            "canonical_slug": _MODEL,
            "name": "Simulator: Echo",
            "created": 1735689600,
            "description": "Says the same to everybody.",
            "context_length": 4096,
            "architecture": {
                "modality": "text->text",
                "input_modalities": ["text"],
                "output_modalities": ["text"],
                "tokenizer": "Other",
                "instruct_type": None,
            },
            "pricing": {"prompt": "0.00001", "completion": "0.00001"},
            "top_provider": {
                "context_length": 4096,
                "max_completion_tokens": 1024,
                "is_moderated": False,
            },
            "per_request_limits": None,
            "supported_parameters": ["max_tokens", "temperature"],
            "default_parameters": None,
            "supported_voices": None,
            "links": {"details": f"/api/v1/models/{_MODEL}/endpoints"},
        }
        return json_answer(200, {"data": [model], "total_count": 1, "links": {"next": None}})

    def complete(self, request: Request) -> Answer:
        """POST /chat/completions: a tiny completion, or what a program sees of its key.

        Effects: a completion costs a hundredth of a cent of the key's limit.
        """
        key = self._admission.key(request)
        if key.management:
            # Seen once; one would expect a word on the kind of key.
            return refusals.user_not_found()
        if key.out_of_credits:
            return refusals.insufficient_credits()
        if key.limit_remaining == 0:
            return refusals.key_limit_exceeded(key.limit_reset)
        body = request.json_object()
        fields = BodyFields(body)
        model = fields.text("model") or _MODEL
        messages = body.get("messages")
        if not isinstance(messages, list) or not messages:
            raise AnswerInsteadError(refusals.bad_request("messages must be a list, not empty"))
        if model in TROUBLED_MODELS:
            _, refuse = TROUBLED_MODELS[model]
            return refuse(model)
        key.usage += _COST
        head: dict[str, object] = {
            "id": f"gen-{secrets.token_hex(8)}",
            "provider": "Simulator",
            "model": model,
            "created": int(self._account.clock().timestamp()),
            "system_fingerprint": None,
        }
        return _streamed(head) if fields.flag("stream") else _whole(head)


def _whole(head: dict[str, object]) -> Answer:
    choice = {
        "index": 0,
        "finish_reason": "stop",
        "native_finish_reason": "stop",
        "logprobs": None,
        "message": {"role": "assistant", "content": "".join(_REPLY), "refusal": None},
    }
    return json_answer(
        200, {**head, "object": "chat.completion", "choices": [choice], "usage": _USAGE}
    )


def _streamed(head: dict[str, object]) -> Answer:
    """Answer with server-sent events: a comment, the words, the usage, the end."""
    head = {**head, "object": "chat.completion.chunk"}
    chunks: list[dict[str, object]] = []
    for number, word in enumerate(_REPLY, start=1):
        choice = {
            "index": 0,
            "delta": {"role": "assistant", "content": word},
            "finish_reason": "stop" if number == len(_REPLY) else None,
        }
        chunks.append({**head, "choices": [choice]})
    chunks.append({**head, "choices": [], "usage": _USAGE})
    lines = [": OPENROUTER PROCESSING", *(f"data: {compact(one)}" for one in chunks)]
    body = "\n\n".join([*lines, "data: [DONE]", ""])
    return Answer(200, body.encode(), "text/event-stream", (("Cache-Control", "no-cache"),))
