"""The winners being carried out: stages, activities with pictures, contracts, payments and their releases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from tequio.accountability.contracting import services as contracting
from tequio.accountability.contracting.types import TransactionKind
from tequio.accountability.projects import queries as tracking
from tequio.accountability.projects import services as projects
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import HandoverResult, Moment, StageCode, StageState
from tequio.config.demo.buying import Purchase
from tequio.config.demo.pictures import Pictures
from tequio.foundation.accounts.models import User
from tequio.foundation.files.models import StoredFile

_EVENING = time(18)
# How many times slower than the plan each project goes, around and around: some delivered, some at work…
PACES = (1.0, 1.2, 1.7, 1.1, 2.2, 1.5, 4.5, 1.0, 3.4, 1.8, 1.3, 2.6, 6.5)
_WORKS = 74  # the day, at the plan's pace, when works begin
_RASH = 5  # one office in so many promises too much
_MOVED, _PAUSED, _SIGNED = 4, 7, 3  # one in so many moves a date, is paused, is received by its author
_STOPPED = 9  # this one was paused and has not gone on
_PRODUCTS = {  # what each kind of work delivers: name, quantity, unit
    "park": ("Árboles", 40, "piezas"),
    "lights": ("Luminarias", 25, "piezas"),
    "street": ("Banqueta", 320, "metros"),
    "water": ("Tubería", 180, "metros"),
    "sport": ("Canchas", 1, "piezas"),
    "market": ("Locales", 12, "piezas"),
}
Act = Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens to a project so many days after the results."""

    day: float
    act: Act


class Site:
    """One project being carried out by its office."""

    def __init__(
        self, project: Project, *, liaison: User, pictures: Pictures, number: int, start: date
    ) -> None:
        self.project = project
        self.start = start
        self.pace = PACES[number % len(PACES)]
        self.length = 55 + number % 4 * 12  # days of works
        self.actor = liaison.pk
        self.pictures = pictures
        self.number = number
        self.purchase = Purchase(project, number=number, actor=liaison.pk)
        self.waits = False  # it was paused and nothing more happens to it

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
        yield from self._setbacks(works, length)
        yield Step(works + length * 0.45, self.purchase.amend)
        yield Step(works + length * 0.55, lambda day: self.purchase.pay(day, TransactionKind.ESTIMATE, 25))
        yield Step(works + length * 0.5, lambda day: self._report(day, 50, "La obra va a la mitad"))
        yield Step(works + length * 0.8, lambda day: self._report(day, 85, "Instalaciones y acabados"))
        yield Step(works + length * 0.85, lambda day: self.purchase.pay(day, TransactionKind.ESTIMATE, 30))
        yield Step(works + length, self._finish_works)
        yield Step(works + length + 9, self._deliver)

    def _setbacks(self, works: int, length: int) -> Iterator[Step]:
        """Give what goes wrong on the way: a pause, a promise that moves."""
        if self.number % _PAUSED == 2:  # noqa: PLR2004 - any remainder will do
            yield Step(works + length * 0.25, self._pause)
            if self.number != _STOPPED:
                yield Step(works + length * 0.4, self._resume)
        if self.number % _MOVED == 1:
            yield Step(works + length * 0.48, self._promise_anew)

    def _pause(self, day: date) -> None:
        reason = "Apareció un drenaje que no estaba en los planos: se espera su proyecto."
        projects.pause(project_id=self.project.pk, on=day, reason=reason, at=evening(day), actor=self.actor)
        self.waits = self.number == _STOPPED

    def _resume(self, day: date) -> None:
        projects.resume(project_id=self.project.pk, on=day, at=evening(day), actor=self.actor)

    def _promise_anew(self, day: date) -> None:
        stage = self.project.stages.get(code=StageCode.EXECUTION.value)
        end = (stage.planned_end or day) + timedelta(days=21)
        plan = projects.StagePlan(name=stage.name, planned_end=end, weight=stage.weight)
        projects.plan_stage(
            project_id=self.project.pk,
            code=stage.code,
            plan=plan,
            reason="Llovió tres semanas y no se pudo colar.",
            at=evening(day),
            actor=self.actor,
        )

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
        moment: str = "",
    ) -> None:
        projects.report_activity(
            stage_id=self.project.stages.get(code=code.value).pk,
            title=title,
            description=text,
            happened_on=day,
            at=evening(day),
            physical_percent=percent,
            files=[projects.Evidence(file=file.pk, moment=moment)],
            actor=self.actor,
        )

    def _annex_ready(self, day: date) -> None:
        text = "Planos, catálogo de conceptos y presupuesto base, revisados con el comité vecinal."
        self._activity(StageCode.ANNEX, day, "Anexo técnico terminado", text=text, file=self.pictures.annex)
        picture = self.pictures.of(self.project.drawing, Moment.BEFORE)
        visit = "Así está el lugar antes de la obra."
        self._activity(
            StageCode.ANNEX, day, "Visita al lugar", text=visit, file=picture, moment=Moment.BEFORE.value
        )
        self._stage(StageCode.ANNEX, StageState.DONE, day)
        self._stage(StageCode.DELIVERY, StageState.PENDING, day, planned_end=self.promise())
        self._plan_products()
        self._plan_works()

    def _plan_works(self) -> None:
        """Say who answers for it, where there is somebody, and what is to be done when works begin."""
        if self.number % 2 == 0:
            projects.name_responsible(project_id=self.project.pk, user_id=self.actor, actor=self.actor)
        for title in ("Poner el letrero de obra", "Cerrar con el comité el calendario de ruidos"):
            projects.plan_activity(
                project_id=self.project.pk,
                code=StageCode.EXECUTION.value,
                title=title,
                responsible_id=self.actor,
                actor=self.actor,
            )

    def _plan_products(self) -> None:
        name, quantity, unit = _PRODUCTS.get(self.project.drawing, ("Salones", 3, "piezas"))
        self.product = projects.keep_product(
            project_id=self.project.pk, name=name, quantity=Decimal(quantity), unit=unit, actor=self.actor
        )

    def _count_products(self, percent: int) -> None:
        """Say how much of the product is there when the works are so far."""
        one = self.product
        projects.keep_product(
            project_id=self.project.pk,
            product_id=one.pk,
            name=one.name,
            quantity=one.quantity,
            unit=one.unit,
            delivered=one.quantity * percent // 100,
            actor=self.actor,
        )

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
        picture = self.pictures.of(self.project.drawing, Moment.DURING)
        self._activity(
            StageCode.EXECUTION,
            day,
            title,
            text=text,
            file=picture,
            percent=percent,
            moment=Moment.DURING.value,
        )
        self._count_products(percent)

    def _finish_works(self, day: date) -> None:
        picture = self.pictures.of(self.project.drawing, Moment.AFTER)
        text = "Se terminó la obra y se hizo el recorrido con el comité vecinal."
        self._activity(
            StageCode.EXECUTION,
            day,
            "Obra terminada",
            text=text,
            file=picture,
            percent=100,
            moment=Moment.AFTER.value,
        )
        self._count_products(100)
        self._stage(StageCode.EXECUTION, StageState.DONE, day)

    def _deliver(self, day: date) -> None:
        self.purchase.pay(day, TransactionKind.SETTLEMENT, 30)
        self.purchase.close(day)
        self._receive(day)
        picture = self.pictures.of(self.project.drawing, Moment.AFTER)
        text = "Se entregó al comité vecinal, con su garantía y su manual de cuidado."
        self._activity(StageCode.DELIVERY, day, "Entrega a la colonia", text=text, file=picture)
        self._stage(StageCode.DELIVERY, StageState.DONE, day)

    def _receive(self, day: date) -> None:
        """Let who proposed it sign, or the neighbours' committee on paper."""
        author = self.project.proposal.author_id if self.project.proposal else None
        if author and self.number % _SIGNED == 0:
            projects.sign_as_author(
                project_id=self.project.pk,
                person_id=author,
                result=HandoverResult.OBSERVATIONS,
                text="Quedó bien. Falta pintar una banca y recoger el cascajo.",
                at=evening(day),
            )
            return
        projects.record_committee(
            project_id=self.project.pk,
            result=HandoverResult.RECEIVED,
            text="",
            signed_on=day,
            act=self.pictures.act.pk,
            at=evening(day),
            actor=self.actor,
        )


