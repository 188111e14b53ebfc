"""A person's own notices, what they follow, and how they want to be told."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import is_staff, signed_in
from tequio.foundation.messaging import queries, services
from tequio.foundation.messaging.forms import PreferencesForm
from tequio.foundation.messaging.queries import Attention, Wish
from tequio.foundation.messaging.types import AUDIENCE_LABELS, Audience

_PER_PAGE = 20


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """List what the person was told, newest first."""
    found = queries.inbox(signed_in(request))
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "messaging/inbox.html", {"page": page})


@require_POST
@login_required
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    url = services.open_notice(person_id=signed_in(request).pk, message_id=pk)
    if url is None:
        raise Http404
    return redirect(url or "messaging:inbox")


@require_POST
@login_required
def open_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    services.open_all(person_id=signed_in(request).pk, at=timezone.now())
    messages.success(request, _("Todos sus avisos quedaron como leídos."))
    return redirect("messaging:inbox")


@require_safe
@login_required
def followed(request: HttpRequest) -> HttpResponse:
    """List what the person follows."""
    return render(request, "messaging/followed.html", {"followed": queries.followed(signed_in(request))})


@require_POST
@login_required
def follow(request: HttpRequest) -> HttpResponse:
    """Follow something, and go back to its page."""
    place = services.follow(
        person_id=signed_in(request).pk, subject_key=request.POST.get("subject", ""), at=timezone.now()
    )
    messages.success(
        request, _("Ahora sigue «%(title)s». Le avisaremos cuando haya novedades.") % {"title": place.title}
    )
    return redirect(place.url)


@require_POST
@login_required
def unfollow(request: HttpRequest) -> HttpResponse:
    """Stop following something, and go back to the list where that was asked for, else to its page."""
    place = services.unfollow(person_id=signed_in(request).pk, subject_key=request.POST.get("subject", ""))
    messages.success(request, _("Ya no lo sigue: no le llegarán sus novedades."))
    if place is None or "from_list" in request.POST:
        return redirect("messaging:followed")
    return redirect(place.url)


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and keep how the person wants to be told."""
    person = signed_in(request)
    wishes = queries.wishes(person, staff=is_staff(person))
    chosen = [wish for wish in wishes if not wish.kind.transactional]
    form = PreferencesForm(
        request.POST or None,
        wishes=chosen,
        languages=queries.languages(),
        initial={"language": queries.language(queries.mailbox(person).language)},
    )
    if request.method == "POST" and form.is_valid():
        services.choose_all(
            person_id=person.pk, language=form.cleaned_data["language"], cadences=form.cadences()
        )
        messages.success(request, _("Le avisaremos como pidió."))
        return redirect("messaging:preferences")
    values = {
        "form": form,
        "mailbox": queries.mailbox(person),
        "always": [wish.kind for wish in wishes if wish.kind.transactional],
        "groups": _groups(form, chosen),
    }
    return render(request, "messaging/preferences.html", values, status=400 if form.errors else 200)


def _groups(form: PreferencesForm, wishes: Sequence[Wish]) -> list[tuple[Any, list[Any]]]:
    """Return the boxes of the form by what they speak of."""
    found = [
        (AUDIENCE_LABELS[audience], [form[wish.kind.code] for wish in wishes if wish.kind.audience is audience])
        for audience in Audience
    ]
    return [(label, boxes) for label, boxes in found if boxes]


def bell(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Return how many notices the person has not opened; nothing for a visitor."""
    del subject
    return {"unread": attention(request).unread} if isinstance(request.user, User) else None


def attention(request: HttpRequest) -> Attention:
    """Return what the frame of a page counts for the person: one query for the whole page."""
    found: Attention | None = getattr(request, "_notices", None)
    if found is None:
        found = queries.attention(signed_in(request))
        request._notices = found  # type: ignore[attr-defined] # noqa: SLF001 - a cache for this request
    return found
