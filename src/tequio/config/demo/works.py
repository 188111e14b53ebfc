"""The winners being carried out: stages, activities with pictures, contracts, payments and their releases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tequio.accountability.contracting import services as contracting
from tequio.accountability.contracting.types import TransactionKind
from tequio.accountability.projects import services as projects
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import StageCode, StageState
from tequio.config.demo.buying import Purchase
from tequio.config.demo.factories import files as file_factory
from tequio.config.demo.pictures import make_picture
from tequio.foundation.accounts.models import User
from tequio.foundation.files.models import StoredFile

_EVENING = time(18)
# How many times slower than the plan each project goes, around and around: some delivered, some at work…
PACES = (1.0, 1.2, 1.7, 1.1, 2.2, 1.5, 4.5, 1.0, 3.4, 1.8, 1.3, 2.6, 6.5)
_WORKS = 74  # the day, at the plan's pace, when works begin
_RASH = 5  # one office in so many promises too much
Act = Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens to a project so many days after the results."""

    day: float
    act: Act


class Site:
    """One project being carried out by its office."""

    def __init__(
        self, project: Project, *, liaison: User, pictures: "Pictures", number: int, start: date
    ) -> None:
        self.project = project
        self.start = start
        self.pace = PACES[number % len(PACES)]
        self.length = 55 + number % 4 * 12  # days of works
        self.actor = liaison.pk
        self.pictures = pictures
        self.number = number
        self.purchase = Purchase(project, number=number, actor=liaison.pk)

    def steps(self) -> Iterator[Step]:
        """Give what happens, in order, with the day it was planned for."""
        length = self.length
        works = _WORKS
        yield Step(5, lambda day: self._stage(StageCode.ANNEX, StageState.IN_PROGRESS, day))
        yield Step(22, self._annex_ready)
        yield Step(24, lambda day: self._stage(StageCode.QUOTATION, StageState.IN_PROGRESS, day))
        yield Step(38, lambda day: self._stage(StageCode.QUOTATION, StageState.DONE, day))
        yield Step(41, self._call_for_offers)
        yield Step(62, self.purchase.decide)
        yield Step(68, self._sign)
        yield Step(works, self._begin_works)
        yield Step(
            works + length * 0.2, lambda day: self._report(day, 20, "Trazo, limpieza y primeras excavaciones")
        )
        yield Step(works + length * 0.45, self.purchase.amend)
        yield Step(works + length * 0.55, lambda day: self.purchase.pay(day, TransactionKind.ESTIMATE, 25))
        yield Step(works + length * 0.5, lambda day: self._report(day, 50, "La obra va a la mitad"))
        yield Step(works + length * 0.8, lambda day: self._report(day, 85, "Instalaciones y acabados"))
        yield Step(works + length * 0.85, lambda day: self.purchase.pay(day, TransactionKind.ESTIMATE, 30))
        yield Step(works + length, self._finish_works)
        yield Step(works + length + 9, self._deliver)

    def promise(self) -> date:
        """Return the day promised for the delivery: some promise as if nothing would ever be late."""
        pace = 1.0 if self.number % _RASH == _RASH - 1 else self.pace
        return self.start + timedelta(days=round((_WORKS + self.length) * pace) + 24)

    def publish(self, day: date) -> None:
        """Publish the release of that day's changes, dated that day."""
        if self.purchase.process:
            contracting.append_release(process_id=self.purchase.process.pk, at=evening(day))

    def _stage(self, code: StageCode, state: StageState, day: date, planned_end: date | None = None) -> None:
        projects.change_stage(
            project_id=self.project.pk,
            code=code.value,
            state=state,
            on=day,
            at=evening(day),
            planned_end=planned_end,
            actor=self.actor,
        )

    def _activity(
        self,
        code: StageCode,
        day: date,
        title: str,
        *,
        text: str,
        file: StoredFile,
        percent: int | None = None,
    ) -> None:
        projects.report_activity(
            stage_id=self.project.stages.get(code=code.value).pk,
            title=title,
            description=text,
            happened_on=day,
            at=evening(day),
            physical_percent=percent,
            files=[file.pk],
            actor=self.actor,
        )

    def _annex_ready(self, day: date) -> None:
        text = "Planos, catálogo de conceptos y presupuesto base, revisados con el comité vecinal."
        self._activity(StageCode.ANNEX, day, "Anexo técnico terminado", text=text, file=self.pictures.annex)
        self._stage(StageCode.ANNEX, StageState.DONE, day)
        self._stage(StageCode.DELIVERY, StageState.PENDING, day, planned_end=self.promise())

    def _call_for_offers(self, day: date) -> None:
        self._stage(StageCode.CONTRACTING, StageState.IN_PROGRESS, day)
        self.purchase.call(day)

    def _sign(self, day: date) -> None:
        self.purchase.sign(day)
        self._stage(StageCode.CONTRACTING, StageState.DONE, day)

    def _begin_works(self, day: date) -> None:
        end = self.promise() - timedelta(days=12)
        self._stage(StageCode.EXECUTION, StageState.IN_PROGRESS, day, planned_end=end)
        self.purchase.pay(day, TransactionKind.ADVANCE, 15)

    def _report(self, day: date, percent: int, title: str) -> None:
        text = f"El comité vecinal visitó la obra. Avance físico: {percent} %."
        picture = self.pictures.of(self.project.drawing, finished=False)
        self._activity(StageCode.EXECUTION, day, title, text=text, file=picture, percent=percent)

    def _finish_works(self, day: date) -> None:
        picture = self.pictures.of(self.project.drawing, finished=True)
        text = "Se terminó la obra y se hizo el recorrido con el comité vecinal."
        self._activity(StageCode.EXECUTION, day, "Obra terminada", text=text, file=picture, percent=100)
        self._stage(StageCode.EXECUTION, StageState.DONE, day)

    def _deliver(self, day: date) -> None:
        self.purchase.pay(day, TransactionKind.SETTLEMENT, 30)
        self.purchase.close(day)
        picture = self.pictures.of(self.project.drawing, finished=True)
        text = "Se entregó al comité vecinal, con su garantía y su manual de cuidado."
        self._activity(StageCode.DELIVERY, day, "Entrega a la colonia", text=text, file=picture)
        self._stage(StageCode.DELIVERY, StageState.DONE, day)


class Pictures:
    """The generated pictures of the works, each made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, bool], StoredFile] = {}
        self.annex = file_factory.make_document(name="anexo-tecnico.pdf", public=True)

    def of(self, drawing: str, *, finished: bool) -> StoredFile:
        """Return the picture of a category, under way or finished."""
        key = (drawing, finished)
        if key not in self._made:
            alt = "Obra terminada (dibujo)" if finished else "Obra en proceso (dibujo)"
            self._made[key] = make_picture(drawing, finished=finished, alt=alt)
        return self._made[key]


def carry_out(
    found: list[Project], *, since: datetime, now: datetime, liaisons: dict[int, User], pictures: Pictures
) -> None:
    """Carry the projects out from the day of the results to today, each at its own pace."""
    start, today = timezone.localdate(since), timezone.localdate(now)
    for number, project in enumerate(found):
        site = Site(
            project, liaison=liaisons[project.office_id or 0], pictures=pictures, number=number, start=start
        )
        for step in site.steps():
            day = start + timedelta(days=round(step.day * site.pace))
            if day >= today:
                break
            step.act(day)
            site.publish(day)
        if site.purchase.process:
            contracting.publish(process_id=site.purchase.process.pk, at=now)


def evening(day: date) -> datetime:
    """Return six in the afternoon of a day, local time."""
    return timezone.make_aware(datetime.combine(day, _EVENING))
