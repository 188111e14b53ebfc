"""What is recorded of the call: its days, meetings, proposals, and its end without award."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting import services
from tequio.accountability.contracting.forms.tender import (
    BidChangeForm,
    BidForm,
    EndForm,
    MeetingForm,
    TenderForm,
)
from tequio.accountability.contracting.models import Bid, Process
from tequio.accountability.contracting.views.steps import Said, Step

_TENDER = (
    "notice_on", "enquiry_start", "enquiry_end", "tender_start", "tender_end", "award_start", "award_end",
    "award_criteria", "tenderers",
)  # fmt: skip


def _tender(process: Process, _part: Any, said: Said, actor: int) -> None:
    services.change_tender(process_id=process.pk, actor=actor, **said)


def _meeting(process: Process, _part: Any, said: Said, actor: int) -> None:
    services.record_meeting(process_id=process.pk, actor=actor, **said)


def _bid(process: Process, _part: Any, said: Said, actor: int) -> None:
    said.pop("vat_percent")
    services.record_bid(process_id=process.pk, actor=actor, **said)


def _bid_change(process: Process, bid: Bid, said: Said, actor: int) -> None:
    _bid(process, bid, said | _whose(bid), actor)


def _whose(bid: Bid) -> Said:
    return {"supplier_rfc": bid.supplier.rfc, "supplier_name": bid.supplier.name}


def _bid_now(_process: Process, bid: Bid) -> Said:
    return {
        "date": bid.date,
        "status": bid.status,
        "reason": bid.reason,
        "amount_centavos": bid.amount_centavos,
        "net_centavos": bid.net_centavos,
    }


def _end(process: Process, _part: Any, said: Said, actor: int) -> None:
    services.cancel_process(process_id=process.pk, reason=said["reason"], status=said["status"], actor=actor)


STEPS = (
    Step(
        name="tender",
        path="convocatoria/",
        title=_("Convocatoria"),
        button=_("Guardar la convocatoria"),
        form=TenderForm,
        act=_tender,
        about=lambda process, _part, said, clock: services.about_call(process, said, clock=clock),
        initial=lambda process, _part: {name: getattr(process, name) for name in _TENDER},
        anchor="convocatoria",
    ),
    Step(
        name="meeting",
        path="juntas/nueva/",
        title=_("Registrar una junta de aclaraciones"),
        button=_("Registrar la junta"),
        form=MeetingForm,
        act=_meeting,
        anchor="convocatoria",
    ),
    Step(
        name="bid",
        path="propuestas/nueva/",
        title=_("Registrar una propuesta"),
        button=_("Registrar la propuesta"),
        form=BidForm,
        act=_bid,
        about=lambda process, _part, said, clock: services.about_bid(process, said, clock=clock),
        anchor="propuestas",
    ),
    Step(
        name="bid_change",
        path="propuestas/<int:pk>/",
        title=_("Qué pasó con una propuesta"),
        button=_("Guardar la propuesta"),
        form=BidChangeForm,
        act=_bid_change,
        about=lambda process, bid, said, clock: services.about_bid(process, said | _whose(bid), clock=clock),
        part=lambda process: process.bids.all(),
        initial=_bid_now,
        lead=lambda _process, bid: bid.supplier.name,
        anchor="propuestas",
    ),
    Step(
        name="end",
        path="terminar/",
        title=_("Cancelar o declarar desierto"),
        button=_("Terminar el proceso"),
        form=EndForm,
        act=_end,
        anchor="fallo",
        danger=True,
    ),
)
