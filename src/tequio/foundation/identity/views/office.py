"""The office's side: documents to look at, cases to decide, the counter, the rolls."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files import queries as files
from tequio.foundation.files.types import Variant
from tequio.foundation.identity import permissions, queries
from tequio.foundation.identity.forms import CaseForm, CounterForm, DecisionForm, RollForm
from tequio.foundation.identity.models import Case, DocumentReview, Registration, Roll
from tequio.foundation.identity.services import claims, counter, documents, rolls
from tequio.foundation.identity.services.errors import CurpRefused
from tequio.foundation.identity.types import CaseOutcome, Decision, RollKey, RollState
from tequio.foundation.territory import queries as territory
from tequio.foundation.web.errors import DomainError
from tequio.foundation.web.pending import Item

PAGE = 50
_SLIP = "identity_slip"
_COUNTER_PLACE = "identity_place"


@require_safe
@requires(Permission.REVIEW_IDENTITY)
def desk(request: HttpRequest) -> HttpResponseBase:
    """List what waits: documents and cases, the oldest first. ``?correo=`` finds who asked to be erased."""
    asked = request.GET.get("correo", "").strip()
    if asked:
        found = User.objects.filter(email__iexact=asked, is_active=True).first()
        if found is not None:
            return redirect("identity:erase_for", found.pk)
        messages.info(request, _("Nadie tiene ese correo aquí."))
    values = {
        "documents": Paginator(queries.documents(), PAGE).get_page(request.GET.get("pagina")),
        "cases": queries.cases()[:PAGE],
        "roll": queries.active_roll(),
    }
    return render(request, "identity/desk.html", values)


@never_cache
@requires(Permission.REVIEW_IDENTITY)
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a document and take the decision. The page is kept by no browser."""
    found = queries.document(pk)
    if found is None:
        messages.info(request, _("Esa identificación ya se revisó o venció; su imagen ya no existe."))
        return redirect("identity:desk")
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, form, found):
        messages.success(request, _("Quedó decidido y la imagen se destruyó."))
        return redirect("identity:desk")
    answer = render(
        request, "identity/review.html", {"review": found, "form": form}, status=422 if form.is_bound else 200
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _decided(request: HttpRequest, form: DecisionForm, found: DocumentReview) -> bool:
    said = form.cleaned_data
    decision = Decision(said["decision"])
    if decision is Decision.APPROVED and not said["curp"] and not said["born"]:
        form.add_error("curp", _("Escriba la CURP que se lee, o la fecha de nacimiento."))
        return False
    try:
        curp = claims.checked_curp(text=said["curp"], names=None, born=said["born"]) if said["curp"] else None
        documents.decide(
            review_id=found.pk,
            decision=decision,
            curp=curp,
            born=said["born"],
            reason=said["reason"],
            actor=signed_in(request).pk,
            at=timezone.now(),
        )
    except CurpRefused as error:
        for message in error.messages:
            form.add_error("curp", str(message))
    except DomainError as error:
        form.add_error("reason", str(error))
    return not form.errors


@require_safe
@requires(Permission.REVIEW_IDENTITY)
def image(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the image of a document that waits, to a reviewer and to no store on the way."""
    del request
    found = queries.document(pk)
    if found is None or found.file is None:
        raise Http404
    answer = HttpResponse(files.content(found.file), content_type=found.file.content_type)
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Disposition"] = f'inline; filename="identificacion.{Variant.ORIGINAL.value}"'
    return answer


@requires(Permission.REVIEW_IDENTITY)
def case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a case with its two accounts and take the decision."""
    found = get_object_or_404(Case.objects.select_related("user", "holder"), pk=pk, closed_at=None)
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        claims.close_case(
            case_id=found.pk,
            outcome=CaseOutcome(form.cleaned_data["outcome"]),
            note=form.cleaned_data["note"],
            actor=signed_in(request).pk,
            at=timezone.now(),
        )
        messages.success(request, _("El caso quedó cerrado. La persona recibe un aviso."))
        return redirect("identity:desk")
    return render(
        request, "identity/case.html", {"case": found, "form": form}, status=422 if form.is_bound else 200
    )


@requires(Permission.REGISTER_PEOPLE)
def desk_counter(request: HttpRequest) -> HttpResponseBase:
    """Register a person who stands at the counter; below, those registered before."""
    version = territory.in_force(on=timezone.localdate())
    initial = {"place": request.session.get(_COUNTER_PLACE, "")}
    form = CounterForm(request.POST or None, version=version, initial=initial)
    if request.method == "POST" and form.is_valid():
        slip = _registered(request, form)
        if slip is not None:
            request.session[_COUNTER_PLACE] = form.cleaned_data["place"]
            return _to_slip(request, slip)
    found = queries.registrations(made_by=signed_in(request).pk, text=request.GET.get("q", ""))
    values = {"form": form, "page": Paginator(found, PAGE).get_page(request.GET.get("pagina"))}
    return render(request, "identity/counter.html", values, status=422 if form.is_bound else 200)


def _registered(request: HttpRequest, form: CounterForm) -> counter.Slip | None:
    said, names = form.cleaned_data, form.names
    try:
        curp = claims.checked_curp(text=said["curp"], names=names, born=said["born"])
        return counter.register(
            name=" ".join(filter(None, (names.given, names.surname, names.second_surname))),
            curp=curp,
            unit=said["unit"],
            email=said["email"],
            place=said["place"],
            actor=signed_in(request).pk,
            at=timezone.now(),
        )
    except CurpRefused as error:
        for message in error.messages:
            form.add_error("curp", str(message))
    except DomainError as error:
        form.add_error(None, str(error))
    return None


def _to_slip(request: HttpRequest, slip: counter.Slip) -> HttpResponseBase:
    """Go to the slip; its code travels in the session and is shown once."""
    request.session[_SLIP] = [slip.registration.folio, slip.code]
    return redirect("identity:registration", slip.registration.folio)


@never_cache
@require_safe
@requires(Permission.REGISTER_PEOPLE)
def registration(request: HttpRequest, folio: str) -> HttpResponse:
    """Show the slip to print. Its code is there the first time only."""
    found = _registration(folio)
    kept = request.session.pop(_SLIP, None)
    code = kept[1] if kept and kept[0] == folio else ""
    waits = queries.waits(found.user)
    return render(request, "identity/registration.html", {"registration": found, "code": code, "waits": waits})


@require_POST
@requires(Permission.REGISTER_PEOPLE)
def renew_slip(request: HttpRequest, folio: str) -> HttpResponseBase:
    """Give a new code to who lost their slip."""
    slip = counter.renew(registration=_registration(folio), actor=signed_in(request).pk, at=timezone.now())
    return _to_slip(request, slip)


def _registration(folio: str) -> Registration:
    return get_object_or_404(Registration.objects.select_related("user", "made_by"), folio=folio)


@requires(Permission.REVIEW_IDENTITY)
def roll_list(request: HttpRequest) -> HttpResponseBase:
    """List the rolls; load a new one."""
    form = RollForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        draft = _read_roll(request, form)
        if draft is not None:
            return redirect("identity:roll_preview", draft.pk)
    values = {"form": form, "rolls": queries.rolls()[:PAGE]}
    return render(request, "identity/rolls.html", values, status=422 if form.is_bound else 200)


def _read_roll(request: HttpRequest, form: RollForm) -> Roll | None:
    said = form.cleaned_data
    try:
        return rolls.read(
            content=said["sheet"].read(),
            file_name=said["sheet"].name,
            name=said["name"],
            key=RollKey(said["key"]),
            key_column=said["key_column"],
            key_label=said["key_label"],
            unit_column=said["unit_column"],
            actor=signed_in(request).pk,
            at=timezone.now(),
        )
    except DomainError as error:
        form.add_error("sheet", str(error))
        return None


@requires(Permission.REVIEW_IDENTITY)
def roll_preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what a roll would be; put it in use, or forget it."""
    draft = get_object_or_404(Roll, pk=pk, state=RollState.DRAFT.value)
    if request.method == "POST":
        if request.POST.get("act") == "discard":
            rolls.discard(roll=draft)
            messages.info(request, _("El padrón no se guardó."))
        else:
            rolls.activate(roll=draft, actor=signed_in(request).pk)
            messages.success(request, _("El padrón ya está en uso."))
        return redirect("identity:rolls")
    return render(request, "identity/roll_preview.html", {"roll": draft, "active": queries.active_roll()})


def pending_items(request: HttpRequest) -> Iterable[Item]:
    """Return the documents and cases that wait for this person's look."""
    if not permissions.can_review(request.user):
        return []
    return [_item(kind, pk) for kind, pk in queries.waiting(most=PAGE)]


def _item(kind: str, pk: int) -> Item:
    if kind == "document":
        what, missing, view = _("Identificación por revisar"), _("Revisar"), "identity:review"
    else:
        what, missing, view = _("Caso de identidad por decidir"), _("Decidir"), "identity:case"
    return Item(folio=f"{kind[0].upper()}-{pk}", what=what, missing=missing, url=reverse(view, args=[pk]))
