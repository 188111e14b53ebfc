"""The columns of two formats of the Sistema de Portales de Obligaciones de Transparencia (SIPOT), in order.

Facts of the formats 43335 and 43336 (Ley General de Transparencia y Acceso a la Información Pública,
article 70, fraction XXVIII): the numbers and names by which the national platform knows each column.
"""

from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a column holds, by the platform's own code."""

    SHORT = 1
    LONG = 2
    DATE = 4
    MONEY = 6
    LINK = 7
    CHOICE = 9
    TABLE = 10
    UPDATED = 13
    NOTE = 14


class Column(NamedTuple):
    """A column: its number and name in the platform, and what it holds."""

    number: int
    label: str
    kind: Kind
    inside: tuple["Column", ...] = ()  # the columns of a table of its own


DIRECT = (
    Column(334233, "Ejercicio", Kind.SHORT),
    Column(334258, "Fecha de inicio del periodo que se informa", Kind.DATE),
    Column(334259, "Fecha de término del periodo que se informa", Kind.DATE),
    Column(334270, "Tipo de procedimiento (catálogo)", Kind.CHOICE),
    Column(334269, "Materia (catálogo)", Kind.CHOICE),
    Column(334230, "Número de expediente, folio o nomenclatura que lo identifique", Kind.SHORT),
    Column(334238, "Motivos y fundamentos legales aplicados para realizar la adjudicación directa", Kind.LONG),
    Column(334250, "Hipervínculo a la autorización del ejercicio de la opción", Kind.LINK),
    Column(334239, "Descripción de obras, bienes o servicios", Kind.LONG),
    Column(
        334271,
        "Nombre completo o razón social de las cotizaciones consideradas y monto de las mismas",
        Kind.TABLE,
        (
            Column(43311, "Nombre(s)", Kind.SHORT),
            Column(43312, "Primer apellido", Kind.SHORT),
            Column(43313, "Segundo apellido", Kind.SHORT),
            Column(43314, "Razón social", Kind.SHORT),
            Column(43315, "RFC de los posibles contratantes", Kind.SHORT),
            Column(43316, "Monto total de la cotización con impuestos incluidos", Kind.MONEY),
        ),
    ),
    Column(334264, "Nombre(s) del adjudicado", Kind.LONG),
    Column(334260, "Primer apellido del adjudicado", Kind.LONG),
    Column(334265, "Segundo apellido del adjudicado", Kind.LONG),
    Column(334266, "Razón social del adjudicado", Kind.LONG),
    Column(
        334267, "Registro Federal de Contribuyentes (RFC) de la persona física o moral adjudicada", Kind.SHORT
    ),
    Column(334235, "Área(s) solicitante(s)", Kind.LONG),
    Column(334236, "Área(s) responsable(s) de la ejecución del contrato", Kind.LONG),
    Column(334231, "Número que identifique al contrato", Kind.SHORT),
    Column(334243, "Fecha del contrato", Kind.DATE),
    Column(334244, "Monto del contrato sin impuestos incluidos", Kind.MONEY),
    Column(
        334245, "Monto total del contrato con impuestos incluidos (expresado en pesos mexicanos)", Kind.MONEY
    ),
    Column(334247, "Monto mínimo, en su caso", Kind.MONEY),
    Column(334248, "Monto máximo, en su caso", Kind.MONEY),
    Column(334228, "Tipo de moneda", Kind.SHORT),
    Column(334229, "Tipo de cambio de referencia, en su caso", Kind.SHORT),
    Column(334232, "Forma de pago", Kind.SHORT),
    Column(334240, "Objeto del contrato", Kind.LONG),
    Column(
        334246,
        "Monto total de garantías y/o contragarantías, en caso de que se otorgaran durante el procedimiento",
        Kind.MONEY,
    ),
    Column(
        334241,
        "Fecha de inicio del plazo de entrega o ejecución de servicios contratados u obra pública",
        Kind.DATE,
    ),
    Column(334261, "Fecha de término del plazo de entrega o ejecución de servicios u obra pública", Kind.DATE),
    Column(
        334254, "Hipervínculo al documento del contrato y anexos, versión pública si así corresponde", Kind.LINK
    ),
    Column(
        334253,
        "Hipervínculo al comunicado de suspensión, rescisión o terminación anticipada del contrato",
        Kind.LINK,
    ),
    Column(334234, "Origen de los recursos públicos", Kind.SHORT),
    Column(334272, "Fuentes de financiamiento", Kind.LONG),
    Column(
        334255,
        "Datos de la obra pública y/o servicios relacionados con la misma",
        Kind.TABLE,
        (
            Column(43303, "Lugar donde se realizará la obra pública", Kind.LONG),
            Column(43304, "Hipervínculo a estudios de impacto urbano y ambiental", Kind.LINK),
            Column(43305, "En su caso, observaciones dirigidas a la población", Kind.LONG),
            Column(43306, "Etapa de la obra pública y/o servicio de la misma (catálogo)", Kind.CHOICE),
        ),
    ),
    Column(334273, "Se realizaron convenios modificatorios (catálogo)", Kind.CHOICE),
    Column(
        334268,
        "Datos de los convenios modificatorios de la contratación",
        Kind.TABLE,
        (
            Column(43307, "Número de convenio modificatorio", Kind.LONG),
            Column(43308, "Objeto del convenio modificatorio", Kind.LONG),
            Column(43309, "Fecha de firma del convenio modificatorio", Kind.DATE),
            Column(43310, "Hipervínculo al documento del convenio", Kind.LINK),
        ),
    ),
    Column(334237, "Mecanismos de vigilancia y supervisión contratos", Kind.LONG),
    Column(334274, "Hipervínculo, en su caso a los informes de avance físico en versión pública", Kind.LINK),
    Column(334251, "Hipervínculo a los informes de avance financiero", Kind.LINK),
    Column(334252, "Hipervínculo acta de recepción física de trabajos ejecutados u homóloga", Kind.LINK),
    Column(334249, "Hipervínculo al finiquito", Kind.LINK),
    Column(
        334262,
        "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información",
        Kind.LONG,
    ),
    Column(334242, "Fecha de validación", Kind.DATE),
    Column(334257, "Fecha de actualización", Kind.UPDATED),
    Column(334263, "Nota", Kind.NOTE),
)
COMPETED = (
    Column(334280, "Ejercicio", Kind.SHORT),
    Column(334314, "Fecha de inicio del periodo que se informa", Kind.DATE),
    Column(334315, "Fecha de término del periodo que se informa", Kind.DATE),
    Column(334323, "Tipo de procedimiento (catálogo)", Kind.CHOICE),
    Column(334304, "Materia o tipo de contratación (catálogo)", Kind.CHOICE),
    Column(563637, "Carácter del procedimiento (catálogo)", Kind.CHOICE),
    Column(
        334277,
        "Posibles contratantes",
        Kind.TABLE,
        (
            Column(43317, "Nombre(s)", Kind.SHORT),
            Column(43318, "Primer apellido", Kind.SHORT),
            Column(43319, "Segundo apellido", Kind.SHORT),
            Column(43320, "Razón Social", Kind.SHORT),
            Column(43321, "RFC de los posibles contratantes", Kind.SHORT),
        ),
    ),
    Column(334278, "Número de expediente, folio o nomenclatura", Kind.SHORT),
    Column(334331, "Hipervínculo a la convocatoria o invitaciones emitidas", Kind.LINK),
    Column(334332, "Fecha de la convocatoria o invitación", Kind.DATE),
    Column(334287, "Descripción de las obras, bienes o servicios", Kind.LONG),
    Column(
        334306,
        "Personas físicas o morales con proposición u oferta",
        Kind.TABLE,
        (
            Column(43322, "Nombre(s)", Kind.SHORT),
            Column(43323, "Primer apellido", Kind.SHORT),
            Column(43324, "Segundo apellido", Kind.SHORT),
            Column(43325, "Denominación o razón social", Kind.SHORT),
            Column(
                43326,
                "RFC de las personas físicas o morales que presentaron una proposición u oferta",
                Kind.SHORT,
            ),
        ),
    ),
    Column(334334, "Fecha en la que se celebró la junta de aclaraciones", Kind.DATE),
    Column(
        334307,
        "Relación de asistentes a la junta de aclaraciones",
        Kind.TABLE,
        (
            Column(43327, "Nombre(s)", Kind.SHORT),
            Column(43328, "Primer apellido", Kind.SHORT),
            Column(43329, "Segundo apellido", Kind.SHORT),
            Column(43330, "Denominación o razón social", Kind.LONG),
            Column(
                43331, "RFC de las personas físicas o morales asistentes a la junta de aclaraciones", Kind.SHORT
            ),
        ),
    ),
    Column(
        334308,
        "Relación con los datos de los servidores públicos asistentes a la junta de aclaraciones",
        Kind.TABLE,
        (
            Column(43332, "Nombre(s) del Servidor Público", Kind.SHORT),
            Column(43333, "Primer apellido del Servidor Público", Kind.SHORT),
            Column(43334, "Segundo apellido del Servidor Público", Kind.SHORT),
            Column(43335, "Cargo que ocupa el Servidor Público dentro del SO", Kind.LONG),
            Column(43336, "RFC de los servidores públicos asistentes a la junta de aclaraciones", Kind.SHORT),
        ),
    ),
    Column(
        334279, "Hipervínculo al fallo de la junta de aclaraciones o al documento correspondiente", Kind.LINK
    ),
    Column(334335, "Hipervínculo al documento donde conste la presentación las propuestas", Kind.LINK),
    Column(334275, "Hipervínculo al (los) dictámenes, en su caso", Kind.LINK),
    Column(334324, "Nombre(s) del contratista o proveedor", Kind.LONG),
    Column(334316, "Primer apellido del contratista o proveedor", Kind.LONG),
    Column(334317, "Segundo apellido del contratista o proveedor", Kind.LONG),
    Column(334318, "Razón social del contratista o proveedor", Kind.LONG),
    Column(334325, "RFC de la persona física o moral contratista o proveedor", Kind.SHORT),
    Column(
        563638,
        "Domicilio fiscal de la empresa contratista o proveedor Tipo de vialidad (catálogo)",
        Kind.CHOICE,
    ),
    Column(334326, "Descripción de las razones que justifican su elección", Kind.LONG),
    Column(334285, "Área(s) solicitante", Kind.LONG),
    Column(334284, "Área(s) contratante(s)", Kind.LONG),
    Column(334286, "Área(s) responsable de su ejecución", Kind.LONG),
    Column(334281, "Número que identifique al contrato", Kind.SHORT),
    Column(334290, "Fecha del contrato", Kind.DATE),
    Column(334295, "Monto del contrato sin impuestos (en MXN)", Kind.MONEY),
    Column(334296, "Monto total del contrato con impuestos incluidos (MXN)", Kind.MONEY),
    Column(334294, "Monto mínimo, con impuestos incluidos, en su caso", Kind.MONEY),
    Column(334297, "Monto máximo, con impuestos incluidos, en su caso", Kind.MONEY),
    Column(334283, "Tipo de moneda", Kind.SHORT),
    Column(334282, "Tipo de cambio de referencia, en su caso", Kind.SHORT),
    Column(334327, "Forma de pago", Kind.SHORT),
    Column(334288, "Objeto del contrato", Kind.LONG),
    Column(334292, "Fecha de inicio del plazo de entrega o ejecución", Kind.DATE),
    Column(334291, "Fecha de término del plazo de entrega o ejecución", Kind.DATE),
    Column(
        334301, "Hipervínculo al documento del contrato y anexos, en versión pública, en su caso", Kind.LINK
    ),
    Column(334302, "Hipervínculo al comunicado de suspensión, en su caso", Kind.LINK),
    Column(
        334309,
        "Partida presupuestal de acuerdo con el COG",
        Kind.TABLE,
        (Column(43337, "Partida Presupuestal", Kind.SHORT),),
    ),
    Column(334313, "Origen de los recursos públicos (catálogo)", Kind.CHOICE),
    Column(334333, "Fuente de financiamiento", Kind.SHORT),
    Column(334276, "Tipo de fondo de participación o aportación respectiva", Kind.SHORT),
    Column(334328, "Lugar donde se realizará la obra pública, en su caso", Kind.LONG),
    Column(334319, "Breve descripción de la obra pública, en su caso", Kind.LONG),
    Column(334329, "Hipervínculo a los estudios de impacto urbano y ambiental, en su caso", Kind.LINK),
    Column(
        334330,
        "Observaciones dirigidas a la población relativas a la realización de las obras públicas, en su caso",
        Kind.LONG,
    ),
    Column(334320, "Etapa de la obra pública y/o servicio de la misma (catálogo)", Kind.CHOICE),
    Column(334305, "Se realizaron convenios modificatorios (catálogo)", Kind.CHOICE),
    Column(
        334310,
        "Convenios modificatorios",
        Kind.TABLE,
        (
            Column(43338, "Número de convenio modificatorio", Kind.SHORT),
            Column(43339, "Objeto del convenio modificatorio", Kind.LONG),
            Column(43340, "Fecha de firma del convenio modificatorio", Kind.DATE),
            Column(43341, "Hipervínculo al documento del convenio", Kind.LINK),
        ),
    ),
    Column(334289, "Mecanismos de vigilancia y supervisión de la ejecución, en su caso", Kind.LONG),
    Column(334298, "Hipervínculo a informes de avances físicos, en su caso", Kind.LINK),
    Column(334303, "Hipervínculo a los informes de avance financiero, en su caso", Kind.LINK),
    Column(
        334299,
        "Hipervínculo al acta de recepción física de los trabajos ejecutados u homóloga, en su caso",
        Kind.LINK,
    ),
    Column(334300, "Hipervínculo al finiquito, en su caso", Kind.LINK),
    Column(
        334321,
        "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información",
        Kind.LONG,
    ),
    Column(334293, "Fecha de validación", Kind.DATE),
    Column(334312, "Fecha de actualización", Kind.UPDATED),
    Column(334322, "Nota", Kind.NOTE),
)
