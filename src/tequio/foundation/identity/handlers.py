"""The few messages that identity sends: to who owns a key that somebody else tried, and to who waited."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from tequio.foundation.accounts.models import User
from tequio.foundation.audit.registry import on
from tequio.foundation.identity.events import CaseClosed, CaseOpened, DocumentDecided
from tequio.foundation.identity.models import Case, DocumentReview
from tequio.foundation.identity.services.contact import NO_MAIL
from tequio.foundation.identity.types import Decision
from tequio.foundation.web import appearance


@on(CaseOpened)
def warn_the_owner(event: CaseOpened) -> None:
    """Tell who had the key first that somebody else tried it, by the contact that they have."""
    case = Case.objects.select_related("holder").filter(pk=event.case_id, closed_at=None).first()
    if case is not None and case.holder is not None:
        _mail(case.holder, _("Alguien quiso usar su clave"), "identity/email/contested.txt", {})


@on(CaseClosed)
def tell_who_waited(event: CaseClosed) -> None:
    """Tell who waited that the office has looked at their case."""
    case = Case.objects.select_related("user").filter(pk=event.case_id).first()
    if case is not None:
        _mail(case.user, _("Ya revisamos su identificación"), "identity/email/case.txt", {})


@on(DocumentDecided)
def tell_the_decision(event: DocumentDecided) -> None:
    """Tell a person what became of the document that they sent."""
    review = DocumentReview.objects.select_related("user").filter(pk=event.review_id).first()
    if review is None:
        return
    values = {
        "approved": review.decision == Decision.APPROVED,
        "expired": review.decision == Decision.EXPIRED,
        "reason": review.reason,
    }
    _mail(review.user, _("Ya revisamos su identificación"), "identity/email/reviewed.txt", values)


def _mail(person: User, subject: str, template: str, values: dict[str, object]) -> None:
    """Send a message to who has an address of their own."""
    if not person.is_active or person.email.endswith(NO_MAIL):
        return
    more = {"municipality": appearance.current().name, "url": settings.PUBLIC_URL + reverse("identity:need")}
    with override(settings.LANGUAGE_CODE):
        body = render_to_string(template, {**values, **more}).strip()
    send_mail(subject, body, None, [person.email])
