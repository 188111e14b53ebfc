"""Which labels a voice may bear: by its words, and by what its theme answers to. A person decides each one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tequio.foundation.taxonomies.models import Concept, Match
from tequio.foundation.taxonomies.types import GOALS_SLUG, MatchKind
from tequio.participation.forums.models import Contribution
from tequio.participation.forums.queries.analysis.stems import vocabulary_of

MOST = 5

# Which words speak of which Sustainable Development Goal. Our own list, from the targets of A/RES/70/1 in plain
# Spanish; each word stands for its whole family (fuga, fugas).
WORDS: dict[str, str] = {
    "1": "pobreza pobres marginación despensa apoyo albergue",
    "2": "hambre alimentos comida huerto campesinos agricultores cosecha desnutrición tianguis",
    "3": "salud hospital clínica médico medicinas enfermedad dengue adicciones vacunas ambulancia psicólogo",
    "4": "escuela educación maestros alumnos becas biblioteca primaria secundaria lectura guardería",
    "5": "mujeres género acoso violencia madres niñas feminicidio cuidados",
    "6": "agua drenaje fugas tuberías pozo tinacos alcantarilla saneamiento potable cisterna inundación",
    "7": "electricidad energía paneles solares apagones",
    "8": "empleo trabajo negocios comerciantes turismo emprendedores artesanos salario",
    "9": "internet industria innovación puente carretera tecnología fibra",
    "10": "discapacidad migrantes indígenas rampas discriminación inclusión",
    "11": (
        "parque banquetas transporte camión ruta baches calles alumbrado luminarias lámparas ciclovía vivienda"
        " plaza semáforo patrimonio cancha"
    ),
    "12": "basura reciclaje residuos composta plástico tiradero separación",
    "13": "clima calor sequía lluvias emisiones tormentas incendios",
    "15": "árboles bosque reforestar perros gatos animales barranca cerro vegetación esterilización",
    "16": "seguridad policía robos asaltos corrupción transparencia vigilancia delincuencia trámites justicia",
    "17": "convenio universidades cooperación presupuesto impuestos",
}
_ANSWERING = (MatchKind.EXACT, MatchKind.CLOSE, MatchKind.BROAD)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A label that may fit: the concept, the words of the voice that point to it, and the theme that does."""

    concept: Concept
    words: list[str]
    because_of: str = ""  # the name of the theme or pillar that answers to the concept


def suggested_tags(voice: Contribution, *, on: date) -> list[Suggested]:
    """Return labels that may fit a voice and that it does not have yet, those with most words first.

    Three queries. The voice has its pillar, theme and tags at hand.
    """
    have = {tag.concept_id for tag in voice.tags.all()}
    themes = {
        owner.concept_id: owner.name for owner in (voice.pillar, voice.theme) if owner and owner.concept_id
    }
    matches = Match.objects.filter(
        Q(concept__in=themes, kind__in=[kind.value for kind in _ANSWERING])
    ).select_related("other__scheme")
    found = {m.other_id: Suggested(m.other, [], str(themes[m.concept_id])) for m in matches}
    said = f"{voice.title} {voice.problem} {voice.idea}"
    known = vocabulary_of([said, *WORDS.values()])
    mine = known.of(said)
    speaking = {code: mine & known.of(words) for code, words in WORDS.items()}
    goals = Concept.objects.valid(on).filter(
        scheme__slug=GOALS_SLUG, code__in=[code for code, stems in speaking.items() if stems]
    )
    for goal in goals.select_related("scheme"):
        words = known.say(speaking[goal.code])
        before = found.get(goal.pk)
        found[goal.pk] = Suggested(goal, words, before.because_of if before else "")
    wanted = [one for pk, one in found.items() if pk not in have]
    wanted.sort(key=lambda one: (-len(one.words) - bool(one.because_of), one.concept.position, one.concept.pk))
    return wanted[:MOST]
