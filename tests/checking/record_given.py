"""Answers of the management API."""

from openrouter_lsp.simulator import error, json_answer

NOT_FOUND = error(404, "Resource not found")
"""To the fingerprint; so that the lists are looked through."""
TWO = json_answer(200, {"data": [{"id": "a"}, {"id": "b"}], "total_count": 2})
"""Two workspaces."""
