"""What a voice has to say to be handed in, and where its place falls."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core.geo import Point
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import Unit
from tequio.participation.forums.models import Contribution, Forum
from tequio.participation.forums.services.refusals import OutsideTheMap, VoiceIncomplete
from tequio.participation.forums.types import QuestionKind

ABOUT = "@about"  # what a draft keeps of its author among its answers until it is handed in
# What people say of their voice; each with the most characters that fit.
TEXTS = {"title": 160, "problem": 2000, "idea": 2000, "vision": 1000, "first_step": 1000, "place": 300}
FIELDS = ("pillar", "theme", *TEXTS, "lon", "lat", "site", "answers")


def problems(forum: Forum, voice: Contribution) -> dict[str, Any]:
    """Return what a voice lacks, by field, each as a sentence; empty when it can be handed in. One query."""
    found: dict[str, Any] = {}
    if voice.pillar is None or voice.pillar.forum_id != forum.pk:
        found["pillar"] = _("Elija de qué tema trata.")
    if voice.theme is not None and voice.theme.pillar_id != voice.pillar_id:
        found["theme"] = _("Ese problema es de otro pilar. Elija uno de la lista.")
    if not voice.problem.strip():
        found["problem"] = _("Escriba cuál es el problema.")
    if not voice.title.strip():
        found["title"] = _("Escriba su idea en una frase.")
    found |= {
        name: _("Este texto es demasiado largo.")
        for name, most in TEXTS.items()
        if len(getattr(voice, name)) > most
    }
    for question in forum.questions.all():
        complaint = _complaint(question, voice.answers.get(question.code))
        if complaint:
            found[question_field(question.code)] = complaint
    return found


def question_field(code: str) -> str:
    """Return the name of the field of a question of the exercise."""
    return f"pregunta-{code}"


def _complaint(question: Any, answer: Any) -> Any:
    if answer in (None, "", []):
        return _("Responda: %(label)s") % {"label": question.label} if question.required else ""
    if question.kind in {QuestionKind.TEXT, QuestionKind.LONG_TEXT}:
        return ""
    offered = {str(option[0]) for option in question.options}
    chosen = answer if isinstance(answer, list) else [answer]
    return "" if set(map(str, chosen)) <= offered else _("Elija una respuesta de la lista.")


def demand_whole(forum: Forum, voice: Contribution) -> None:
    """Refuse a voice that lacks something.

    Raises:
        VoiceIncomplete: with what is missing.
    """
    missing = problems(forum, voice)
    if missing:
        raise VoiceIncomplete(missing)


def settle_place(forum: Forum, *, lon: float | None, lat: float | None, unit: Unit | None) -> Unit | None:
    """Return the unit that a voice speaks of: that of its pin where there is one, else the colonia named.

    Raises:
        OutsideTheMap: if the pin falls outside, or the colonia is of another map.
    """
    if lon is not None and lat is not None:
        try:
            point = Point(lon, lat)
        except ValueError as error:
            raise OutsideTheMap(_("Ese punto no existe. Revise la latitud y la longitud.")) from error
        unit = territory.locate(point, version=forum.territory)
        if unit is None:
            raise OutsideTheMap(
                _("Ese punto está fuera del municipio. Mueva la marca, o quítela y elija la colonia.")
            )
    if unit is not None and unit.version_id != forum.territory_id:
        raise OutsideTheMap(_("Esa colonia no es del mapa de este foro."))
    return unit
