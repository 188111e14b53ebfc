"""How far the work is, on a line to the database of its own: the load's own is not seen until its end."""

from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

_UPSERT = """
    INSERT INTO loads_progress (batch_id, done, total) VALUES (%s, %s, %s)
    ON CONFLICT (batch_id) DO UPDATE SET done = excluded.done, total = excluded.total
"""


class Reporter:
    """Tells how many rows of a batch are done. Use it as a context: it closes its line at the end."""

    def __init__(self, batch_id: UUID) -> None:
        self._batch_id = batch_id
        self._line = connections.create_connection(DEFAULT_DB_ALIAS)

    def __call__(self, done: int, total: int) -> None:
        with self._line.cursor() as cursor:
            cursor.execute(_UPSERT, [self._batch_id, done, total])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()
