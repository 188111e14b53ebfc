"""Each flag in plain words: what it is called, what it looks at, why it matters, and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from tequio.core import money
from tequio.core.redflags import Code, State, Why
from tequio.foundation.web.templatetags.tequio import day_long


@dataclass(frozen=True, slots=True)
class Words:
    """One flag for people.

    ``said`` has the evidence of the rule in braces. ``slug`` stands in addresses.
    """

    slug: str
    title: Any
    definition: Any
    why: Any
    said: Any
    source: str


WORDS: dict[Code, Words] = {
    Code.SHORT_PERIOD: Words(
        "plazo-corto",
        _("Poco tiempo para ofertar"),
        _("El plazo para recibir ofertas es menor que el que pide su procedimiento."),
        _("Con poco tiempo compiten menos empresas, y lleva ventaja quien ya sabía."),
        _("Hubo {days} días para ofertar, del {start_on} al {end_on}; se piden al menos {minimum}."),
        "R003",
    ),
    Code.SINGLE_BID: Words(
        "una-sola-oferta",
        _("Una sola oferta"),
        _("En un procedimiento en que podían competir varios, ofertó uno."),
        _("Sin competencia, el precio puede ser más alto."),
        _("Se recibió {bidders} oferta en un procedimiento abierto a varias."),
        "R018",
    ),
    Code.LATE_BID: Words(
        "oferta-tardia",
        _("Ganó una oferta tardía"),
        _("La oferta que ganó llegó después del último día."),
        _("Las mismas fechas deben valer para todas las empresas."),
        _("La oferta ganadora llegó el {received_on}; el último día era el {end_on}."),
        "R030",
    ),
    Code.IDENTICAL_PRICES: Words(
        "precios-identicos",
        _("Precios idénticos"),
        _("Dos o más empresas ofrecieron el mismo precio, al centavo."),
        _("Es raro que dos empresas lleguen solas a la misma cifra."),
        _("{bidders} ofertas dicen {price_centavos}: {names}."),
        "R028",
    ),
    Code.OTHERS_DISQUALIFIED: Words(
        "todas-descalificadas",
        _("Todas las demás, descalificadas"),
        _("Solo quedó la oferta que ganó: a las otras se les descalificó."),
        _("Descalificar a las demás puede ser una manera de escoger al ganador."),
        _("Se descalificó a {disqualified} y quedó una sola oferta, la que ganó."),
        "R035",
    ),
    Code.LOWEST_DISQUALIFIED: Words(
        "mas-baja-descalificada",
        _("Descalificada la más barata"),
        _("Donde solo cuenta el precio, se descalificó la oferta más baja."),
        _("Conviene leer el motivo: se pagó más de lo que alguien ofreció."),
        _("La oferta más baja, de {price_centavos} ({names}), quedó descalificada."),
        "R036",
    ),
    Code.CLOSE_PRICES: Words(
        "precios-casi-iguales",
        _("Precios casi iguales"),
        _("El segundo precio es casi el del ganador."),
        _("Quienes se ponen de acuerdo suelen fingir competencia con precios muy cercanos."),
        _("Ganó {price_centavos} y la segunda oferta fue {second_centavos}: {gap_percent} % más."),
        "R024",
    ),
    Code.WIDE_GAP: Words(
        "muy-por-debajo",
        _("Precio muy por debajo del segundo"),
        _("El ganador cobra mucho menos que la oferta que le sigue."),
        _("Puede ser una buena compra, o una obra que después se encarece o queda mal."),
        _("Ganó {price_centavos} y la segunda oferta fue {second_centavos}: {gap_percent} % más."),
        "R058",
    ),
    Code.REST_DAY: Words(
        "dia-inhabil",
        _("Fallo o firma en día inhábil"),
        _("El fallo o el contrato lleva fecha de un sábado, domingo o día de descanso."),
        _("Casi nadie puede estar presente, o la fecha se escribió después."),
        _("La fecha es el {day_on}, que no se trabaja."),
        "flagsMX",
    ),
    Code.CONCENTRATION: Words(
        "concentracion",
        _("Mucho para un solo proveedor"),
        _("Quien ganó reúne gran parte de lo que adjudicó el área en el año."),
        _("Depender de una empresa debilita la competencia."),
        _(
            "{name} reúne {share_percent} % de los {total_centavos} que {office} adjudicó en {year}, en "
            "{awards} adjudicaciones (índice de concentración {index} de 10,000)."
        ),
        "OCP",
    ),
    Code.REPEATED_DIRECT: Words(
        "directas-repetidas",
        _("Adjudicaciones directas repetidas"),
        _("El mismo proveedor recibe varias adjudicaciones directas apenas debajo del tope."),
        _("Partir una compra en pedazos evita el concurso que tocaba."),
        _(
            "{name} tiene {awards} adjudicaciones directas a menos de {band_percent} % del tope de "
            "{ceiling_centavos}."
        ),
        "OCP",
    ),
    Code.UNIDENTIFIED_SUPPLIER: Words(
        "proveedor-sin-rfc",
        _("Proveedor sin RFC"),
        _("Quien ganó no tiene un RFC que se pueda comprobar."),
        _("No se sabe con certeza a quién se le paga."),
        _("{name} no tiene un RFC válido en el registro."),
        "flagsMX",
    ),
    Code.AMENDED: Words(
        "convenios",
        _("Convenios que crecen mucho"),
        _("Los convenios modificatorios subieron mucho el monto o el plazo de lo firmado."),
        _("Lo que crece tanto quizá debió concursarse de nuevo."),
        _(
            "Con {amendments} convenios, el contrato {contract} creció {amount_percent} % en monto y "
            "{term_percent} % en plazo; el límite es {limit_percent} %."
        ),
        "OCP",
    ),
    Code.LONG_CONTRACT: Words(
        "contrato-largo",
        _("Contrato muy largo"),
        _("El contrato dura más de lo común."),
        _("Un contrato largo deja fuera a otros por mucho tiempo."),
        _("El contrato {contract} dura {days} días; se avisa desde {limit}."),
        "flagsMX",
    ),
    Code.PAID_OVER_BUILT: Words(
        "pagado-sin-construir",
        _("Pagado por delante de la obra"),
        _("Lo pagado va muy por delante del avance físico que se reporta."),
        _("Si la obra se detiene, es difícil recuperar lo pagado."),
        _("Se ha pagado {paid_percent} % del contrato y la obra va en {built_percent} %."),
        "OCP",
    ),
    Code.OVERRUN: Words(
        "sobrecosto",
        _("Cuesta más de lo prometido"),
        _("Lo contratado rebasa el presupuesto del proyecto."),
        _("El dinero que falta sale de otro lado, o la obra se recorta."),
        _("Se contrataron {contracted_centavos}, {over_percent} % más que los {promised_centavos} prometidos."),
        "flagsMX",
    ),
    Code.DAYS_LATE: Words(
        "con-retraso",
        _("Entrega con retraso"),
        _("El proyecto se entregó, o sigue sin entregarse, después del día prometido."),
        _("La gente votó por una obra con fecha."),
        _("Se prometió para el {promised_on}: {days} días de retraso."),
        "Tequio",
    ),
    Code.LATE_UPDATE: Words(
        "sin-noticias",
        _("Sin noticias"),
        _("El proyecto sigue en marcha y hace mucho que nadie reporta nada."),
        _("Sin reportes nadie puede saber si la obra avanza."),
        _("Lo último que se reportó es del {last_on}, hace {days} días."),
        "Tequio",
    ),
    Code.MISSING_EVIDENCE: Words(
        "sin-evidencia",
        _("Etapas sin evidencia"),
        _("Una etapa se dio por terminada sin foto ni documento."),
        _("Lo que no se muestra no se puede comprobar."),
        _("Terminadas sin foto ni documento: {names}."),
        "Tequio",
    ),
}
BY_SLUG = {words.slug: code for code, words in WORDS.items()}
GROUPS = (
    (
        _("Cómo se compitió"),
        (
            Code.SHORT_PERIOD,
            Code.SINGLE_BID,
            Code.LATE_BID,
            Code.IDENTICAL_PRICES,
            Code.OTHERS_DISQUALIFIED,
            Code.LOWEST_DISQUALIFIED,
            Code.CLOSE_PRICES,
            Code.WIDE_GAP,
        ),
    ),
    (
        _("A quién se contrató y cómo"),
        (
            Code.REST_DAY,
            Code.CONCENTRATION,
            Code.REPEATED_DIRECT,
            Code.UNIDENTIFIED_SUPPLIER,
            Code.AMENDED,
            Code.LONG_CONTRACT,
        ),
    ),
    (
        _("Cómo va la obra"),
        (Code.PAID_OVER_BUILT, Code.OVERRUN, Code.DAYS_LATE, Code.LATE_UPDATE, Code.MISSING_EVIDENCE),
    ),
)
MISSING = {
    Why.NO_DATES: _("faltan fechas"),
    Why.NO_MINIMUM: _("su procedimiento no dice un plazo mínimo"),
    Why.NO_BIDS: _("no se registraron las ofertas"),
    Why.NO_PRICES: _("falta el precio de alguna oferta"),
    Why.NO_VERDICTS: _("falta decir si alguna oferta es válida"),
    Why.NO_CRITERIA: _("no se dijo con qué criterio se adjudica"),
    Why.NO_CEILING: _("el municipio no ha dicho el tope de la adjudicación directa"),
    Why.NO_ORIGINAL: _("no se guardó lo que decía el contrato antes del convenio"),
    Why.NO_PROGRESS: _("nadie ha reportado el avance físico"),
    Why.NO_PROMISE: _("el proyecto no tiene fecha prometida"),
    Why.FEW_AWARDS: _("hay muy pocas adjudicaciones para comparar"),
}
STATE_LABELS = {
    State.RAISED: _("Con alerta"),
    State.CLEAR: _("Sin alerta"),
    State.UNKNOWN: _("No se pudo calcular"),
    State.OUTSIDE: _("No aplica"),
}


def explain(code: Code, evidence: Mapping[str, int | str]) -> str:
    """Return in one sentence, in the reader's language, what the rule found.

    Raises:
        KeyError: if the evidence lacks a figure of the sentence: it was kept by another version of the rule.
    """
    return str(WORDS[code].said).format_map({name: _written(name, value) for name, value in evidence.items()})


def _written(name: str, value: int | str) -> str:
    if name.endswith("_centavos"):
        return money.exact(int(value))
    if name.endswith("_on"):
        return day_long(parse_date(str(value)))
    return str(value) or str(_("sin nombre"))
