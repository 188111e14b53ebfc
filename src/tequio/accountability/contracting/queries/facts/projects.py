"""What is published of the project: why it is done, how it was decided, its stages and their evidence."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accountability.contracting.queries.facts.addresses import file_address, project_address
from tequio.accountability.projects.models import Activity, Attachment, Project, Stage
from tequio.accountability.projects.types import MOMENT_LABELS, Moment, StageCode, StageState
from tequio.core.ocds.facts import DocumentFacts, MilestoneFacts, ProjectFacts, Section
from tequio.participation.ballots.models import OptionResult
from tequio.participation.ballots.types import Outcome
from tequio.participation.feasibility import queries as feasibility

# Where each stage of a project belongs in a release; a stage of the installation's own is planning.
_SECTIONS: dict[str, Section] = {
    StageCode.CONTRACTING: "tender",
    StageCode.EXECUTION: "implementation",
    StageCode.DELIVERY: "implementation",
}
_MILESTONE_TYPES = {
    StageCode.ANNEX: "preProcurement",
    StageCode.QUOTATION: "preProcurement",
    StageCode.CONTRACTING: "approval",
    StageCode.EXECUTION: "delivery",
    StageCode.DELIVERY: "delivery",
}


def project(row: Project) -> ProjectFacts:
    """Return the project that a process is for."""
    return ProjectFacts(
        folio=row.folio,
        title=row.title,
        url=project_address(row.folio),
        budget_centavos=row.budget_centavos,
        rationale=rationale(row),
    )


def rationale(row: Project) -> str:
    """Say why it is done: the votes that it won, and the need that it answers."""
    parts = [row.description]
    if row.edition and row.votes is not None:
        won = _("Ganó con %(votes)d votos en «%(edition)s».")
        parts.insert(0, won % {"votes": row.votes, "edition": row.edition.name})
    return "\n\n".join(part for part in parts if part)


def decided(row: Project) -> tuple[list[MilestoneFacts], list[DocumentFacts]]:
    """Return how people decided it: the opinions of the offices and the vote, with where they are read.

    Three queries; none for a project that nobody voted. Who voted is never among them.
    """
    if row.proposal is None:
        return [], []
    folio = row.proposal.folio
    page = f"{settings.PUBLIC_URL}/propuestas/{folio}/"
    milestones = []
    documents = [_page("propuesta", _("La propuesta"), page, "needsAssessment", row.proposal.submitted_at)]
    opinions = list(feasibility.published_opinions(row.proposal))
    for one in opinions:
        title = _("Dictamen de factibilidad: %(office)s") % {"office": one.office.name}
        milestones.append(_reached(f"dictamen-{one.pk}", title, "assessment", one.published_at))
    if opinions:
        first = opinions[0].published_at
        about = _("Dictámenes de factibilidad")
        documents.append(_page("dictamenes", about, f"{page}#dictamenes", "feasibilityStudy", first))
    vote = _vote(row)
    if vote:
        results = f"{settings.PUBLIC_URL}/ediciones/{vote.count.edition.slug}/resultados/"
        milestones.append(_reached("votacion", _("Votación"), "engagement", vote.count.published_at))
        title = _("Resultados de la votación")
        documents.append(_page("votacion", title, results, "hearingNotice", vote.count.published_at))
    return milestones, documents


def _vote(row: Project) -> OptionResult | None:
    won = OptionResult.objects.filter(option__proposal=row.proposal, outcome=Outcome.WINNER.value)
    return won.filter(count__published_at__isnull=False).select_related("count__edition").first()


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _reached(key: str, title: str, kind: str, moment: datetime | None) -> MilestoneFacts:
    return MilestoneFacts(id=key, title=title, type=kind, met=_day(moment), status="met")


def _page(key: str, title: str, url: str, kind: str, moment: datetime | None) -> DocumentFacts:
    return DocumentFacts(id=key, title=title, url=url, type=kind, format="text/html", published=_day(moment))


def stage(row: Stage) -> MilestoneFacts:
    """Return a stage of the project as a milestone."""
    code = cast("StageCode", row.code)
    return MilestoneFacts(
        id=row.code,
        title=row.name,
        due=row.planned_end,
        met=row.ended_on,
        status="met" if row.state == StageState.DONE else "scheduled",
        type=_MILESTONE_TYPES.get(code, ""),
        section=_SECTIONS.get(code, "planning"),
    )


def evidence(stages: Iterable[Stage]) -> Iterator[DocumentFacts]:
    """Yield the public evidence of the stages: what the office attached to what it reported.

    A file that shows several activities is one document, with the first of them as its title (PUB-18).
    """
    told = set()
    for row in stages:
        for activity in row.activities.all():
            for one in activity.attachments.all():
                if one.file.public and one.file_id not in told:
                    told.add(one.file_id)
                    yield _document(row, activity, one)


def _document(row: Stage, activity: Activity, one: Attachment) -> DocumentFacts:
    return DocumentFacts(
        id=f"archivo-{one.file_id}",
        title=activity.title,
        description=str(MOMENT_LABELS[Moment(one.moment)]) if one.moment else "",
        url=file_address(one.file_id),
        type="illustration" if one.file.kind == "image" else "physicalProgressReport",
        format=one.file.content_type,
        published=activity.happened_on,
        section=_SECTIONS.get(row.code, "planning"),
    )
