"""The texts of notices: what a template may say, how it is filled, and how the office changes it.

There is no template language: a name in braces is replaced by a value, once, and a value is only ever text.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.foundation.audit import services as audit
from tequio.foundation.messaging import queries
from tequio.foundation.messaging.events import WordingChanged, WordingRestored
from tequio.foundation.messaging.models import Wording
from tequio.foundation.messaging.queries import Text
from tequio.foundation.messaging.services.errors import WordingRefused
from tequio.foundation.messaging.types import Kind

LONGEST_SUBJECT = 150
LONGEST_BODY = 4_000
_CUT_SUBJECT = 200
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put the values in their places. A value is never read again, so braces inside it stay as they are."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)


def fill_subject(template: str, values: Mapping[str, str]) -> str:
    """Fill the subject: one line of at most 200 characters, in which no other header can begin."""
    line = " ".join(_CONTROL.sub(" ", fill(template, values)).split())
    return line if len(line) <= _CUT_SUBJECT else f"{line[: _CUT_SUBJECT - 1]}…"


def fill_body(template: str, values: Mapping[str, str]) -> str:
    """Fill the body: text alone, without control characters."""
    return _CONTROL.sub(" ", fill(template, values).replace("\r\n", "\n").replace("\r", "\n")).strip()


def check_wording(kind: Kind, subject: str, body: str) -> None:
    """Refuse a text that a notice cannot carry, saying what to mend.

    Raises:
        WordingRefused: empty, too long, a subject of several lines, a placeholder that the kind lacks, or a
            brace without its pair.
    """
    if not subject.strip() or not body.strip():
        raise WordingRefused(_("Escriba el asunto y el texto."))
    if len(subject) > LONGEST_SUBJECT or len(body) > LONGEST_BODY:
        raise WordingRefused(
            _("El asunto admite hasta %(subject)s caracteres y el texto hasta %(body)s.")
            % {"subject": LONGEST_SUBJECT, "body": LONGEST_BODY}
        )
    if _CONTROL.search(subject.strip()) or "\n" in subject.strip():
        raise WordingRefused(_("El asunto va en un solo renglón."))
    for text in (subject, body):
        _check_placeholders(kind, text)


def _check_placeholders(kind: Kind, text: str) -> None:
    unknown = sorted({name for name in _PLACEHOLDER.findall(text) if name not in kind.samples})
    allowed = ", ".join(f"{{{name}}}" for name in kind.samples)
    if unknown:
        raise WordingRefused(
            _("Este aviso no tiene %(unknown)s. Puede usar: %(allowed)s.")
            % {"unknown": ", ".join(f"{{{name}}}" for name in unknown), "allowed": allowed}
        )
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        raise WordingRefused(_("Hay una llave suelta: escriba los datos así, {nombre}, con sus dos llaves."))


def preview(kind: Kind, text: Text) -> Text:
    """Return a text as it would read, filled with the kind's samples."""
    samples = {name: str(value) for name, value in kind.samples.items()}
    return Text(fill_subject(text.subject, samples), fill_body(text.body, samples))


@transaction.atomic
def change_wording(
    *, kind: Kind, language: str, subject: str, body: str, at: datetime, actor: int
) -> Wording | None:
    """Give a kind a text of the office's own in one language. What waits to leave keeps the text it has.

    Returns:
        The new wording, or None if it says what is in force already.

    Raises:
        WordingRefused: see ``check_wording``.
    """
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip()
    check_wording(kind, subject, body)
    if queries.wording(kind, language) == Text(subject, body):
        return None
    made = Wording.objects.create(
        kind=kind.code, language=language, subject=subject, body=body, written_by_id=actor, written_at=at
    )
    audit.record(WordingChanged(notice=kind.code, language=language), actor=actor)
    return made


@transaction.atomic
def restore_wording(*, kind: Kind, language: str, at: datetime, actor: int) -> None:
    """Go back to the text of the house; the office's stays in the history. Twice is the same as once."""
    if (kind.code, language) not in queries.rewritten():
        return
    Wording.objects.create(kind=kind.code, language=language, original=True, written_by_id=actor, written_at=at)
    audit.record(WordingRestored(notice=kind.code, language=language), actor=actor)
