"""Which endpoint answers which request."""

import re
from collections.abc import Callable

from openrouter_lsp.simulator import refusals
from openrouter_lsp.simulator.account import Account
from openrouter_lsp.simulator.admission import Admission
from openrouter_lsp.simulator.answers import Answer, AnswerInsteadError, error
from openrouter_lsp.simulator.authorization_endpoints import AuthorizationEndpoints
from openrouter_lsp.simulator.key_endpoints import KeyEndpoints
from openrouter_lsp.simulator.model_endpoints import ModelEndpoints
from openrouter_lsp.simulator.request import Request
from openrouter_lsp.simulator.workspace_endpoints import WorkspaceEndpoints

API = "/api/v1"
SIGN_IN = "/auth"

Endpoint = Callable[[Request], Answer]


class Routes:
    """The table from path and method to endpoint."""

    def __init__(self, account: Account) -> None:
        self._account = account
        admission = Admission(account)
        keys = KeyEndpoints(account, admission)
        workspaces = WorkspaceEndpoints(account, admission)
        models = ModelEndpoints(account, admission)
        authorization = AuthorizationEndpoints(account, admission)
        table: dict[str, dict[str, Endpoint]] = {
            f"{API}/key": {"GET": keys.describe_itself},
            f"{API}/auth/key": {"GET": keys.describe_itself},
            f"{API}/credits": {"GET": keys.credits},
            f"{API}/keys": {"GET": keys.page, "POST": keys.create},
            f"{API}/keys/[^/]+": {"GET": keys.read, "PATCH": keys.change, "DELETE": keys.delete},
            f"{API}/workspaces": {"GET": workspaces.page, "POST": workspaces.create},
            f"{API}/models": {"GET": models.page},
            f"{API}/chat/completions": {"POST": models.complete},
            f"{API}/auth/keys/code": {"POST": authorization.issue},
            f"{API}/auth/keys": {"POST": authorization.exchange},
            SIGN_IN: {"GET": authorization.ask, "POST": authorization.decide},
        }
        self._table = [(re.compile(path), methods) for path, methods in table.items()]

    def answer(self, request: Request) -> Answer:
        """Answer a request; 404 for an unknown path, 405 for a method that the path has not.

        Effects: whatever the endpoint does to the account, under the account's lock.
        """
        for pattern, methods in self._table:
            if pattern.fullmatch(request.path) is None:
                continue
            endpoint = methods.get(request.method)
            if endpoint is None:
                allow = (("Allow", ", ".join(methods)),)
                return error(405, "Method Not Allowed", headers=allow)
            try:
                with self._account.lock:
                    return endpoint(request)
            except AnswerInsteadError as instead:
                return instead.answer
        return refusals.not_found()
