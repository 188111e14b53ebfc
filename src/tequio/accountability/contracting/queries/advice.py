"""What is missing or odd in a process, said to its liaison: what it means, and how to mend it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Contract, Process, Publication
from tequio.accountability.contracting.queries.rules import place_on_desk, rule_words
from tequio.accountability.contracting.types import CLOSED, ContractStatus, ProcessStatus
from tequio.core import money
from tequio.core.ocds.validation.rules import Depth, depth_of
from tequio.core.procurement import budgets


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing to look at. ``blocks`` if nothing is published until it is mended."""

    what: str
    mend: str
    blocks: bool = False
    anchor: str = ""  # the part of the desk where it is mended


def advice(process: Process, *, today: date) -> list[Advice]:
    """Return what the office should look at in a process loaded whole, the most serious first."""
    found = _from_the_check(process)
    if ProcessStatus(process.status) in CLOSED:
        return found
    found += _of_the_call(process)
    found += _of_the_budget(process)
    for contract in process.contracts.all():
        found += _of_the_contract(contract, today)
    return found


def _from_the_check(process: Process) -> list[Advice]:
    """Say what the check of the last publication found: first what holds it back, then what makes no sense."""
    publication = publication_of(process)
    findings = publication.findings if publication else []
    return sorted(
        (_advised(one) for one in findings if _blocks(one) or depth_of(one["code"]) is Depth.COHERENCE),
        key=lambda one: not one.blocks,
    )


def _blocks(finding: dict[str, Any]) -> bool:
    return bool(finding.get("blocks", finding["severity"] == "error"))


def _advised(finding: dict[str, Any]) -> Advice:
    """Say of a finding what it means and how to mend it, with the part of the desk where that is done."""
    if depth_of(finding["code"]) is Depth.STRUCTURE:
        mend: Any = _("Corrija el dato aquí; se vuelve a revisar y publicar solo.")
        return Advice(what=finding["message"], mend=mend, blocks=True, anchor=place_on_desk(finding["path"]))
    words = rule_words(finding["code"])
    return Advice(
        what=f"{words.title}. {words.means}",
        mend=str(words.mend),
        blocks=_blocks(finding),
        anchor=place_on_desk(finding["path"]),
    )


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


def _of_the_budget(process: Process) -> list[Advice]:
    """BUD-7: what was contracted was committed in the lines that pay it."""
    committed = [line.committed_centavos for line in process.budget_lines.all()]
    known = [amount for amount in committed if amount is not None]
    live = [one for one in process.contracts.all() if one.status != ContractStatus.CANCELLED]
    contracted = sum(one.amount_centavos for one in live)
    return [
        Advice(
            what=_("Se contrataron %(contracted)s y sus partidas solo tienen comprometidos %(committed)s.")
            % {"contracted": money.exact(contracted), "committed": money.exact(sum(known))},
            mend=_("Ponga al día las partidas en «Planeación», o registre la que falta."),
        )
        for _remark in budgets.pays(sum(known) if known else None, contracted)
    ]


def _of_the_contract(contract: Contract, today: date) -> list[Advice]:
    found = []
    if contract.net_centavos is None:
        found.append(
            Advice(
                what=_("Falta el monto sin IVA del contrato %(number)s.") % {"number": contract.number},
                mend=_("Se publica solo el monto con IVA."),
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
