from typing import Any

from django.db import transaction

from tequio.foundation.audit import services as audit
from tequio.foundation.web import appearance
from tequio.foundation.web.models import Appearance
from tequio.frontdoors.site.events import AppearanceChanged


def chosen() -> dict[str, Any]:
    """Return what is set now, as the form shows it."""
    look = appearance.current()
    return {
        "name": look.name,
        "tagline": look.tagline,
        "colour": look.colour,
        "contact_email": look.contact_email,
        "contact_phone": look.contact_phone,
        "contact_place": look.contact_place,
    }


@transaction.atomic
def set_appearance(*, actor: int, shield: bytes | None = None, **values: str) -> None:
    """Set how the municipality shows itself on every page.

    Args:
        actor: the id of who does it.
        shield: a PNG of ``appearance.draw_shield``; None keeps the present one.
        **values: the other fields of ``Appearance``.
    """
    fields: dict[str, Any] = dict(values)
    if shield is not None:
        fields["shield"] = shield
    Appearance.objects.update_or_create(pk=1, defaults=fields)
    audit.record(
        AppearanceChanged(name=values["name"], colour=values["colour"], new_shield=shield is not None),
        actor=actor,
    )
    transaction.on_commit(appearance.forget)
