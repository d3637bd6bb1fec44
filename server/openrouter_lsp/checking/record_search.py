"""Finds the record of a key with a management key, in whichever workspace it is."""

from collections.abc import Mapping
from typing import Final

from openrouter_lsp.checking.client import Gets
from openrouter_lsp.checking.record import (
    LookedUp,
    NoRecord,
    Rows,
    read_record,
    read_refusal,
    read_rows,
    unanswered,
)
from openrouter_lsp.checking.reply import RawAnswer, Refused, Unanswered
from openrouter_lsp.checking.wordings import is_worth_a_second_try
from openrouter_lsp.keys import Fingerprint, Key

MOST_WORKSPACES: Final = 20
MOST_PAGES: Final = 10
"""Of one workspace."""
_PAGE: Final = 100
"""Keys that OpenRouter lists at once."""
_NOT_FOR_THIS_KEY: Final = frozenset({403, 404})


async def find_record(client: Gets, management_key: Key, fingerprint: Fingerprint) -> LookedUp:
    """Ask OpenRouter for the record of a key, by its fingerprint.

    Effects: requests that carry the management key alone: one where the record is found at once;
    otherwise one more, and where there are several workspaces, one for each hundred keys, up to
    the bounds above.

    Args:
        client: whom to ask.
        management_key: a management key of the account whose key it may be.
        fingerprint: of the key that is asked about.

    Returns:
        The record. Or that there is none, `complete` unless a bound was reached or a workspace
        was closed to the management key. Or why nothing can be said; so also where trouble on
        the way ended the search, since the record may be where nobody looked.
    """
    search = _Search(client, management_key, fingerprint)
    found = await search.by_fingerprint()
    return await search.in_workspaces(found) if isinstance(found, NoRecord) else found


class _Search:
    """One search for one record."""

    def __init__(self, client: Gets, management_key: Key, fingerprint: Fingerprint) -> None:
        self._client = client
        self._management_key = management_key
        self._fingerprint = fingerprint

    async def by_fingerprint(self) -> LookedUp:
        """Ask for the record itself."""
        answer = await self._get(f"/keys/{self._fingerprint}")
        if isinstance(answer, Unanswered):
            return answer
        return read_record(answer, self._fingerprint)

    async def in_workspaces(self, unknown: NoRecord) -> LookedUp:
        """Look through the lists of every workspace; `unknown` is what was said before."""
        listed = await self._list("/workspaces", {"limit": "100"})
        if isinstance(listed, Refused):
            return _closed(listed, unknown)
        if isinstance(listed, Unanswered):
            return listed
        count = max(len(listed.rows), listed.total or 0)
        if count == 1:
            return unknown  # the default one, for which the first answer spoke
        named = [one for row in listed.rows if isinstance(one := row.get("id"), str) and one]
        # Nothing in the list tells which one is the default, so that one is looked through too.
        searched = named[:MOST_WORKSPACES]
        complete = len(searched) == count
        for workspace_id in searched:
            found = await self._in_workspace(workspace_id, unknown)
            if not isinstance(found, NoRecord):
                return found
            complete = complete and found.complete
        return NoRecord(unknown.at, complete)

    async def _in_workspace(self, workspace_id: str, unknown: NoRecord) -> LookedUp:
        offset = 0
        for _ in range(MOST_PAGES):
            query = {"include_disabled": "true", "workspace_id": workspace_id}
            listed = await self._list("/keys", {**query, "offset": str(offset)})
            if isinstance(listed, Refused):
                return _closed(listed, unknown)
            if isinstance(listed, Unanswered):
                return listed
            if record := listed.record(self._fingerprint):
                return record
            if len(listed.rows) < _PAGE:
                return unknown
            offset += len(listed.rows)
        return NoRecord(unknown.at, complete=False)

    async def _list(self, path: str, query: Mapping[str, str]) -> Rows | Refused | Unanswered:
        answer = await self._get(path, query)
        return answer if isinstance(answer, Unanswered) else read_rows(answer)

    async def _get(
        self, path: str, query: Mapping[str, str] | None = None
    ) -> RawAnswer | Unanswered:
        answer = await self._client.get(path, self._management_key, query)
        if isinstance(answer, Unanswered) or answer.status != 401:
            return answer
        if is_worth_a_second_try(read_refusal(answer)):
            return await self._client.get(path, self._management_key, query)
        return answer


def _closed(refusal: Refused, unknown: NoRecord) -> NoRecord | Unanswered:
    """Say what a refused list means, after OpenRouter has taken the same key without a word.

    Where the list alone is not to be had, the first answer stands, and the search has a gap.
    """
    if refusal.code in _NOT_FOR_THIS_KEY:
        return NoRecord(unknown.at, complete=False)
    return unanswered(refusal)
