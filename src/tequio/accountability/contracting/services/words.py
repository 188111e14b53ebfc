"""What each remark on a contracting process says: what is wrong, what follows, and how to mend it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.core import money
from tequio.core.classifiers import Moment
from tequio.core.procurement.remarks import Remark

_CENTAVOS = "_centavos"
MOMENTS: Mapping[str, Promise] = {
    Moment.APPROVED: _("aprobado"),
    Moment.MODIFIED: _("modificado"),
    Moment.COMMITTED: _("comprometido"),
    Moment.ACCRUED: _("devengado"),
    Moment.EXERCISED: _("ejercido"),
    Moment.PAID: _("pagado"),
}

_OF_THE_CALL = {
    "not_in_force": _("«%(procedure)s» no está vigente el %(day)s. Elija otro procedimiento del catálogo."),
    "no_article": _("Una adjudicación directa necesita su fundamento: el artículo y la fracción."),
    "tender_dates": _("La recepción de ofertas no puede terminar (%(end)s) antes de empezar (%(start)s)."),
    "enquiry_dates": _("El plazo para preguntar no puede terminar (%(end)s) antes de empezar (%(start)s)."),
    "award_dates": _("El periodo del fallo no puede terminar (%(end)s) antes de empezar (%(start)s)."),
    "notice_after_offers": _(
        "La convocatoria (%(start)s) no puede publicarse después de que cierre la recepción de ofertas "
        "(%(end)s)."
    ),
    "award_before_offers": _(
        "El fallo (%(award)s) no puede ser antes de que cierre la recepción de ofertas (%(end)s)."
    ),
    "enquiry_after_offers": _(
        "Se reciben preguntas hasta el %(enquiry)s, cuando las ofertas ya cerraron (%(end)s). Revise las "
        "fechas."
    ),
    "short_period": _(
        "Son %(days)s días para ofertar y este procedimiento pide al menos %(least)s. Se publica así, y quien "
        "vigila lo verá como plazo corto: guarde el acuerdo que lo redujo."
    ),
    "quote_dates": _("El plazo para cotizar no puede terminar (%(end)s) antes de empezar (%(start)s)."),
    "quote_outside": _(
        "La cotización es de fuera del plazo que se dio (del %(start)s al %(end)s). Si llegó así, no haga nada."
    ),
}
_OF_THE_OFFERS = {
    "no_reason_to_turn_down": _("Escriba por qué se desecha la propuesta; el motivo se publica."),
    "own_work": _(
        "Es obra por administración directa: la hace el propio municipio y no se contrata a nadie. Si hubo "
        "proveedor, abra otro proceso."
    ),
    "direct_with_many": _(
        "Con esta serían %(n)s propuestas en una adjudicación directa. Si compitieron, revise si el "
        "procedimiento "
        "fue una invitación; si solo cotizaron, anótelas en «Cotizaciones»."
    ),
    "late_bid": _(
        "La propuesta es del %(day)s y la recepción cerró el %(end)s. Si se admitió tarde, quien vigila lo "
        "verá."
    ),
    "winner_twice": _("El mismo proveedor está dos veces. Deje cada uno una sola vez."),
    "winner_turned_down": _(
        "La propuesta de ese proveedor está desechada: no puede ganar. Corrija la propuesta o el fallo."
    ),
    "winner_without_bid": _(
        "Ese proveedor no está entre las propuestas registradas. Anote la suya para que el cuadro comparativo "
        "cuadre."
    ),
    "award_not_as_offered": _(
        "Ofertó %(offered_centavos)s y se le adjudican %(award_centavos)s. Si hubo corrección aritmética o se "
        "adjudicó una parte, explíquelo en el fundamento del fallo."
    ),
    "no_quotes": _(
        "Este procedimiento pide investigación de mercado y no hay cotizaciones registradas. Anótelas en "
        "«Planeación»: sin ellas no se puede saber si el precio es bueno."
    ),
    "single_bid": _(
        "Hubo una sola oferta en una licitación abierta. Si es correcto, no haga nada: así se publica."
    ),
    "fewer_than_three": _(
        "Hay %(n)s propuestas y la invitación es a cuando menos tres. Si se invitó a más, anote a las demás "
        "como "
        "«Invitada»."
    ),
}
_OF_THE_CONTRACT = {
    "signed_before_award": _("El contrato no puede firmarse (%(signed)s) antes del fallo (%(award)s)."),
    "contract_dates": _("El contrato no puede terminar (%(end)s) antes de empezar (%(start)s)."),
    "starts_before_signed": _(
        "Empieza el %(starts)s, antes de firmarse (%(signed)s). Si el trabajo empezó sin contrato, se verá así."
    ),
    "far_from_award": _(
        "El contrato es de %(gross_centavos)s y el fallo fue de %(award_centavos)s: se alejan más de la mitad. "
        "Suele ser un cero de más o de menos."
    ),
    "no_rationale": _("Escriba por qué se modifica; el motivo se publica."),
    "amended_before_signed": _("El convenio no puede firmarse (%(amended)s) antes del contrato (%(signed)s)."),
    "under_what_was_paid": _("Ya se pagaron %(paid_centavos)s: el contrato no puede quedar en menos."),
    "nothing_changes": _("El convenio deja el mismo monto y la misma fecha. Anote lo que cambia."),
    "over_a_quarter": _(
        "Con este convenio el monto cambia %(percent)s %% respecto del original (%(original_centavos)s). "
        "Pasar de "
        "25 %% exige una justificación de la persona titular; guárdela en los documentos."
    ),
    "longer_by_a_quarter": _(
        "Con este convenio el plazo crece %(percent)s %% respecto del original, que terminaba el %(end)s. "
        "Pasar de "
        "25 %% exige una justificación; guárdela en los documentos."
    ),
    "guarantee_dates": _("La garantía no puede terminar (%(end)s) antes de empezar (%(start)s)."),
    "guarantee_over_contract": _(
        "La garantía vale más que el contrato (%(contract_centavos)s). Revise el monto."
    ),
    "guarantee_too_short": _(
        "La garantía termina el %(end)s, antes que el contrato (%(contract)s): esos días quedan sin cubrir."
    ),
    "met_without_day": _("Si se cumplió, escriba qué día."),
    "day_without_met": _(
        "Hay fecha de cumplimiento, pero el estado dice que no se ha cumplido. Corrija uno de los dos."
    ),
    "met_in_the_future": _("El %(day)s todavía no llega: no puede haberse cumplido."),
    "due_outside": _("Esa fecha está fuera del contrato, que va del %(signed)s al %(ends)s. Revísela."),
}
_OF_THE_MONEY = {
    "not_positive": _("El monto debe ser mayor que cero."),
    "net_over_gross": _(
        "El monto sin IVA (%(net_centavos)s) no puede ser mayor que el monto con IVA (%(gross_centavos)s)."
    ),
    "rate_differs": _(
        "Con una tasa de %(percent)s %%, el monto sin IVA sería %(expected_centavos)s. Si hay partes con otra "
        "tasa, "
        "deje lo que dice el documento."
    ),
    "paid_before_signed": _("El pago (%(paid)s) no puede ser antes de la firma del contrato (%(signed)s)."),
    "over_the_contract": _(
        "Con este pago se habrían pagado %(total_centavos)s y el contrato es de %(contract_centavos)s. Le "
        "quedan "
        "%(left_centavos)s."
    ),
    "advance_unsecured": _(
        "No hay una garantía del anticipo registrada. Si existe, anótela: sin ella ese dinero queda sin "
        "respaldo."
    ),
    "concluded_in_the_future": _("El %(day)s todavía no llega: el contrato no puede haberse concluido."),
    "concluded_before_signed": _("El contrato no puede concluirse (%(day)s) antes de firmarse (%(signed)s)."),
    "money_left": _(
        "Quedan %(left_centavos)s sin pagar. Al concluirlo ya no se esperan pagos; si falta uno, regístrelo "
        "antes."
    ),
    "no_settlement": _("No hay un pago de finiquito. Si lo hubo, regístrelo antes de concluir."),
    "future": _("El %(day)s todavía no llega. Se registra lo que ya pasó; revise la fecha."),
    "rest_day": _("El %(day)s es fin de semana o día inhábil. Si de verdad fue ese día, no haga nada."),
}
_OF_THE_BUDGET = {
    "key_function": _("La clave funcional son finalidad, función y subfunción: por ejemplo 2.2.1."),
    "key_programme": _("El programa empieza con la letra de su clasificación: por ejemplo K001."),
    "key_object": _("La partida del objeto del gasto tiene de 3 a 5 números: por ejemplo 614 o 61401."),
    "key_spendingType": _("El tipo de gasto es un número del 1 al 5: 1 corriente, 2 de capital."),
    "key_funding": _("La fuente empieza con 1 (no etiquetado) o 2 (etiquetado): por ejemplo 25 o 1.1."),
    "moments_out_of_order": _(
        "Lo %(after)s es más que lo %(before)s. Los momentos del gasto no crecen de uno al siguiente: revise "
        "cuál "
        "está mal."
    ),
}
_OF_THE_SUPPLIER = {
    "rfc_shape": _(
        "El RFC tiene 12 caracteres si es de empresa y 13 si es de persona. Cópielo de su constancia."
    ),
    "rfc_date": _("La fecha dentro del RFC no existe. Revise los seis números de en medio."),
    "rfc_generic": _(
        "Ese es el RFC genérico y no identifica a nadie. Escriba el del proveedor que recibe el pago."
    ),
    "rfc_digit": _(
        "El último carácter del RFC no corresponde a los demás. Suele ser una letra o un número cambiado: "
        "cotéjelo "
        "con la constancia. Si así viene, déjelo."
    ),
    "supplier_known": _("Ese RFC es de %(name)s, que ya está en el padrón."),
    "supplier_renamed": _(
        "Ese RFC ya está en el padrón como %(name)s, y así se registra. Para cambiar el nombre, vaya a "
        "«Proveedores»."
    ),
    "supplier_new": _("Ese RFC es nuevo en el padrón. Escriba el nombre como viene en su constancia."),
}
WORDS: dict[str, Promise] = {
    **_OF_THE_CALL,
    **_OF_THE_OFFERS,
    **_OF_THE_CONTRACT,
    **_OF_THE_MONEY,
    **_OF_THE_BUDGET,
    **_OF_THE_SUPPLIER,
}


def say(remark: Remark) -> str:
    """Return what a remark says, with its days and amounts as people write them."""
    shown = {name: _shown(name, value) for name, value in remark.values.items()}
    return str(WORDS[remark.code]) % shown


def _shown(name: str, value: Any) -> str:
    if isinstance(value, date):
        return formats.date_format(value, "j b Y")
    if name.endswith(_CENTAVOS):
        return money.exact(int(value))
    return str(MOMENTS.get(value, value))
