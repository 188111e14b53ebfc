"""One review: the proposal beside the form of the office's opinion, with its papers, notes and precedents."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files.types import FileTooLargeError, UnacceptedFileError
from tequio.participation.editions import queries as editions
from tequio.participation.editions.types import PhaseKind
from tequio.participation.feasibility import permissions, queries, services
from tequio.participation.feasibility.forms import NoteForm, OpinionForm, PaperForm
from tequio.participation.feasibility.models import OpinionFile, Review
from tequio.participation.feasibility.queries import precedents
from tequio.participation.feasibility.types import deadline
from tequio.participation.feasibility.views.lists import address, asked_before

if TYPE_CHECKING:
    from tequio.foundation.accounts.models import User


@requires(Permission.USE_OFFICE)
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the proposal beside the form of the office's opinion; keep what was written if it is refused."""
    review = readable(request, pk)
    form = OpinionForm(request.POST if request.method == "POST" else None, review=review)
    status = 200
    if request.method == "POST":
        _demand_mine(request, review)
        if "borrador" in request.POST:
            services.save_draft(review=review, answers=form.typed(), at=timezone.now(), actor=request.user.pk)
            messages.success(request, _("Borrador guardado. Nadie lo ve todavía."))
            return redirect(_here(request, review))
        if form.is_valid() and _issued(request, review, form):
            return redirect(_onwards(request, review))
        status = 422
    return render(request, "feasibility/opinion.html", _page(request, review, form), status=status)


def _page(request: HttpRequest, review: Review, form: OpinionForm) -> dict[str, Any]:
    now, proposal = timezone.now(), review.proposal
    today = timezone.localdate(now)
    mine = permissions.can_judge(request.user, review)
    changeable = review.published_at is None and editions.is_open(proposal.edition, PhaseKind.FEASIBILITY, now)
    observation = getattr(review, "observation", None)
    return {
        "review": review,
        "proposal": proposal,
        "form": form,
        "writable": mine and changeable,
        "mine": mine,
        "deadline": deadline(review.due, today),
        "observation": observation,
        "waiting": bool(
            observation and not observation.answered_at and observation.last_day >= today and not review.verdict
        ),
        "phase": next((p for p in editions.phases(proposal.edition) if p.kind == PhaseKind.FEASIBILITY), None),
        "cap": services.cap(proposal),
        "siblings": list(queries.siblings(review)),
        "notes": list(queries.notes(proposal)),
        "note_form": NoteForm(auto_id="nota_%s"),
        "paper_form": PaperForm(auto_id="anexo_%s"),
        "precedents": precedents.alike(proposal),
        "place": queries.neighbours(asked_before(request, today), review.pk),
        "asked": address(request),
    }


def _issued(request: HttpRequest, review: Review, form: OpinionForm) -> bool:
    now, actor = timezone.now(), request.user.pk
    try:
        if form.observes:
            asked = form.cleaned_data
            services.observe(
                review=review,
                text=asked["reasons"],
                fields=asked.get("fields_to_mend", []),
                at=now,
                actor=actor,
            )
            messages.success(request, _("Se pidió la corrección. Mientras tanto su plazo no corre."))
            return True
        services.issue_opinion(review=review, at=now, actor=actor, **form.opinion())
    except services.CostOverCap as error:
        form.add_error("cost_centavos", str(error))
        return False
    except (services.OpinionIncomplete, services.ObservationIncomplete) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _said_done(request, review))
    return True


def _said_done(request: HttpRequest, review: Review) -> str:
    offices = permissions.desk_offices(cast("User", request.user))
    left = queries.desk(offices=offices, today=timezone.localdate()).count()
    rest = (
        ngettext("Le queda %(n)d por dictaminar.", "Le quedan %(n)d por dictaminar.", left) % {"n": left}
        if left
        else _("No le queda ninguno por dictaminar.")
    )
    said = _("Dictamen de %s guardado. Se publica junto con todos los demás.") % review.proposal.folio
    return f"{said} {rest}"


def _onwards(request: HttpRequest, review: Review) -> str:
    """Return where the liaison goes next: the list, or the next review of it if that was asked for."""
    if "siguiente" in request.POST:
        place = queries.neighbours(asked_before(request, timezone.localdate()), review.pk)
        if place.following:
            return reverse("feasibility:opinion", args=[place.following]) + address(request)
    return reverse("feasibility:desk") + address(request)


@require_POST
@requires(Permission.USE_OFFICE)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a note for the offices that judge the same proposal."""
    review = readable(request, pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        services.add_note(
            proposal=review.proposal,
            at=timezone.now(),
            actor=signed_in(request).pk,
            **form.cleaned_data,
        )
        messages.success(request, _("Nota guardada. Solo la ven las áreas que dictaminan."))
    else:
        messages.warning(request, _("Escriba la nota antes de guardarla."))
    return redirect(_here(request, review) + "#notas")


@require_POST
@requires(Permission.USE_OFFICE)
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a paper with the opinion."""
    review = readable(request, pk)
    _demand_mine(request, review)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.warning(request, _("Elija un archivo antes de subirlo."))
        return redirect(_here(request, review) + "#anexos")
    try:
        services.attach(review=review, actor=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Anexo guardado."))
    except (FileTooLargeError, UnacceptedFileError) as error:
        messages.warning(request, str(error))
    return redirect(_here(request, review) + "#anexos")


@require_POST
@requires(Permission.USE_OFFICE)
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper away."""
    paper = get_object_or_404(OpinionFile.objects.select_related("review", "file"), pk=pk)
    _demand_mine(request, paper.review)
    services.detach(paper=paper, actor=request.user.pk)
    messages.success(request, _("Se quitó el anexo."))
    return redirect(_here(request, paper.review) + "#anexos")


def readable(request: HttpRequest, pk: int) -> Review:
    """Return the review, which must be of the person's offices.

    Raises:
        Http404: if there is no such review.
        PermissionDenied: if it is another office's.
    """
    review = queries.find(pk)
    if review is None:
        raise Http404
    if not permissions.can_read(request.user, review):
        raise PermissionDenied(_("Este dictamen le toca a otra área."))
    return review


def _demand_mine(request: HttpRequest, review: Review) -> None:
    if not permissions.can_judge(request.user, review):
        raise PermissionDenied(_("Este dictamen le toca a otra área."))


def _here(request: HttpRequest, review: Review) -> str:
    return reverse("feasibility:opinion", args=[review.pk]) + address(request)
