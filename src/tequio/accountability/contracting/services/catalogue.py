"""The catalogue of kinds of procedure: laws change, and each kind is in force between two days."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcedureCatalogued
from tequio.accountability.contracting.models import ProcedureType
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import ContractingError, DuplicateError, UnknownError
from tequio.accountability.contracting.types import METHOD_LABELS
from tequio.core.procurement.remarks import in_order
from tequio.foundation.audit import services as audit


@transaction.atomic
def keep_procedure(
    *,
    name: str,
    method: str,
    law: str = "",
    requires_article: bool = False,
    requires_quotes: bool = False,
    own_work: bool = False,
    min_days: int | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    procedure_id: int | None = None,
    actor: int | None = None,
) -> ProcedureType:
    """Add a kind of procedure to the catalogue, or change the one named. Processes opened with it keep it.

    Args:
        name: as the law names it.
        method: OCDS method codelist: open, selective, limited or direct.
        law: the law that names it.
        requires_article: whether it must say by which article and fraction it was chosen.
        requires_quotes: whether it needs a market study.
        own_work: administración directa: nobody is hired.
        min_days: the least to make an offer; fewer are warned of.
        valid_from: first day on which it may be chosen; None since ever.
        valid_to: last day; None while nobody says otherwise.
        procedure_id: the one that changes; a new one if None.
        actor: who decides it.

    Raises:
        ContractingError: if the name or the method is wrong, or it ends before it starts.
        DuplicateError: if there is one of that name already.
        UnknownError: if there is no such kind.
    """
    name = checks.words(name, _("Escriba cómo llama la ley al procedimiento."))
    if method not in METHOD_LABELS:
        raise ContractingError(_("Elija a qué método abierto corresponde."), status=422)
    if list(in_order("validity", valid_from, valid_to, about="valid_to")):
        raise ContractingError(_("La vigencia no puede terminar antes de empezar."), status=422)
    kind = _kind(procedure_id, name)
    kind.name, kind.method, kind.law = name, method, law.strip()
    kind.requires_article, kind.requires_quotes, kind.own_work = requires_article, requires_quotes, own_work
    kind.min_days, kind.valid_from, kind.valid_to = min_days, valid_from, valid_to
    kind.save()
    audit.record(ProcedureCatalogued(code=kind.code), actor=actor)
    return kind


def _kind(procedure_id: int | None, name: str) -> ProcedureType:
    others = ProcedureType.objects.filter(name__iexact=name)
    if procedure_id is None:
        code = slugify(name)[:50]
        if others.exists() or ProcedureType.objects.filter(code=code).exists():
            raise DuplicateError(_("Ya hay un procedimiento con ese nombre en el catálogo."), status=409)
        return ProcedureType(code=code)
    found = ProcedureType.objects.filter(pk=procedure_id).first()
    if found is None:
        raise UnknownError(_("No existe ese tipo de procedimiento."), status=404)
    if others.exclude(pk=procedure_id).exists():
        raise DuplicateError(_("Ya hay un procedimiento con ese nombre en el catálogo."), status=409)
    return found