def carry_out(
    found: list[Project], *, since: datetime, now: datetime, liaisons: dict[int, User], pictures: Pictures
) -> None:
    """Carry the projects out from the day of the results to today, each at its own pace."""
    start, today = timezone.localdate(since), timezone.localdate(now)
    dropped = _cancel_one(found, start=start, today=today, liaisons=liaisons, pictures=pictures)
    for number, project in enumerate(found):
        if project == dropped:
            continue
        site = Site(
            project, liaison=liaisons[project.office_id or 0], pictures=pictures, number=number, start=start
        )
        for step in site.steps():
            day = start + timedelta(days=round(step.day * site.pace))
            if day >= today or site.waits:
                break
            step.act(day)
            site.publish(day)
        if site.purchase.process:
            contracting.publish(process_id=site.purchase.process.pk, at=now)


def _cancel_one(
    found: list[Project], *, start: date, today: date, liaisons: dict[int, User], pictures: Pictures
) -> Project | None:
    """Cancel the first project that has somebody in reserve, and let that one, being begun, take its place."""
    decided, replaced = start + timedelta(days=20), start + timedelta(days=34)
    project = next((one for one in found if tracking.reserve(one).offered), None)
    if project is None or replaced >= today:
        return None
    actor = liaisons[project.office_id or 0].pk
    act = projects.Act(number="14", on=decided, file=pictures.decision.pk)
    reason = "El terreno resultó ser de un particular que no quiso donarlo."
    projects.cancel(project_id=project.pk, act=act, reason=reason, at=evening(decided), actor=actor)
    offered = tracking.reserve(project).offered
    if offered:
        act = projects.Act(number="15", on=replaced, file=pictures.decision.pk)
        made = projects.substitute(
            project_id=project.pk, option_id=offered.option_id, act=act, at=evening(replaced), actor=actor
        )
        projects.change_stage(
            project_id=made.pk,
            code=StageCode.ANNEX.value,
            state=StageState.IN_PROGRESS,
            on=replaced,
            at=evening(replaced),
            planned_end=today + timedelta(days=12),
            actor=actor,
        )
    return project


def evening(day: date) -> datetime:
    """Return six in the afternoon of a day, local time."""
    return timezone.make_aware(datetime.combine(day, _EVENING))
