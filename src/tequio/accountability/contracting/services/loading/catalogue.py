"""The columns of the sheets of contracts, payments and suppliers, and what their cells may say."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.models import ProcedureType
from tequio.accountability.contracting.types import (
    CATEGORY_LABELS,
    PAYMENT_METHOD_LABELS,
    TRANSACTION_LABELS,
    Category,
    PaymentMethod,
    TransactionKind,
)
from tequio.core.text import plain
from tequio.foundation.accounts.models import User
from tequio.foundation.loads.types import CellKind, Column, Scope
from tequio.participation.editions.models import Edition

PAYMENTS_IN_A_ROW = 12
_IN_THE_TEMPLATE = 3


def categories() -> dict[str, Category]:
    """Return what is bought by everything it may be called."""
    found = {plain(str(label)): category for category, label in CATEGORY_LABELS.items()}
    found |= {category.value: category for category in Category}
    return found | {
        "obras": Category.WORKS,
        "obra publica": Category.WORKS,
        "adquisicion": Category.GOODS,
        "servicio": Category.SERVICES,
    }


def payment_kinds() -> dict[str, TransactionKind]:
    """Return the kinds of payment by everything they may be called."""
    found = {plain(str(label)): kind for kind, label in TRANSACTION_LABELS.items()}
    return found | {kind.value: kind for kind in TransactionKind}


def methods() -> dict[str, PaymentMethod]:
    """Return the ways of paying by everything they may be called."""
    found = {plain(str(label)): method for method, label in PAYMENT_METHOD_LABELS.items()}
    return found | {plain(method.value): method for method in PaymentMethod}


def method_names() -> list[str]:
    """Return how the ways of paying are called, for a list."""
    return [str(label) for label in PAYMENT_METHOD_LABELS.values()]


def procedures() -> dict[str, ProcedureType]:
    """Return the procedure types by everything they may be called."""
    found: dict[str, ProcedureType] = {}
    for one in ProcedureType.objects.all():
        found |= dict.fromkeys((plain(one.name), plain(one.code.replace("-", " ")), plain(one.code)), one)
    return found


def _procedures(actor: User | None) -> Iterable[str]:
    del actor
    return ProcedureType.objects.values_list("name", flat=True)


def _categories(actor: User | None) -> Iterable[str]:
    del actor
    return [str(label) for label in CATEGORY_LABELS.values()]


def _kinds(actor: User | None) -> Iterable[str]:
    del actor
    return [str(label) for label in TRANSACTION_LABELS.values()]


def _methods(actor: User | None) -> Iterable[str]:
    del actor
    return method_names()


def _editions() -> Iterable[tuple[str, str]]:
    return list(
        Edition.objects.filter(projects__isnull=False).distinct().order_by("-pk").values_list("slug", "name")
    )


EDITION = Scope(
    label=_("Edición"),
    help=_("La de los proyectos del archivo; sirve para distinguir los que se llaman igual."),
    choices=_editions,
)
_FOLIO_NAMES = ("folio", "proyecto folio", "clave del proyecto", "clave proyecto")
_RFC = Column(
    name="rfc",
    label=_("RFC"),
    help=_("El del proveedor. El de una persona no se publica."),
    synonyms=("rfc del proveedor", "rfc proveedor", "rfc del contratista"),
    required=True,
    example="ZZQ010101017",
)


def _of_payment(number: int) -> list[Column]:
    """Return the columns of one more payment in the row of a contract."""
    shown = number <= _IN_THE_TEMPLATE

    def column(name: str, label: str, kind: CellKind = CellKind.TEXT, *, template: bool = shown) -> Column:
        others = (f"estimacion {number} {label}", f"{label} pago {number}", f"{label} de pago {number}")
        return Column(
            name=f"payment_{number}_{name}",
            label=f"Pago {number} {label}",
            synonyms=others,
            kind=kind,
            extra=True,
            template=template,
            choices=_kinds if name == "kind" else None,
        )

    return [
        column("date", "fecha", CellKind.DAY),
        column("amount", "monto", CellKind.MONEY),
        column("kind", "tipo"),
        column("code", "clave", template=False),
    ]


CONTRACTS = (
    Column(
        name="folio",
        label=_("Folio del proyecto"),
        help=_("El folio; si no lo tiene, basta el nombre exacto del proyecto."),
        synonyms=_FOLIO_NAMES,
        one_of="project",
        example="EJ-0001",
    ),
    Column(
        name="project",
        label=_("Proyecto"),
        help=_("Nombre del proyecto, si no hay folio."),
        synonyms=("nombre del proyecto", "titulo", "project", "obra", "nombre de la obra"),
        one_of="project",
        example="Parque de bolsillo de ejemplo",
    ),
    Column(
        name="title",
        label=_("Objeto"),
        help=_("Qué se contrata. Vacío: el nombre del proyecto."),
        synonyms=("objeto del contrato", "descripcion", "concepto", "objeto de la contratacion"),
        example="Construcción del parque",
    ),
    Column(
        name="procedure",
        label=_("Procedimiento"),
        help=_("Como se llama en el catálogo de procedimientos."),
        synonyms=("tipo de procedimiento", "modalidad", "metodo", "procedimiento de contratacion"),
        required=True,
        choices=_procedures,
        example="Invitación a cuando menos tres personas",
    ),
    Column(
        name="rationale",
        label=_("Fundamento"),
        help=_("Artículo y fracción; hace falta en la adjudicación directa."),
        synonyms=("fundamento legal", "articulo"),
    ),
    Column(
        name="category",
        label=_("Tipo"),
        help=_("Obra, bienes o servicios. Vacío: obra."),
        synonyms=("tipo de contratacion", "rubro"),
        choices=_categories,
        example="Obra",
    ),
    Column(
        name="tender_start",
        label=_("Ofertas desde"),
        help=_("Primer día en que se reciben ofertas."),
        synonyms=("fecha de convocatoria", "convocatoria"),
        kind=CellKind.DAY,
        example="2026-08-03",
    ),
    Column(
        name="tender_end",
        label=_("Ofertas hasta"),
        help=_("Último día."),
        synonyms=("apertura", "fecha de apertura"),
        kind=CellKind.DAY,
        example="2026-08-21",
    ),
    Column(
        name="tenderers",
        label=_("Ofertas recibidas"),
        help=_("Cuántas empresas ofertaron."),
        synonyms=("ofertas", "participantes", "licitantes", "numero de ofertas"),
        kind=CellKind.NUMBER,
        example="3",
    ),
    Column(
        name="supplier",
        label=_("Proveedor"),
        help=_("Quién ganó."),
        synonyms=("contratista", "empresa", "razon social", "nombre del proveedor"),
        required=True,
        example="Constructora Mezquite",
    ),
    _RFC,
    Column(
        name="awarded_on",
        label=_("Fecha del fallo"),
        help=_("Cuándo se decidió."),
        synonyms=("fallo", "fecha de adjudicacion", "adjudicacion"),
        kind=CellKind.DAY,
        required=True,
        example="2026-08-28",
    ),
    Column(
        name="contract",
        label=_("Contrato"),
        help=_("Su número. Vacío: todavía no se firma."),
        synonyms=("numero de contrato", "no. de contrato", "contrato no.", "num contrato", "no contrato"),
        example="OP-041-2026",
    ),
    Column(
        name="signed_on",
        label=_("Fecha de firma"),
        help=_("Hace falta si hay contrato."),
        synonyms=("firma", "fecha de contrato", "fecha del contrato"),
        kind=CellKind.DAY,
        example="2026-09-04",
    ),
    Column(
        name="starts_on",
        label=_("Inicio"),
        help=_("Hace falta si hay contrato."),
        synonyms=("fecha de inicio", "inicio de obra"),
        kind=CellKind.DAY,
        example="2026-09-07",
    ),
    Column(
        name="ends_on",
        label=_("Término"),
        help=_("Hace falta si hay contrato."),
        synonyms=("fecha de termino", "fin", "fin de obra"),
        kind=CellKind.DAY,
        example="2026-12-18",
    ),
    Column(
        name="amount",
        label=_("Monto con IVA"),
        help=_("En pesos."),
        synonyms=("monto", "importe", "monto contratado", "importe con iva", "total", "monto total"),
        kind=CellKind.MONEY,
        required=True,
        example="942180",
    ),
    Column(
        name="net",
        label=_("Monto sin IVA"),
        help=_("En pesos. Si no lo tiene, déjelo vacío: no se adivina."),
        synonyms=("subtotal", "importe sin iva"),
        kind=CellKind.MONEY,
        example="812224.14",
    ),
    Column(
        name="vat",
        label=_("Tasa de IVA"),
        help=_("16, 8 o 0, si se conoce."),
        synonyms=("iva", "% iva", "tasa iva", "porcentaje de iva"),
        kind=CellKind.PERCENT,
        example="16",
    ),
    *[column for number in range(1, PAYMENTS_IN_A_ROW + 1) for column in _of_payment(number)],
)
PAYMENTS = (
    Column(
        name="contract",
        label=_("Contrato"),
        help=_("Su número."),
        synonyms=("numero de contrato", "no. de contrato", "contrato no.", "num contrato"),
        required=True,
        example="OP-041-2026",
    ),
    Column(
        name="folio",
        label=_("Folio del proyecto"),
        help=_("Hace falta si otro proyecto tiene un contrato con el mismo número."),
        synonyms=_FOLIO_NAMES,
        example="EJ-0001",
    ),
    Column(
        name="code",
        label=_("Clave del pago"),
        help=_("La de la estimación o la póliza: con ella se sabe si el pago ya está."),
        synonyms=("clave", "estimacion", "numero de pago", "no. de estimacion", "folio de pago"),
        required=True,
        example="EST-01",
    ),
    Column(
        name="kind",
        label=_("Tipo de pago"),
        help=_("Anticipo, Estimación o Finiquito. Vacío: estimación."),
        synonyms=("tipo", "concepto"),
        choices=_kinds,
        example="Estimación",
    ),
    Column(
        name="paid_on",
        label=_("Fecha de pago"),
        help=_("El día en que salió el dinero."),
        synonyms=("fecha", "fecha del pago", "pagado el"),
        kind=CellKind.DAY,
        required=True,
        example="2026-10-15",
    ),
    Column(
        name="amount",
        label=_("Monto con IVA"),
        help=_("En pesos."),
        synonyms=("monto", "importe", "total", "monto pagado"),
        kind=CellKind.MONEY,
        required=True,
        example="180000",
    ),
    Column(
        name="net",
        label=_("Monto sin IVA"),
        help=_("En pesos, si lo tiene."),
        synonyms=("subtotal", "importe sin iva"),
        kind=CellKind.MONEY,
    ),
    Column(
        name="method",
        label=_("Forma de pago"),
        help=_("Transferencia, cheque, efectivo…"),
        synonyms=("metodo de pago", "medio de pago"),
        choices=_methods,
    ),
    Column(
        name="voucher",
        label=_("Póliza"),
        help=_("El número con que lo conoce contabilidad."),
        synonyms=("numero de poliza", "no. de poliza", "cheque", "transferencia"),
    ),
)
SUPPLIERS = (
    _RFC,
    Column(
        name="name",
        label=_("Nombre o razón social"),
        help=_("Como está en su constancia."),
        synonyms=("proveedor", "razon social", "nombre", "contratista", "nombre del proveedor", "empresa"),
        required=True,
        example="Constructora Mezquite",
    ),
    Column(
        name="roll_number",
        label=_("Número en el padrón"),
        help=_("Se publica; en una persona física va en lugar de su RFC."),
        synonyms=("padron", "numero de padron", "no. de padron", "numero de proveedor", "registro"),
        example="P-0117",
    ),
    Column(
        name="given_name",
        label=_("Nombre de pila"),
        help=_("Solo de personas físicas."),
        synonyms=("nombres",),
    ),
    Column(
        name="patronymic_name",
        label=_("Primer apellido"),
        help=_("Solo de personas físicas."),
        synonyms=("apellido paterno",),
    ),
    Column(
        name="matronymic_name",
        label=_("Segundo apellido"),
        help=_("Solo de personas físicas."),
        synonyms=("apellido materno",),
    ),
)
