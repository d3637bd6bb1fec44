"""Every answer against OpenRouter's own OpenAPI document, where that lies beside the project."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from openrouter_lsp.simulator import Simulator, State, Wording

if TYPE_CHECKING:
    import httpx

    from tests.simulator.conftest import Asker

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT.parent / "shared" / "openrouter-api" / "keys-openapi.json"
if not DOCUMENT.is_file():
    pytest.skip(
        f"{DOCUMENT} is not there: the simulator's answers are NOT CHECKED against OpenRouter's "
        "specification",
        allow_module_level=True,
    )
SPECIFICATION = json.loads(DOCUMENT.read_text(encoding="utf-8"))
REGISTRY: Registry[Any] = Registry().with_resource(
    "urn:openrouter", Resource.from_contents(SPECIFICATION, default_specification=DRAFT202012)
)
ERRORS = {
    400: "BadRequestResponse",
    401: "UnauthorizedResponse",
    403: "ForbiddenResponse",
    404: "NotFoundResponse",
    429: "TooManyRequestsResponse",
    500: "InternalServerResponse",
}


def validate(body: object, path: str, method: str, status: int) -> None:
    """Check a body against the schema of an operation's response.

    Where the operation does not name an error that OpenRouter gives all the same, against the
    schema of that error.
    """
    responses = SPECIFICATION["paths"][path][method.lower()]["responses"]
    if str(status) in responses:
        where = path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
        pointer = (
            f"/paths/{where}/{method.lower()}/responses/{status}/content/application~1json/schema"
        )
    else:
        pointer = f"/components/schemas/{ERRORS[status]}"
    schema = {"$ref": f"urn:openrouter#{pointer}"}
    Draft202012Validator(schema, registry=REGISTRY).validate(body)


def check(answer: httpx.Response, path: str, status: int) -> Any:
    assert answer.status_code == status
    body = answer.json()
    validate(body, path, answer.request.method, status)
    return body


def test_the_check_itself_can_fail() -> None:
    with pytest.raises(ValidationError):
        validate({"data": {}}, "/key", "GET", 200)
    with pytest.raises(ValidationError):
        validate({"error": {"message": "no code"}}, "/keys", "GET", 403)
    with pytest.raises(ValidationError):
        validate({"data": {"hash": 3}}, "/keys/{hash}", "GET", 200)
    with pytest.raises(ValidationError):
        validate({"data": [{}], "total_count": 1, "links": {"next": None}}, "/models", "GET", 200)


@pytest.mark.parametrize("path", ["/key", "/auth/key"])
def test_a_key_about_itself(sim: Simulator, ask: Asker, path: str) -> None:
    for key in (
        sim.add(),
        sim.add(State.EXPIRING, expires_in=timedelta(milliseconds=1500)),
        sim.add(State.EXHAUSTED, limit_reset="daily"),
        sim.add(State.OUT_OF_CREDITS),
        sim.add(State.MANAGEMENT),
    ):
        check(ask("GET", path, key), "/key", 200)
    for state in (State.EXPIRED, State.DISABLED, State.DELETED, State.UNKNOWN, State.FLAKY):
        check(ask("GET", path, sim.add(state)), "/key", 401)
    check(ask("GET", path, sim.add(State.EXPIRED, wording=Wording.NEW)), "/key", 401)
    check(ask("GET", path), "/key", 401)
    check(ask("GET", path, sim.add(State.RATE_LIMITED)), "/key", 429)
    check(ask("GET", path, sim.add(State.SERVER_ERROR)), "/key", 500)
    check(ask("GET", path, sim.add(State.ADDRESS_BLOCKED)), "/key", 403)


def test_credits_and_models(sim: Simulator, ask: Asker) -> None:
    check(ask("GET", "/credits", sim.add(State.MANAGEMENT)), "/credits", 200)
    check(ask("GET", "/credits", sim.add()), "/credits", 403)
    check(ask("GET", "/credits"), "/credits", 401)
    check(ask("GET", "/models"), "/models", 200)


def test_the_management_of_keys(sim: Simulator, ask: Asker) -> None:
    manager = sim.add(State.MANAGEMENT)
    for state in (State.VALID, State.EXPIRED, State.DISABLED, State.EXHAUSTED):
        sim.add(state)
    listed = check(ask("GET", "/keys", manager, params={"include_disabled": "true"}), "/keys", 200)
    assert len(listed["data"]) == 4
    check(ask("GET", "/keys", manager, params={"offset": "x"}), "/keys", 400)
    check(ask("GET", "/keys", sim.add()), "/keys", 403)
    check(ask("GET", "/keys"), "/keys", 401)

    example = SPECIFICATION["paths"]["/keys"]["post"]["requestBody"]["content"]
    body = example["application/json"]["example"]
    made = check(ask("POST", "/keys", manager, json=body), "/keys", 201)
    check(ask("POST", "/keys", manager, json={}), "/keys", 400)
    check(ask("POST", "/keys", sim.add(), json=body), "/keys", 403)

    record, template = f"/keys/{made['data']['hash']}", "/keys/{hash}"
    check(ask("GET", record, manager), template, 200)
    example = SPECIFICATION["paths"][template]["patch"]["requestBody"]["content"]
    change = example["application/json"]["example"]
    check(ask("PATCH", record, manager, json=change), template, 200)
    check(ask("PATCH", record, manager, json={"limit": "x"}), template, 400)
    check(ask("DELETE", record, manager), template, 200)
    for method in ("GET", "PATCH", "DELETE"):
        check(ask(method, record, manager, json={}), template, 404)
    limited = sim.add(State.RATE_LIMITED, management=True)
    check(ask("GET", "/keys", limited), "/keys", 429)


def test_workspaces(sim: Simulator, ask: Asker) -> None:
    manager = sim.add(State.MANAGEMENT)
    body = SPECIFICATION["components"]["schemas"]["CreateWorkspaceRequest"]["example"]
    check(ask("POST", "/workspaces", manager, json=body), "/workspaces", 201)
    check(ask("POST", "/workspaces", manager, json={}), "/workspaces", 400)
    check(ask("POST", "/workspaces", sim.add(), json=body), "/workspaces", 403)
    listed = check(ask("GET", "/workspaces", manager), "/workspaces", 200)
    assert listed["total_count"] == 2


def test_authorization_codes(sim: Simulator, ask: Asker) -> None:
    body = {"callback_url": "https://example.com/", "code_challenge": "v"}
    code = check(ask("POST", "/auth/keys/code", sim.add(), json=body), "/auth/keys/code", 200)
    check(ask("POST", "/auth/keys/code", sim.add(), json={}), "/auth/keys/code", 400)
    check(ask("POST", "/auth/keys/code", json=body), "/auth/keys/code", 401)
    exchange = {"code": code["data"]["id"], "code_verifier": "v"}
    check(ask("POST", "/auth/keys", json={}), "/auth/keys", 400)
    check(ask("POST", "/auth/keys", json=exchange), "/auth/keys", 200)
    check(ask("POST", "/auth/keys", json=exchange), "/auth/keys", 403)


def test_what_a_program_sees_has_the_form_of_an_error(sim: Simulator, ask: Asker) -> None:
    # /chat/completions is not in this slice of the document; its errors are of the same kind.
    forbidden = ask.chat(sim.add(State.EXHAUSTED))
    validate(forbidden.json(), "/key", "GET", forbidden.status_code)
    assert forbidden.status_code == 403
