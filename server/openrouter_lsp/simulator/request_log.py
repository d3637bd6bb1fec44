"""What was asked, and a gate that holds the answers, so that tests need not sleep."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request, without its secret.

    Attributes:
        method: GET, POST and so on.
        path: without the query.
        query: as it came, without the question mark.
        fingerprint: SHA-256 of the bearer, lowercase hex; None where none came.
        at: when it came, on the simulator's clock.
    """

    method: str
    path: str
    query: str
    fingerprint: str | None
    at: datetime


class RequestLog:
    """Every request since the start, and how many were under way at once."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._records: list[RequestRecord] = []
        self._under_way = 0
        self._peak = 0
        self._gate = threading.Event()
        self._gate.set()
        self._closed = False

    @property
    def records(self) -> tuple[RequestRecord, ...]:
        """The requests in the order they came."""
        with self._changed:
            return tuple(self._records)

    @property
    def peak(self) -> int:
        """The most requests that were under way at once."""
        with self._changed:
            return self._peak

    def forget(self) -> None:
        """Start anew: no records, and the peak is what is under way now."""
        with self._changed:
            self._records.clear()
            self._peak = self._under_way

    def wait_for(self, count: int, timeout: float) -> tuple[RequestRecord, ...]:
        """Wait until `count` requests came since the start.

        Args:
            count: how many.
            timeout: seconds.

        Raises:
            TimeoutError: fewer came.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._records) >= count, timeout):
                came = len(self._records)
                raise TimeoutError(f"{came} of {count} requests came within {timeout} s")
            return tuple(self._records)

    @contextmanager
    def under_way(self, record: RequestRecord) -> Iterator[None]:
        """Record a request, wait at the gate, and count it until the block ends.

        The block ends before the answer is written: a client that asks one after the other must
        never count as two.
        """
        with self._changed:
            self._records.append(record)
            self._under_way += 1
            self._peak = max(self._peak, self._under_way)
            self._changed.notify_all()
        try:
            self._gate.wait()
            yield
        finally:
            with self._changed:
                self._under_way -= 1

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold every answer until the block ends; requests are recorded all the same."""
        with self._changed:
            if not self._closed:
                self._gate.clear()
        try:
            yield
        finally:
            self._gate.set()

    def close(self) -> None:
        """Open the gate for good."""
        with self._changed:
            self._closed = True
            self._gate.set()
