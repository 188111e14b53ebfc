"""What the processes of a project lack to be published whole, for the liaison's desk."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Contract, Process
from tequio.accountability.contracting.types import CLOSED, ContractStatus, ProcessStatus

# The documents that a process should have once it got so far.
_TENDER, _AWARD, _SIGNED = "tenderNotice", "awardNotice", "contractSigned"


def lacks(processes: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return what each of these processes lacks and where it is mended, by the id of its project.

    A constant number of queries, however many there are.
    """
    found: dict[int, list[tuple[str, str]]] = {}
    if not processes:
        return found
    rows = Process.objects.filter(pk__in=processes).exclude(status__in=CLOSED).select_related("procedure")
    related = rows.prefetch_related(
        "budget_lines", "quote_requests__quotes", "bids", "documents", "contracts__guarantees", "awards"
    )
    for process in related.order_by("pk"):
        found.setdefault(process.project_id, []).extend(missing_in(process))
    return found


def missing_in(process: Process) -> Iterator[tuple[str, str]]:
    """Give what a process lacks, in a few words, and the address where it is mended."""
    if not process.budget_lines.all():
        yield _("Partida presupuestaria"), _page("budget_line", process)
    if process.procedure.own_work:
        return
    quotes = [quote for request in process.quote_requests.all() for quote in request.quotes.all()]
    if process.procedure.requires_quotes and not quotes:
        yield _("Cotizaciones"), _page("quote_request", process)
    if process.status == ProcessStatus.COMPLETE:
        yield from _of_the_call(process)
    kept = {one.document_type for one in process.documents.all() if not one.withdrawn}
    yield from _documents(process, kept)
    for contract in process.contracts.all():
        yield from _of_the_contract(process, contract)


def _of_the_call(process: Process) -> Iterator[tuple[str, str]]:
    if process.procedure.method != "direct" and process.tender_end is None:
        yield _("Fechas de la convocatoria"), _page("tender", process)
    if process.procedure.method != "direct" and not process.bids.all():
        yield _("Propuestas, una por una"), _page("bid", process)


def _documents(process: Process, kept: set[str]) -> Iterator[tuple[str, str]]:
    page = _page("document", process)
    if process.procedure.method != "direct" and process.tender_start and _TENDER not in kept:
        yield _("Convocatoria publicada"), page
    if any(not award.cancelled for award in process.awards.all()) and _AWARD not in kept:
        yield _("Acta de fallo"), page
    if process.contracts.all() and _SIGNED not in kept:
        yield _("Contrato firmado"), page


def _of_the_contract(process: Process, contract: Contract) -> Iterator[tuple[str, str]]:
    if contract.status != ContractStatus.ACTIVE:
        return
    if not contract.guarantees.all():
        guarantee = reverse("contracting:guarantee", args=[process.ocid, contract.pk])
        yield _("Garantía del contrato %(number)s") % {"number": contract.number}, guarantee


def _page(name: str, process: Process) -> str:
    return reverse(f"contracting:{name}", args=[process.ocid])
