"""What OpenRouter says where the key is good, and the model it asks for does not serve it."""

from collections.abc import Callable, Mapping

from openrouter_lsp.simulator.answers import Answer, compact, error
from openrouter_lsp.simulator.refusals import USER_ID

_PROVIDER = "Simulator"


def _provider_failed(model: str) -> Answer:  # noqa: ARG001 - one form for all
    """Documented to be a 502 with the provider's own words in `raw`; seen so."""
    raw = compact({"error": {"message": "upstream connect error", "code": 500}})
    return _provider_returned_error(502, raw)


def _provider_refuses_key(model: str) -> Answer:  # noqa: ARG001 - one form for all
    """Seen where an account's own key for a provider (BYOK) is dead: the key here is not meant."""
    refusal = {"type": "authentication_error", "message": "invalid x-api-key"}
    return _provider_returned_error(401, compact({"type": "error", "error": refusal}), byok=True)


def _provider_busy(model: str) -> Answer:
    """Seen for models without a price, which many share: the provider's limit, not the key's."""
    raw = f"{model} is temporarily rate-limited upstream. Please retry shortly."
    return _provider_returned_error(429, raw)


def _no_private_endpoint(model: str) -> Answer:  # noqa: ARG001 - one form for all
    """Seen where the account's privacy settings leave no provider for the model."""
    page = "https://openrouter.ai/settings/privacy"
    return error(404, f"No endpoints found matching your data policy. Configure: {page}")


def _unknown_model(model: str) -> Answer:
    """Seen for a model that does not exist."""
    return error(400, f"{model} is not a valid model ID", user_id=USER_ID)


def _provider_returned_error(status: int, raw: str, *, byok: bool = False) -> Answer:
    metadata = {"raw": raw, "provider_name": _PROVIDER, "is_byok": byok}
    return error(status, "Provider returned error", metadata=metadata, user_id=USER_ID)


TROUBLED_MODELS: Mapping[str, tuple[str, Callable[[str], Answer]]] = {
    "simulator/failing": ("502: its provider fails", _provider_failed),
    "simulator/own-key": (
        "401: its provider refuses a key of the account's",
        _provider_refuses_key,
    ),
    "simulator/busy": ("429: its provider has too much to do", _provider_busy),
    "simulator/public-only": (
        "404: the account's privacy settings rule it out",
        _no_private_endpoint,
    ),
    "simulator/missing": ("400: there is no such model", _unknown_model),
}
"""Models that never answer: for each, in words, what a good key gets instead; and that answer."""
