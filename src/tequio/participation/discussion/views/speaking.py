"""Saying something, correcting it, taking it back, and reporting."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import signed_in
from tequio.foundation.web.errors import DomainError
from tequio.participation.discussion import permissions, queries, services
from tequio.participation.discussion.forms import CommentForm, ReportForm
from tequio.participation.discussion.models import Comment
from tequio.participation.discussion.types import CommentState, Opening, Subject, key, kinds

MOST_DIGITS = 18  # of an id that comes in an address


@login_required
def write(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask for a comment on a page of its own (an answer, with ``?respuesta=``), and publish it."""
    subject = about(slug, pk)
    answered = _answered(request, subject)
    form = CommentForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_valid():
        try:
            done = services.post(
                subject=subject.key,
                author=signed_in(request),
                text=form.cleaned_data["text"],
                at=timezone.now(),
                parent=answered.pk if answered else None,
            )
        except DomainError as error:
            form.add_error("text", str(error))
            status = HTTPStatus(error.status)
        else:
            messages.success(request, _said_words(done))
            return _to(request, done)
    values = {
        "subject": subject,
        "slug": slug,
        "answered": answered,
        "form": form,
        "reads_first": subject.opening == Opening.BEFORE,
        "live": bool(getattr(request, "htmx", False)),
    }
    response = render(request, "discussion/write.html", values, status=status)
    if form.is_bound:  # within the discussion only the form is put in its place, with what it says
        response["HX-Retarget"] = response["HX-Reselect"] = f"#forma-{answered.pk if answered else 0}"
    return response


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one's own comment in its first minutes."""
    comment = _own(request, pk)
    form = CommentForm(request.POST or None, initial={"text": comment.text})
    if request.method == "POST" and form.is_valid():
        try:
            done = services.edit(
                comment=comment,
                author=signed_in(request),
                text=form.cleaned_data["text"],
                at=timezone.now(),
            )
        except (services.BadText, services.SaidAlready) as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, _("Su comentario quedó corregido."))
            return _to(request, done)
    values = {"comment": comment, "subject": _subject(comment), "form": form}
    return render(request, "discussion/edit.html", values, status=422 if form.errors else 200)


@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then take one's own comment away."""
    comment = _own(request, pk)
    subject = _subject(comment)
    if request.method == "POST":
        services.remove(comment=comment, author=signed_in(request), at=timezone.now())
        messages.success(request, _("Su comentario ya no se ve."))
        return redirect(f"{subject.url}#comentarios" if subject and subject.public else "discussion:mine")
    return render(request, "discussion/remove.html", {"comment": comment, "subject": subject})


@login_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a comment by the rule that it breaks."""
    comment = _visible(pk)
    subject = about(*_address(comment))
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.report_comment(
            comment=comment, reporter=signed_in(request), at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _thanks())
        return _to(request, comment)
    values = {"form": form, "comment": comment, "subject": subject, "back": _place(request, comment)}
    return render(request, "discussion/report.html", values, status=422 if form.errors else 200)


@login_required
def report_subject(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Report what is talked about by the rule that it breaks."""
    subject = about(slug, pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.report_subject(
            subject=subject.key, reporter=signed_in(request), at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _thanks())
        return redirect(subject.url)
    values = {"form": form, "subject": subject, "label": kinds()[subject.kind].label, "back": subject.url}
    return render(request, "discussion/report.html", values, status=422 if form.errors else 200)


@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the page of the discussion on which a comment stands."""
    comment = queries.comment(pk) if len(str(pk)) <= MOST_DIGITS else None
    if comment is None or not _readable(request, comment):
        raise Http404
    return redirect(_place(request, comment))


def about(slug: str, pk: int) -> Subject:
    """Return the public subject of an address; others do not exist."""
    kind = next((kind for kind in kinds().values() if kind.slug == slug), None)
    if kind is None or len(str(pk)) > MOST_DIGITS:
        raise Http404
    subject = queries.subject(key(kind.name, pk), timezone.now())
    if subject is None or not subject.public:
        raise Http404
    return subject


def _address(comment: Comment) -> tuple[str, int]:
    kind, _colon, pk = comment.subject.partition(":")
    return kinds()[kind].slug, int(pk)


def _subject(comment: Comment) -> Subject | None:
    return queries.subject(comment.subject, timezone.now())


def _answered(request: HttpRequest, subject: Subject) -> Comment | None:
    asked = (request.POST.get("respuesta") or request.GET.get("respuesta") or "").strip()
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > MOST_DIGITS:
        raise Http404
    comment = _visible(int(asked))
    if comment.subject != subject.key:
        raise Http404
    return comment


def _visible(pk: int) -> Comment:
    comment = queries.comment(pk) if len(str(pk)) <= MOST_DIGITS else None
    if comment is None or comment.state != CommentState.VISIBLE:
        raise Http404
    return comment


def _own(request: HttpRequest, pk: int) -> Comment:
    comment = queries.comment(pk) if len(str(pk)) <= MOST_DIGITS else None
    if comment is None or not permissions.wrote(request.user, comment):
        raise Http404
    return comment


def _readable(request: HttpRequest, comment: Comment) -> bool:
    subject = _subject(comment)
    seen = comment.published_at is not None or permissions.wrote(request.user, comment)
    return subject is not None and subject.public and seen


def _place(request: HttpRequest, comment: Comment) -> str:
    subject = _subject(comment)
    page = queries.place(comment, request.user)
    asked = f"?pagina={page}" if page > 1 else ""
    return f"{subject.url if subject else reverse('discussion:mine')}{asked}#comentario-{comment.pk}"


def _to(request: HttpRequest, comment: Comment) -> HttpResponse:
    subject = _subject(comment)
    return redirect(_place(request, comment) if subject and subject.public else reverse("discussion:mine"))


def _said_words(comment: Comment) -> Any:
    if comment.state == CommentState.WAITING:
        return _("Recibimos su comentario. Se verá en público cuando moderación lo lea; usted ya lo ve.")
    return _("Su comentario ya está publicado.")


def _thanks() -> str:
    return _("Gracias por avisar. Moderación lo va a revisar; mientras tanto sigue a la vista.")
