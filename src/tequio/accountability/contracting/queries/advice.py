"""What is missing or odd in a process, said to its liaison: what it means, and how to mend it."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Contract, Process, Publication
from tequio.accountability.contracting.types import CLOSED, ContractStatus, ProcessStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing to look at. ``blocks`` if nothing is published until it is mended."""

    what: str
    mend: str
    blocks: bool = False


def advice(process: Process, *, today: date) -> list[Advice]:
    """Return what the office should look at in a process loaded whole, the most serious first."""
    found = _from_the_check(process)
    if ProcessStatus(process.status) in CLOSED:
        return found
    found += _of_the_call(process)
    for contract in process.contracts.all():
        found += _of_the_contract(contract, today)
    return found


def _from_the_check(process: Process) -> list[Advice]:
    """Say what the check of the last publication found; errors hold it back."""
    publication = publication_of(process)
    if publication is None:
        return []
    return [
        Advice(
            what=finding["message"],
            mend=_("Corrija el dato aquí; se vuelve a revisar y publicar solo."),
            blocks=True,
        )
        for finding in publication.findings
        if finding.get("blocks")
    ]


def publication_of(process: Process) -> Publication | None:
    """Return where the publication of a process stands, if anything was ever asked."""
    return getattr(process, "publication", None)


def _of_the_call(process: Process) -> list[Advice]:
    found = []
    awarded = process.status == ProcessStatus.COMPLETE
    if awarded and process.procedure.method != "direct" and process.tender_end is None:
        found.append(
            Advice(
                what=_("No se sabe cuándo se recibieron las ofertas."),
                mend=_("Anote las fechas en «Convocatoria»: dicen si hubo tiempo de ofertar."),
            )
        )
    if awarded and process.tenderers is None:
        found.append(
            Advice(
                what=_("No se sabe cuántas empresas ofertaron."),
                mend=_("Anote el número en «Convocatoria»: es lo primero que la gente pregunta."),
            )
        )
    if process.procedure.method == "open" and process.tenderers == 1:
        found.append(
            Advice(
                what=_("Hubo una sola oferta en una licitación abierta."),
                mend=_("Si es correcto, no haga nada: así se publica."),
            )
        )
    return found


def _of_the_contract(contract: Contract, today: date) -> list[Advice]:
    found = []
    if contract.net_centavos is None:
        found.append(
            Advice(
                what=_("Falta el monto sin IVA del contrato %(number)s.") % {"number": contract.number},
                mend=_("Se publica solo el monto con IVA. Puede completarse con una carga masiva."),
            )
        )
    if contract.status == ContractStatus.ACTIVE and contract.ends_on < today:
        found.append(
            Advice(
                what=_("El contrato %(number)s venció el %(day)s y sigue vigente.")
                % {"number": contract.number, "day": date_format(contract.ends_on, "j b Y")},
                mend=_("Anote el convenio que lo amplió, o conclúyalo."),
            )
        )
    return found
