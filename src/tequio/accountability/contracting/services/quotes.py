"""The market study: requests for quotes, and what was answered."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Quote, QuoteRequest
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import UnknownError
from tequio.accountability.contracting.services.processes import changing
from tequio.accountability.contracting.services.suppliers import supplier, suppliers
from tequio.core.procurement import offers
from tequio.core.procurement.remarks import SILENT, Clock, Remark
from tequio.foundation.audit import services as audit


def about_request(said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with a request for quotes (CON-21)."""
    del clock
    yield from offers.quote_request(said.get("starts_on"), said.get("ends_on"))
    for rfc, name in said.get("invited") or ():
        yield from checks.supplier(rfc, name, about="invited")


def about_quote(request: QuoteRequest, said: Mapping[str, Any], *, clock: Clock = SILENT) -> Iterator[Remark]:
    """Say what is wrong with a quote (CON-6, CON-7, CON-21)."""
    del clock
    yield from offers.quote(
        said.get("date"),
        said.get("amount_centavos"),
        said.get("net_centavos"),
        start=request.starts_on,
        end=request.ends_on,
        percent=said.get("vat_percent"),
    )
    if said.get("supplier_rfc"):
        yield from checks.supplier(said["supplier_rfc"], said.get("supplier_name") or "")


@transaction.atomic
def request_quotes(
    *,
    process_id: int,
    title: str,
    starts_on: date,
    ends_on: date,
    description: str = "",
    invited: Iterable[tuple[str, str]] = (),
    actor: int | None = None,
) -> QuoteRequest:
    """Record that quotes were asked for.

    Args:
        process_id: the process.
        title: what was asked for.
        starts_on: the day it was sent.
        ends_on: the last day to answer.
        description: the same at length.
        invited: RFC and name of those who were asked.
        actor: who records it.

    Raises:
        ClosedProcessError, DatesError, RfcError, ContractingError: see docs/rules/contracting.md.
    """
    process = changing(process_id)
    invited = list(invited)
    checks.refuse(about_request({"starts_on": starts_on, "ends_on": ends_on, "invited": invited}))
    request = QuoteRequest.objects.create(
        process=process,
        code=f"solicitud-{process.quote_requests.count() + 1}",
        title=checks.words(title, _("Escriba qué se pidió cotizar.")),
        description=description.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    request.invited.set(suppliers(invited))
    audit.record(ProcessChanged(process_id=process.pk, tag="planningUpdate"), actor=actor)
    return request


@transaction.atomic
def record_quote(
    *,
    request_id: int,
    supplier_rfc: str,
    supplier_name: str,
    date: date,
    amount_centavos: int,
    net_centavos: int | None = None,
    description: str = "",
    actor: int | None = None,
) -> Quote:
    """Record what a supplier answered to a request for quotes.

    Raises:
        UnknownError: if there is no such request.
        ClosedProcessError, AmountError, RfcError: see docs/rules/contracting.md.
    """
    request = QuoteRequest.objects.filter(pk=request_id).first()
    if request is None:
        raise UnknownError(_("No existe esa solicitud de cotización."), status=404)
    process = changing(request.process_id)
    said = {"date": date, "amount_centavos": amount_centavos, "net_centavos": net_centavos}
    checks.refuse(about_quote(request, said))
    quote = Quote.objects.create(
        request=request,
        code=f"{request.code}-cotizacion-{request.quotes.count() + 1}",
        supplier=supplier(supplier_rfc, supplier_name),
        date=date,
        description=description.strip(),
        amount_centavos=amount_centavos,
        net_centavos=net_centavos,
    )
    request.invited.add(quote.supplier)
    audit.record(ProcessChanged(process_id=process.pk, tag="planningUpdate"), actor=actor)
    return quote
