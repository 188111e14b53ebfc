"""Putting notices in the outbox: each once for each person and event, in the words and language of each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from tequio.foundation.jobs.app import queue_once
from tequio.foundation.messaging import queries
from tequio.foundation.messaging.models import Message
from tequio.foundation.messaging.queries import Reader, Text
from tequio.foundation.messaging.services.wordings import fill_body, fill_subject
from tequio.foundation.messaging.types import LINK, Cadence, Kind, Letter, State, kind_of

SEND = "messaging.send"  # the name of the task that empties the outbox
_BATCH = 1_000


def notify(
    *,
    kind: str,
    recipients: Iterable[int],
    subject_key: str,
    context: Mapping[str, Any],
    event_key: str,
    at: datetime | None = None,
) -> int:
    """Tell some people something: on their page at once, and by mail as each one wishes.

    Calling it again with the same event, kind and person changes nothing, so that a handler may run twice.

    Args:
        kind: the code of a registered kind.
        recipients: ids of people; closed accounts are passed over.
        subject_key: what it is about, such as ``proposal:12``.
        context: a value for each placeholder of the kind, and ``enlace``, a path of this site.
        event_key: names what happened.
        at: when; now unless told otherwise.

    Returns:
        How many people were told who had not been.

    Raises:
        UnknownKindError: if nobody registered the kind.
        ValueError: if the context lacks a placeholder or has another, or ``enlace`` is no path of this site.
    """
    letter = Letter(recipients=recipients, subject_key=subject_key, context=context, event_key=event_key)
    return notify_all(kind=kind, letters=[letter], at=at)


@transaction.atomic
def notify_all(*, kind: str, letters: Iterable[Letter], at: datetime | None = None) -> int:
    """Tell many things of one kind, as ``notify`` does with one, in a constant number of queries.

    The rows of the outbox are themselves the record of it: no event is written for each.
    """
    known, now = kind_of(kind), at or timezone.now()
    sent = [(letter, set(letter.recipients)) for letter in letters]
    for letter, _people in sent:
        _check(known, letter)
    everyone = {pk for _letter, people in sent for pk in people}
    if not everyone:
        return 0
    readers = {reader.person_id: reader for reader in queries.readers(everyone, known)}
    texts = {spoken: queries.wording(known, spoken) for spoken in {r.language for r in readers.values()}}
    rows = [
        row
        for letter, people in sent
        for row in _rows(known, letter, [readers[pk] for pk in sorted(people & readers.keys())], texts, now)
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_BATCH)
    made = Message.objects.filter(key__in=[row.key for row in rows]).count()
    if made:
        wake()
    return made


def _check(kind: Kind, letter: Letter) -> None:
    """Refuse a letter that its kind could not fill, before it reaches anybody."""
    given = set(letter.context) - {LINK}
    if given != set(kind.samples):
        raise ValueError(f"{kind.code} takes {sorted(kind.samples)}, not {sorted(given)}")
    url = str(letter.context.get(LINK, ""))
    if url and (not url.startswith("/") or url.startswith("//") or "\\" in url):
        raise ValueError(f"{kind.code}: «{url}» is not a path of this site")


def _rows(
    kind: Kind, letter: Letter, readers: list[Reader], texts: Mapping[str, Text], at: datetime
) -> Iterator[Message]:
    filled: dict[str, Text] = {}
    for reader in readers:
        if reader.language not in filled:
            filled[reader.language] = _filled(texts[reader.language], letter, reader.language)
        text = filled[reader.language]
        yield Message(
            kind=kind.code,
            recipient_id=reader.person_id,
            subject_key=letter.subject_key,
            event_key=letter.event_key,
            language=reader.language,
            subject=text.subject,
            body=text.body,
            url=str(letter.context.get(LINK, "")),
            state=state_for(reader.cadence, takes_mail=reader.takes_mail).value,
            cadence=reader.cadence.value,
            due_at=at,
            created_at=at,
        )


def _filled(text: Text, letter: Letter, spoken: str) -> Text:
    with override(spoken):
        values = {name: str(value) for name, value in letter.context.items() if name != LINK}
    return Text(fill_subject(text.subject, values), fill_body(text.body, values))


def state_for(cadence: Cadence, *, takes_mail: bool) -> State:
    """Return how a notice begins: in the queue, waiting for a digest, or on the page alone."""
    if not takes_mail or cadence is Cadence.NEVER:
        return State.SUPPRESSED
    return State.QUEUED if cadence is Cadence.NOW else State.HELD


def wake() -> None:
    """Queue the job that sends, unless it waits already. One runs at a time."""
    queue_once(SEND)
