"""Every rule of the check in plain words: what it means when it speaks, and how to mend it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.core.ocds.validation.rules import RULES, Depth, Rule

Words = str | Promise

DEPTH_LABELS: dict[Depth, Words] = {
    Depth.STRUCTURE: _("Estructura y catálogos"),
    Depth.STANDARD: _("Lo que el estándar pide además"),
    Depth.COHERENCE: _("Coherencia de cada proceso"),
    Depth.DATASET: _("Coherencia del conjunto"),
}


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule for people."""

    rule: Rule
    title: Words
    means: Words
    mend: Words

    @property
    def code(self) -> str:
        """Return the rule's stable code."""
        return self.rule.code

    @property
    def depth_label(self) -> Words:
        """Return how deep it looks, in words."""
        return DEPTH_LABELS[self.rule.depth]


_STRUCTURE = (
    _("Un programa que lea el archivo fallará o perderá el dato."),
    _("Corrija el dato que se señala; se vuelve a revisar solo."),
)
_WORDS: dict[str, tuple[Words, Words, Words]] = {
    "required": (_("Falta un dato obligatorio"), *_STRUCTURE),
    "type": (_("Un dato es de otro tipo"), *_STRUCTURE),
    "date-time": (_("Una fecha está mal escrita"), *_STRUCTURE),
    "uri": (_("Una dirección web está mal escrita"), *_STRUCTURE),
    "closed_codelist": (_("Un código no está en su lista cerrada"), *_STRUCTURE),
    "uniqueItems": (_("Una clave se repite"), *_STRUCTURE),
    "minItems": (_("Una lista está vacía"), *_STRUCTURE),
    "minLength": (_("Un texto obligatorio está vacío"), *_STRUCTURE),
    "minProperties": (_("Un objeto está vacío"), *_STRUCTURE),
    "pattern": (_("Un dato no tiene la forma debida"), *_STRUCTURE),
    "oneOf": (_("Se mezclan entregas y enlaces"), *_STRUCTURE),
    "version": (_("La versión no es la 1.1"), *_STRUCTURE),
    "bad_ocid": (
        _("La clave del proceso no tiene prefijo registrado"),
        _("Nadie puede saber de qué gobierno es el proceso, y puede confundirse con otro."),
        _("Registre el prefijo del municipio y póngalo en la configuración. Lo publicado se queda."),
    ),
    "bad_project_id": (
        _("La clave del proyecto no tiene prefijo registrado"),
        _("Nadie puede saber de qué gobierno es el proyecto."),
        _("Registre el prefijo OC4IDS del municipio y póngalo en la configuración."),
    ),
    "missing_currency": (
        _("Un monto no dice su moneda"),
        _("No se puede sumar ni comparar."),
        _("Agregue la moneda."),
    ),
    "unknown_field": (
        _("Hay un campo que el estándar no conoce"),
        _("Quien lea los datos no sabrá qué significa y lo dejará fuera."),
        _("Revise cómo se escribe, o declare la extensión que lo define."),
    ),
    "open_codelist": (
        _("Un código no está en la lista recomendada"),
        _("No se podrá comparar con lo que publican otros."),
        _("Si alguno de la lista dice lo mismo, úselo."),
    ),
    "deprecated_field": (
        _("Se usa un campo en desuso"),
        _("Los programas nuevos ya no lo leen."),
        _("Use el campo que lo sustituye."),
    ),
    "empty_value": (
        _("Hay un dato en blanco"),
        _("No se sabe si no hay dato o si se olvidó."),
        _("Escriba el dato, o quítelo."),
    ),
    "repeated_id": (
        _("Una clave se repite en una lista"),
        _("Al juntar las versiones se perdería uno de los dos."),
        _("Dé a cada uno su propia clave."),
    ),
    "unknown_extension": (
        _("Se declara una extensión que no se conoce"),
        _("Sus campos no se revisan."),
        _("Revise la dirección de la extensión."),
    ),
    "period_order": (
        _("Un periodo termina antes de empezar"),
        _("No se puede saber cuánto duró."),
        _("Corrija las dos fechas."),
    ),
    "period_duration": (
        _("Un periodo no dura lo que dice"),
        _("Hay dos duraciones y no se sabe cuál vale."),
        _("Corrija las fechas o el número de días."),
    ),
    "direct_tenderers": (
        _("Hubo varios participantes en una adjudicación directa"),
        _("O el procedimiento es otro, o los participantes lo son."),
        _("Revise el tipo de procedimiento y quiénes ofertaron."),
    ),
    "tenderers_count": (
        _("No se nombra a tantos participantes como se cuentan"),
        _("No se sabe cuánta competencia hubo."),
        _("Complete la lista de propuestas o corrija el número."),
    ),
    "award_open_procedure": (
        _("Se adjudicó en un procedimiento que no ha concluido"),
        _("La gente verá un ganador y un concurso abierto a la vez."),
        _("Revise en qué va el procedimiento."),
    ),
    "award_before_close": (
        _("Se adjudicó antes de cerrar las ofertas"),
        _("Parece que se decidió sin esperar a todos."),
        _("Corrija la fecha del fallo o la de las ofertas."),
    ),
    "contract_award_missing": (
        _("Un contrato no viene de ninguna adjudicación"),
        _("No se sabe cómo se eligió al proveedor."),
        _("Registre el fallo del que viene."),
    ),
    "contract_lost_award": (
        _("Un contrato viene de una adjudicación que no vale"),
        _("La adjudicación se canceló y el contrato sigue."),
        _("Cancele el contrato o corrija el fallo."),
    ),
    "contract_before_award": (
        _("Un contrato se firmó antes de adjudicarse"),
        _("Parece que el fallo se hizo después para justificarlo."),
        _("Corrija la fecha de firma o la del fallo."),
    ),
    "contract_value": (
        _("Lo contratado está lejos de lo adjudicado"),
        _("Vale menos de la mitad, o más de vez y media."),
        _("Revise los dos montos. Si son correctos, no haga nada."),
    ),
    "payments_over_contract": (
        _("Se pagó más de lo contratado"),
        _("Falta un convenio, o un pago está mal."),
        _("Registre el convenio que amplió el monto, o anule el pago equivocado."),
    ),
    "payment_before_signature": (
        _("Se pagó antes de firmar"),
        _("No había contrato que lo permitiera."),
        _("Corrija la fecha del pago o la de la firma."),
    ),
    "payment_not_in_force": (
        _("Hay pagos de un contrato que no está vigente"),
        _("O el contrato sigue, o los pagos no debieron hacerse."),
        _("Revise el estado del contrato."),
    ),
    "net_over_gross": (
        _("El monto sin IVA es mayor que el monto con IVA"),
        _("Uno de los dos está mal."),
        _("Corrija los montos."),
    ),
    "milestone_met": (
        _("Un compromiso está cumplido sin fecha, o al revés"),
        _("No se sabe si se cumplió ni cuándo."),
        _("Anote cuándo se cumplió, o quite la fecha."),
    ),
    "date_future": (
        _("Se da por hecho algo que no ha llegado"),
        _("La fecha es posterior a la publicación."),
        _("Corrija la fecha."),
    ),
    "party_missing": (
        _("Se nombra a alguien que no está en la lista de participantes"),
        _("No se sabrá quién es."),
        _("Complete sus datos en el proceso."),
    ),
    "party_name": (
        _("Un participante tiene dos nombres"),
        _("Parecerán dos distintos."),
        _("Use el mismo nombre en todas partes."),
    ),
    "party_role": (
        _("A un participante le falta su papel"),
        _("No aparecerá al buscar por quién compra o quién vende."),
        _("Vuelva a publicar el proceso; si sigue, avise a quien administra."),
    ),
    "role_unused": (
        _("Un participante tiene un papel que nadie le da"),
        _("Se dice que participó y no se dice en qué."),
        _("Anote en qué participó."),
    ),
    "budget_value": (
        _("El presupuesto está lejos de lo que se convoca"),
        _("Vale menos de la mitad, o más de vez y media."),
        _("Revise los dos montos. Si el proyecto tiene varios procesos, no haga nada."),
    ),
    "value_unreal": (
        _("Un monto es negativo o desmedido"),
        _("Suele sobrar una cifra o faltar el punto."),
        _("Corrija el monto."),
    ),
    "tender_id_repeated": (
        _("Dos procesos tienen el mismo número de procedimiento"),
        _("Pueden ser el mismo, publicado dos veces."),
        _("Revise los dos expedientes."),
    ),
    "ocid_repeated": (
        _("Una clave cambió solo en mayúsculas"),
        _("Para los programas son dos procesos distintos."),
        _("Use siempre la primera."),
    ),
    "value_concentration": (
        _("Muy pocos procesos suman casi todo el dinero"),
        _("Puede ser así, o puede sobrar una cifra en alguno."),
        _("Revise los montos más grandes."),
    ),
    "value_repetition": (
        _("Un mismo monto se repite mucho"),
        _("Suele ser un dato puesto por llenar."),
        _("Revise los procesos con ese monto."),
    ),
    "buyer_repetition": (
        _("Casi cada proceso tiene un comprador distinto"),
        _("El nombre o la clave del comprador se escribe de varias formas."),
        _("Use un solo nombre y una sola clave para cada comprador."),
    ),
    "category_share": (
        _("Casi todo está en una sola categoría"),
        _("Quizá no se elige la categoría al registrar."),
        _("Revise si son obras, bienes o servicios."),
    ),
    "related_missing": (
        _("Un proceso se relaciona con otro que no existe"),
        _("El enlace no llevará a ningún lado."),
        _("Corrija la clave del proceso relacionado."),
    ),
    "ocid_vanished": (
        _("Un proceso que se publicó ya no está"),
        _("Quien lo seguía lo perdió."),
        _("Vuelva a publicarlo; lo publicado no se retira."),
    ),
    "phase_vanished": (
        _("Un proceso perdió una etapa que ya tenía"),
        _("Lo que se sabía dejó de saberse."),
        _("Vuelva a publicar lo que falta."),
    ),
    "title_changed": (
        _("Un proceso cambió de nombre"),
        _("Quien lo busque por su nombre anterior no lo hallará."),
        _("Si el cambio es correcto, no haga nada."),
    ),
}


# Where on the desk of its process each part of a release is mended.
_PLACES = {"planning": "planeacion", "tender": "convocatoria", "bids": "propuestas", "awards": "fallo"}


def place_on_desk(path: str) -> str:
    """Return the part of a process' desk where what stands at a path is mended; empty for none."""
    first = path.split("/")[1] if "/" in path else ""
    if first == "contracts":
        return "ejecucion" if "/implementation" in path else "contrato"
    return _PLACES.get(first, "")


def all_rules() -> list[RuleWords]:
    """Return every rule, from the most to the least basic."""
    return [RuleWords(rule, *_WORDS[code]) for code, rule in RULES.items()]


def rule_words(code: str) -> RuleWords:
    """Return a rule in words. A keyword of the schema without words of its own is told as a wrong shape."""
    known = code if code in _WORDS else "pattern"
    return RuleWords(RULES[known], *_WORDS[known])
