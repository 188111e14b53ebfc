"""The Sustainable Development Goals: number and Spanish title.

Source: United Nations, General Assembly resolution A/RES/70/1, «Transformar nuestro mundo: la Agenda 2030 para
el Desarrollo Sostenible», and the short titles of the United Nations' page of the goals.
"""

TITLE = "Objetivos de Desarrollo Sostenible"
DESCRIPTION = "Los 17 objetivos de la Agenda 2030."
PUBLISHER = "Organización de las Naciones Unidas"
SOURCE = "https://www.un.org/sustainabledevelopment/es/objetivos-de-desarrollo-sostenible/"
VERSION = "A/RES/70/1"

GOALS: tuple[tuple[str, str], ...] = (
    ("1", "Fin de la pobreza"),
    ("2", "Hambre cero"),
    ("3", "Salud y bienestar"),
    ("4", "Educación de calidad"),
    ("5", "Igualdad de género"),
    ("6", "Agua limpia y saneamiento"),
    ("7", "Energía asequible y no contaminante"),
    ("8", "Trabajo decente y crecimiento económico"),
    ("9", "Industria, innovación e infraestructura"),
    ("10", "Reducción de las desigualdades"),
    ("11", "Ciudades y comunidades sostenibles"),
    ("12", "Producción y consumo responsables"),
    ("13", "Acción por el clima"),
    ("14", "Vida submarina"),
    ("15", "Vida de ecosistemas terrestres"),
    ("16", "Paz, justicia e instituciones sólidas"),
    ("17", "Alianzas para lograr los objetivos"),
)
