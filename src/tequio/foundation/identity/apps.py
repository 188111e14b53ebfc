from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.foundation.web import menus, panels, pending


class IdentityConfig(AppConfig):
    name = "tequio.foundation.identity"
    label = "identity"
    verbose_name = _("Identidad")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tequio.foundation.certificates import permissions as certificates  # noqa: PLC0415 - models are ready only now
        from tequio.foundation.identity import permissions  # noqa: PLC0415 - the same
        from tequio.foundation.identity.services import folios  # noqa: PLC0415 - the same
        from tequio.foundation.identity.types import FolioKind  # noqa: PLC0415 - the same
        from tequio.foundation.identity.views import folios as folio_views  # noqa: PLC0415 - the same
        from tequio.foundation.identity.views import office  # noqa: PLC0415 - the same

        import_module("tequio.foundation.identity.handlers")
        import_module("tequio.foundation.identity.services.certified")
        certificates.register_taker(folio_views.opened_with_a_folio)
        panels.register(
            "identity.folio", template="identity/certificates_panel.html", values=_certified, order=20
        )
        panels.register("accounts.home", template="identity/account_panel.html", values=_own, order=50)
        panels.register("accounts.person", template="identity/person_panel.html", values=_person, order=50)
        panels.register("account.login", template="identity/login_panel.html", values=_once, order=10)
        pending.register(office.pending_items)
        folios.register(
            FolioKind(
                code="registration", label=_("un registro en un módulo"), find=folios.registered_at_counter
            )
        )
        for label, url_name, visible, order in (
            (_("Identidad"), "identity:desk", permissions.can_review, 170),
            (_("Módulo"), "identity:counter", permissions.can_register, 180),
        ):
            menus.register(menus.Entry(label, url_name, _for_user(visible), order))


def _for_user(visible: Any) -> Any:
    return lambda request: visible(request.user)


def _own(request: HttpRequest, person: Any) -> dict[str, Any]:
    """Say on one's own account how one has shown who one is, and offer one's data and their erasure."""
    from tequio.foundation.identity import queries  # noqa: PLC0415 - models are ready only now
    from tequio.foundation.identity.types import ASSURANCE_LABELS, Assurance  # noqa: PLC0415 - the same

    del request
    standing = queries.standing(person)
    labels = [
        ASSURANCE_LABELS[means] for means in Assurance if means in standing.means - {Assurance.NONE.value}
    ]
    return {"standing": standing, "labels": labels}


def _certified(request: HttpRequest, holder: Any) -> dict[str, Any] | None:
    """Show their certificates to who consults with a folio and a code."""
    from tequio.foundation.identity.services import certified  # noqa: PLC0415 - models are ready only now

    del request
    found = certified.everything_of(holder)
    return {"certificates": found} if found else None


def _person(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """Offer, on the page of a person, to erase them as they asked."""
    from tequio.foundation.accounts.permissions import can  # noqa: PLC0415 - models are ready only now
    from tequio.foundation.accounts.types import Permission  # noqa: PLC0415 - the same

    return {"person": person} if can(request.user, Permission.ERASE_PEOPLE) else None


def _once(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Offer, on the page that asks to enter, to take part once without an account, and the counter's slip."""
    from tequio.foundation.identity.services import acts  # noqa: PLC0415 - models are ready only now
    from tequio.foundation.identity.views.own import came_from  # noqa: PLC0415 - the same

    del subject
    after = came_from(request)
    return {"offer": acts.of(after), "after": after, "provider": settings.OIDC}
