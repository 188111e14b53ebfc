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
        _voices()
        _analysis()
        for module in ("meetings", "certificates"):
            import_module(f"tequio.participation.forums.services.{module}")


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


def _analysis() -> None:
    """Let voices be worked on, handed to offices and answered."""
    from tequio.participation.forums.views.analysis import start  # noqa: PLC0415 - models are ready only now

    start.register()


def _voices() -> None:
    """Let voices be followed, talked about, published, and found on one's own account."""
    from tequio.participation.discussion import types as talk  # noqa: PLC0415 - models are ready only now
    from tequio.participation.forums.exports import voices as exports  # noqa: PLC0415 - the same
    from tequio.participation.forums.queries import voices  # noqa: PLC0415 - the same
    from tequio.participation.forums.services import commenting, moderation  # noqa: PLC0415 - the same

    for module in ("services.personal", "handlers.erasures", "handlers.voices"):
        import_module(f"tequio.participation.forums.{module}")
    opendata.register(exports.VOICES)
    register_subject(Subject(prefix="voice", label=_("Aportación"), find=voices.places))
    talk.register(
        talk.SubjectKind(
            name=moderation.KIND,
            slug=commenting.SLUG,
            label=_("aportación"),
            look=commenting.subjects,
            admit=commenting.admit,
            hide=commenting.hide_by_rule,
            show=commenting.show_again,
        )
    )
    panels.register("accounts.home", template="forums/voices/account_panel.html", values=_own, order=11)
    panels.register("forums.office", template="forums/tables/office_panel.html", values=_tables, order=40)
    menus.register(menus.Entry(label=_("Mesas y papel"), url_name="forums:desks", visible=_captures, order=114))
    panels.register("forums.voice_aside", template="messaging/follow.html", values=_follow)
    panels.register("forums.talk", template="discussion/panel.html", values=_discussion)
    panels.register("forums.hidden", template="discussion/hidden_panel.html", values=_decision)


def _own(_request: HttpRequest, _person: Any) -> dict[str, Any]:
    """Offer on one's own account what one said and voted for in forums."""
    return {}


def _tables(request: HttpRequest, forum: Any) -> dict[str, Any] | None:
    """Lead who captures to the tables of a published exercise."""
    from tequio.participation.forums.permissions import voices as may  # noqa: PLC0415 - models are ready only now

    return {} if forum.published_at and may.can_capture(request.user) else None


def _follow(request: HttpRequest, voice: Any) -> dict[str, Any] | None:
    from tequio.foundation.messaging import queries  # noqa: PLC0415 - models are ready only now
    from tequio.participation.forums.permissions import voices as may  # noqa: PLC0415 - the same

    if not may.is_public(voice):
        return None
    promise = _("Le avisamos cuando alguien la responda y de lo que pase con ella.")
    return {**queries.follow_button(request.user, key("voice", voice.pk)), "promise": promise}


def _discussion(request: HttpRequest, voice: Any) -> dict[str, Any] | None:
    """Show what is said below a voice that anyone may see."""
    from tequio.participation.discussion import queries as talk  # noqa: PLC0415 - models are ready only now
    from tequio.participation.forums.services import commenting  # noqa: PLC0415 - the same

    now = timezone.now()
    about = commenting.subjects([voice.pk], now).get(voice.pk)
    if about is None or not about.public:
        return None
    asked, order = request.GET.get("pagina"), request.GET.get("orden", "")
    return {
        "thread": talk.thread(about, request.user, order=order, page=asked, at=now),
        "slug": commenting.SLUG,
    }


def _decision(request: HttpRequest, voice: Any) -> dict[str, Any] | None:
    """Tell its author by which rule a voice was hidden, and how to disagree."""
    from tequio.participation.discussion import permissions as may  # noqa: PLC0415 - models are ready only now
    from tequio.participation.discussion import queries as talk  # noqa: PLC0415 - the same
    from tequio.participation.discussion import types  # noqa: PLC0415 - the same
    from tequio.participation.forums.permissions import voices  # noqa: PLC0415 - the same
    from tequio.participation.forums.services import moderation  # noqa: PLC0415 - the same

    if not voices.owns(request.user, voice):
        return None
    decision = talk.standing(types.key(moderation.KIND, voice.pk))
    if decision is None:
        return None
    return {"decision": decision, "can_appeal": may.can_appeal(decision, timezone.now())}


def _captures(request: HttpRequest) -> bool:
    from tequio.participation.forums.permissions import voices as may  # noqa: PLC0415 - models are ready only now

    return may.can_capture(request.user)
