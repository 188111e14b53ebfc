from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.messaging.types import Subject, key, register_subject
from tequio.foundation.web import menus, panels
from tequio.publishing.opendata import types as opendata


class ForumsConfig(AppConfig):
    name = "tequio.participation.forums"
    label = "forums"
    verbose_name = _("Foros")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        _exercises()
        _figures()


def _exercises() -> None:
    """Let exercises be followed and published, found on the front page and set up in the office."""
    from tequio.participation.forums.exports import exercise as exports  # noqa: PLC0415 - models are ready only now
    from tequio.participation.forums.queries import exercise  # noqa: PLC0415 - the same

    import_module("tequio.participation.forums.handlers.exercise")
    opendata.register(exports.FORUMS)
    register_subject(Subject(prefix="forum", label=_("Foro"), find=exercise.places))
    panels.register("forums.exercise", template="messaging/follow.html", values=_follow_forum, order=90)
    panels.register("site.home", template="forums/public/home_panel.html", values=_open_forums, order=10)
    menus.register(
        menus.Entry(label=_("Foros"), url_name="forums:office_list", visible=_manages_forums, order=112)
    )


def _figures() -> None:
    """Count live figures in the worker, and publish those that are final."""
    from tequio.participation.forums.exports import figures  # noqa: PLC0415 - models are ready only now

    import_module("tequio.participation.forums.tasks.figures")
    opendata.register(figures.FIGURES)


def _follow_forum(request: HttpRequest, forum: Any) -> dict[str, Any] | None:
    from tequio.foundation.messaging import queries  # noqa: PLC0415 - models are ready only now

    if forum.published_at is None:
        return None
    promise = _("Le avisamos cuando cambie una fecha o haya resultados.")
    return {**queries.follow_button(request.user, key("forum", forum.pk)), "promise": promise}


def _open_forums(_request: HttpRequest, _page: Any) -> dict[str, Any] | None:
    """Show on the front page of the site the exercises that are open now."""
    from tequio.participation.forums.views import public  # noqa: PLC0415 - models are ready only now

    cards = public.open_cards(timezone.now())
    return {"cards": cards} if cards else None


def _manages_forums(request: HttpRequest) -> bool:
    from tequio.participation.forums.permissions import exercise  # noqa: PLC0415 - models are ready only now

    return exercise.can_manage(request.user)
