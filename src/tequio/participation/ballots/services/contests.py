"""Contesting provisional results: a folio, an office, a date, an answer in public."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import Office
from tequio.foundation.audit import services as audit
from tequio.foundation.files import services as files
from tequio.foundation.files.services import Upload
from tequio.foundation.files.types import FileKind
from tequio.foundation.restdays import queries as restdays
from tequio.participation.ballots import queries
from tequio.participation.ballots.events import ContestAnswered, ContestAssigned, ResultsContested
from tequio.participation.ballots.models import Contest, Count
from tequio.participation.ballots.services.errors import ContestClosed, ContestRefused
from tequio.participation.ballots.types import Finding
from tequio.participation.editions.models import Edition

_MOST = 200  # contests of one count that wait for an answer: past that, somebody is only in the way


@transaction.atomic
def contest_results(
    *,
    count: Count,
    reasons: str,
    at: datetime,
    number: int | None = None,
    upload: Upload | None = None,
    actor: int | None = None,
) -> Contest:
    """Contest provisional results. Whoever does it needs no account: the folio is enough to follow the answer.

    Args:
        count: the published count.
        reasons: what is wrong, in the person's words; only who answers reads them.
        at: now.
        number: the option that it is about, if one.
        upload: a file that shows it.
        actor: the id of who contests, where they have signed in.

    Raises:
        ContestRefused: if the results may not be contested now, or there are no reasons.
        FileTooLargeError, UnacceptedFileError: if the file cannot be taken.
    """
    edition = Edition.objects.select_for_update().get(pk=count.edition_id)
    found = queries.published_count(edition)
    if found is None or found.pk != count.pk or not queries.contestable(found, at=at):
        raise ContestRefused(_("Estos resultados no se pueden impugnar, o ya pasó el plazo."))
    if not reasons.strip():
        raise ContestRefused(_("Escriba qué está mal y por qué."))
    if found.contests.filter(finding__isnull=True).count() >= _MOST:
        raise ContestRefused(_("Hay demasiadas impugnaciones sin contestar. Acuda a la coordinación."))
    row = Contest.objects.create(
        count=found,
        folio=f"{edition.slug.upper()}-I{queries.contests(edition).count() + 1:03d}",
        option=edition.options.filter(number=number).first() if number else None,
        person_id=actor,
        reasons=reasons.strip(),
        file=files.store(upload=upload, kind=FileKind.DOCUMENT, uploaded_by=actor) if upload else None,
        filed_at=at,
        due=restdays.last_day(at, edition.appeal_answer_days),
    )
    event = ResultsContested(edition_id=edition.pk, contest_id=row.pk, folio=row.folio, due=row.due.isoformat())
    audit.record(event, at=at)  # not who: the log is no list of those who disagree
    return row


@transaction.atomic
def assign_contest(
    *, contest: Contest, office: Office | None, at: datetime, actor: int | None = None
) -> Contest:
    """Decide who answers: an office, or (None) the coordination. The date stays.

    Raises:
        ContestClosed: if it was answered.
    """
    row = _waiting(contest)
    row.office = office
    row.save(update_fields=["office"])
    event = ContestAssigned(contest_id=row.pk, folio=row.folio, office_id=office.pk if office else 0)
    audit.record(event, actor=actor, at=at)
    return row


@transaction.atomic
def answer_contest(
    *, contest: Contest, finding: str, summary: str, answer: str, at: datetime, actor: int | None = None
) -> Contest:
    """Answer in public. A contest that is found right asks for a recount before anything is official.

    Args:
        contest: which.
        finding: a value of ``Finding``.
        summary: what was contested, without personal data: the public reads it.
        answer: the reasons.
        at: now.
        actor: the id of who answers.

    Raises:
        ContestClosed: if it was answered.
        ContestRefused: without finding, summary or answer.
    """
    row = _waiting(contest)
    if finding not in list(Finding) or not summary.strip() or not answer.strip():
        raise ContestRefused(_("Elija una respuesta, resuma lo impugnado y escriba sus razones."))
    row.finding, row.summary, row.answer = Finding(finding).value, summary.strip(), answer.strip()
    row.answered_by_id, row.answered_at = actor, at
    row.save(update_fields=["finding", "summary", "answer", "answered_by", "answered_at"])
    event = ContestAnswered(
        edition_id=row.count.edition_id, contest_id=row.pk, folio=row.folio, finding=row.finding
    )
    audit.record(event, actor=actor, at=at)
    return row


def _waiting(contest: Contest) -> Contest:
    row = Contest.objects.select_for_update(of=("self",)).select_related("count").get(pk=contest.pk)
    if row.finding:
        raise ContestClosed(_("Esta impugnación ya se contestó."))
    return row
