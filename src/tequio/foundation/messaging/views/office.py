"""The office's side: what was sent, what needs a decision, and the texts of notices."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.messaging import queries, services
from tequio.foundation.messaging.forms import WordingForm
from tequio.foundation.messaging.queries import Text
from tequio.foundation.messaging.types import Kind, State, UnknownKindError, kind_of, kinds
from tequio.foundation.web.errors import DomainError

_DAYS = 30
_SHOWN = 50


@require_GET
@requires(Permission.MANAGE_MESSAGES)
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what was sent in the last month, what could not be, and what waits for a decision."""
    now = timezone.now()
    values = {
        "backlog": queries.backlog(at=now),
        "figures": queries.figures(since=now - timedelta(days=_DAYS)),
        "days": _DAYS,
        "doubtful": queries.unsettled(State.DOUBTFUL)[:_SHOWN],
        "failed": queries.unsettled(State.FAILED)[:_SHOWN],
        "bouncing": queries.bouncing()[:_SHOWN],
        "per_minute": settings.MESSAGES_PER_MINUTE,
        "kept_days": settings.MESSAGES_KEPT_DAYS,
    }
    return render(request, "messaging/office/outbox.html", values)


@require_POST
@requires(Permission.MANAGE_MESSAGES)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on a doubtful message."""
    resend = "resend" in request.POST
    services.settle_doubt(message_id=pk, resend=resend, at=timezone.now(), actor=signed_in(request).pk)
    done = _("El mensaje volvió a la cola.") if resend else _("El mensaje quedó como enviado.")
    messages.success(request, done)
    return redirect("messaging:outbox")


@require_POST
@requires(Permission.MANAGE_MESSAGES)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed message again."""
    services.retry(message_id=pk, at=timezone.now(), actor=signed_in(request).pk)
    messages.success(request, _("El mensaje volvió a la cola."))
    return redirect("messaging:outbox")


@require_POST
@requires(Permission.MANAGE_MESSAGES)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Write again to a person whose address bounced."""
    services.release_address(person_id=pk, actor=signed_in(request).pk)
    messages.success(request, _("Los próximos avisos le llegarán por correo."))
    return redirect("messaging:outbox")


@require_GET
@requires(Permission.MANAGE_MESSAGES)
def wordings(request: HttpRequest) -> HttpResponse:
    """List the kinds of notice, and whether their text is the house's or the office's."""
    changed = queries.rewritten()
    rows = [
        (
            kind,
            queries.may_stop(kind.code),
            [(code, name, (kind.code, code) in changed) for code, name in queries.languages()],
        )
        for kind in kinds()
    ]
    return render(request, "messaging/office/wordings.html", {"rows": rows})


@requires(Permission.MANAGE_MESSAGES)
def wording(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Show a text, how it would read, and its history; keep a new one. Looking at it first keeps nothing."""
    found = _kind(kind, language)
    now = queries.wording(found, language)
    form = WordingForm(request.POST or None, initial={"subject": now.subject, "body": now.body})
    shown, status = now, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            shown = Text(form.cleaned_data["subject"], form.cleaned_data["body"])
            saved, status = _write(request, form, found, language)
            if saved:
                return redirect("messaging:wording", kind, language)
    values = {
        "kind": found,
        "language": language,
        "languages": queries.languages(),
        "form": form,
        "shown": services.preview(found, shown),
        "tried": request.method == "POST",
        "changed": (found.code, language) in queries.rewritten(),
        "history": queries.wordings(found, language)[:10],
    }
    return render(request, "messaging/office/wording.html", values, status=status)


def _write(request: HttpRequest, form: WordingForm, kind: Kind, language: str) -> tuple[bool, int]:
    """Keep the text of a valid form, or only check it where the person wants to see it first."""
    said = form.cleaned_data
    try:
        if "look" in request.POST:
            services.check_wording(kind, said["subject"], said["body"])
            return False, 200
        services.change_wording(
            kind=kind,
            language=language,
            subject=said["subject"],
            body=said["body"],
            at=timezone.now(),
            actor=signed_in(request).pk,
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return False, error.status
    messages.success(request, _("El texto quedó guardado. Los próximos avisos lo llevarán."))
    return True, 200


@require_POST
@requires(Permission.MANAGE_MESSAGES)
def restore(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Go back to the text of the house."""
    found = _kind(kind, language)
    services.restore_wording(kind=found, language=language, at=timezone.now(), actor=signed_in(request).pk)
    messages.success(request, _("El aviso volvió a su texto original."))
    return redirect("messaging:wording", kind, language)


def _kind(code: str, language: str) -> Kind:
    try:
        found = kind_of(code)
    except UnknownKindError as error:
        raise Http404 from error
    if language not in dict(queries.languages()):
        raise Http404
    return found
