from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.foundation.messaging.types import Subject, key, register_subject
from tequio.foundation.web import menus, panels
from tequio.publishing.opendata import types as opendata


class ProposalsConfig(AppConfig):
    name = "tequio.participation.proposals"
    label = "proposals"
    verbose_name = _("Propuestas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.participation.proposals import exports, handlers, queries  # noqa: PLC0415 - models are ready only now

        self.handlers = handlers
        for spec in exports.DATASETS:
            opendata.register(spec)
        register_subject(Subject(prefix="proposal", label=_("Propuesta"), find=queries.places))
        panels.register("proposals.aside", template="messaging/follow.html", values=_follow)
        menus.register(
            menus.Entry(label=_("Propuestas"), url_name="proposals:moderation", visible=_moderates, order=120)
        )
        import_module("tequio.participation.proposals.services.personal")
        menus.register(
            menus.Entry(label=_("Obras tipo"), url_name="proposals:office_works", visible=_prices, order=160)
        )
        panel = "proposals/edition_panel.html"
        panels.register("editions.detail", template=panel, values=_to_propose, order=10)
        panels.register("editions.detail", template=panel, values=_to_read, order=60)
        panels.register("proposals.talk", template="discussion/panel.html", values=_discussion)
        panels.register("accounts.home", template="proposals/account_panel.html", values=_own, order=10)
        panels.register("identity.folio", template="proposals/folio_panel.html", values=_of_holder, order=10)
        panels.register("proposals.hidden", template="discussion/hidden_panel.html", values=_decision)
        _let_talk()


def _let_talk() -> None:
    """Let proposals be commented, reported and moderated."""
    from tequio.participation.discussion import types as talk  # noqa: PLC0415 - models are ready only now
    from tequio.participation.proposals.services import commenting  # noqa: PLC0415 - the same

    talk.register(
        talk.SubjectKind(
            name=commenting.KIND,
            slug=commenting.SLUG,
            label=_("propuesta"),
            look=commenting.subjects,
            admit=commenting.admit,
            hide=commenting.hide_by_rule,
            show=commenting.show_again,
        )
    )


def _own(_request: HttpRequest, _person: Any) -> dict[str, Any]:
    """Offer on one's own account what one has proposed and supported."""
    return {}


def _of_holder(request: HttpRequest, holder: Any) -> dict[str, Any] | None:
    """Show what somebody proposed to who consults with a folio and a code."""
    from tequio.participation.proposals import queries  # noqa: PLC0415 - models are ready only now

    del request
    found = list(queries.public_of(holder.user_id)) if holder.user_id else []
    return {"proposals": found} if found else None


def _discussion(request: HttpRequest, proposal: Any) -> dict[str, Any] | None:
    """Show what is said below a proposal that anyone may see."""
    from tequio.participation.discussion import queries as talk  # noqa: PLC0415 - models are ready only now
    from tequio.participation.proposals.services import commenting  # noqa: PLC0415 - the same

    now = timezone.now()
    about = commenting.subjects([proposal.pk], now).get(proposal.pk)
    if about is None or not about.public:
        return None
    asked, order = request.GET.get("pagina"), request.GET.get("orden", "")
    return {"thread": talk.thread(about, request.user, order=order, page=asked, at=now), "slug": "propuesta"}


def _decision(request: HttpRequest, proposal: Any) -> dict[str, Any] | None:
    """Tell its author by which rule a proposal was hidden, and how to disagree."""
    from tequio.participation.discussion import permissions as may  # noqa: PLC0415 - models are ready only now
    from tequio.participation.discussion import queries as talk  # noqa: PLC0415 - the same
    from tequio.participation.proposals import permissions  # noqa: PLC0415 - the same
    from tequio.participation.proposals.services import commenting  # noqa: PLC0415 - the same

    if not permissions.owns(request.user, proposal):
        return None
    decision = talk.standing(f"{commenting.KIND}:{proposal.pk}")
    if decision is None:
        return None
    return {"decision": decision, "can_appeal": may.can_appeal(decision, timezone.now())}


def _follow(request: HttpRequest, proposal: Any) -> dict[str, Any] | None:
    from tequio.foundation.messaging import queries  # noqa: PLC0415 - models are ready only now
    from tequio.participation.proposals.models import PUBLIC_STATES  # noqa: PLC0415 - the same

    if proposal.state not in PUBLIC_STATES or proposal.hidden_at is not None:
        return None
    promise = _("Le avisamos de su dictamen, su votación y, si gana, de su obra.")
    return {**queries.follow_button(request.user, key("proposal", proposal.pk)), "promise": promise}


def _moderates(request: HttpRequest) -> bool:
    from tequio.participation.proposals import permissions  # noqa: PLC0415 - models are ready only now

    return permissions.can_moderate(request.user)


def _prices(request: HttpRequest) -> bool:
    from tequio.foundation.accounts.permissions import can  # noqa: PLC0415 - models are ready only now
    from tequio.foundation.accounts.types import Permission  # noqa: PLC0415 - the same

    return can(request.user, Permission.MANAGE_EDITIONS)


def _to_propose(request: HttpRequest, edition: Any) -> dict[str, Any] | None:
    """While registration is open the panel comes first."""
    del request
    return _counted(edition, is_open=True)


def _to_read(request: HttpRequest, edition: Any) -> dict[str, Any] | None:
    """Later on, what is open comes before it."""
    del request
    return _counted(edition, is_open=False)


def _counted(edition: Any, *, is_open: bool) -> dict[str, Any] | None:
    from tequio.participation.editions import queries as editions  # noqa: PLC0415 - models are ready only now
    from tequio.participation.proposals import queries  # noqa: PLC0415 - the same

    if editions.is_open(edition, "registration", timezone.now()) is not is_open:
        return None
    return {"count": queries.count_public(edition), "open": is_open}
