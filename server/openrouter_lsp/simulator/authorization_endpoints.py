"""A new key through the browser: the page a person sees, and the exchange of its code."""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit, urlunsplit

from openrouter_lsp.simulator import authorization_page as pages
from openrouter_lsp.simulator import refusals
from openrouter_lsp.simulator.account import Account
from openrouter_lsp.simulator.admission import Admission
from openrouter_lsp.simulator.answers import Answer, AnswerInsteadError, html_answer, json_answer
from openrouter_lsp.simulator.authorization import AppRequest, AuthorizationCodes
from openrouter_lsp.simulator.body_fields import BodyFields
from openrouter_lsp.simulator.refusals import USER_ID
from openrouter_lsp.simulator.request import Request
from openrouter_lsp.simulator.timestamps import stamp

_APP_ID = 1
_DENIED = {"error": "access_denied", "error_description": "The user denied the request"}
"""That denial returns these two is documented; their values are a guess."""


class AuthorizationEndpoints:
    """/auth, /auth/keys and /auth/keys/code. The caller holds the account's lock."""

    def __init__(self, account: Account, admission: Admission) -> None:
        self._account = account
        self._admission = admission
        self._codes = AuthorizationCodes(account)

    def issue(self, request: Request) -> Answer:
        """POST /auth/keys/code: a code without a browser. That any good key may is a guess."""
        self._admission.key(request)
        fields = BodyFields.of(request)
        fields.required_text("callback_url")
        code = self._codes.issue(AppRequest.read(fields))
        made_at = stamp(self._account.clock())
        return json_answer(200, {"data": {"id": code, "app_id": _APP_ID, "created_at": made_at}})

    def exchange(self, request: Request) -> Answer:
        """POST /auth/keys: a code becomes a key; no key is needed for it."""
        fields = BodyFields.of(request)
        key = self._codes.redeem(
            fields.required_text("code"),
            fields.text("code_verifier"),
            fields.text("code_challenge_method"),
        )
        return json_answer(200, {"key": key.text, "user_id": USER_ID})

    def ask(self, request: Request) -> Answer:
        """GET /auth: ask the person in front of the browser."""
        wanted = _read_parameters(request.query)
        if isinstance(wanted, Answer):
            return wanted
        return _page(200, pages.question(wanted, request.query))

    def decide(self, request: Request) -> Answer:
        """POST /auth: what that person decided; back to the app, or the code to paste."""
        form = request.form()
        wanted = _read_parameters(form)
        if isinstance(wanted, Answer):
            return wanted
        allowed = form.get("decision") == "allow"
        outcome = {"code": self._codes.issue(wanted)} if allowed else _DENIED
        if wanted.callback_url is None:
            return _page(200, pages.code(outcome["code"]) if allowed else pages.denied())
        state = {"state": form["state"]} if "state" in form else {}
        url = urlsplit(wanted.callback_url)
        query = "&".join(part for part in (url.query, urlencode({**outcome, **state})) if part)
        return html_answer(303, "", (("Location", urlunsplit(url._replace(query=query))),))


def _read_parameters(parameters: Mapping[str, str]) -> AppRequest | Answer:
    """Read a page's parameters; an answer instead where they do not do."""
    fields: dict[str, object] = {name: value for name, value in parameters.items() if value}
    try:
        if "limit" in fields:
            fields["limit"] = _number(parameters["limit"])
        wanted = AppRequest.read(BodyFields(fields))
    except AnswerInsteadError as instead:
        return _page(instead.answer.status, pages.mistake(instead.answer))
    if wanted.callback_url is None and (wanted.label is None or wanted.challenge is None):
        needed = "without callback_url, key_label and code_challenge are needed"
        return _page(400, pages.mistake(refusals.bad_request(needed)))
    return wanted


def _number(text: str) -> float | str:
    """Read a number; the text itself where it is none, for the check that follows."""
    try:
        return float(text)
    except ValueError:
        return text


def _page(status: int, html: str) -> Answer:
    # No form-action here: browsers apply it to the redirect that follows the form, too.
    policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    headers = (
        ("Content-Security-Policy", policy),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
    )
    return html_answer(status, html, headers)
