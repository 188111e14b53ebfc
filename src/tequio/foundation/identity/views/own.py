"""A person's own identification: what an act asks for, and each way of showing it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import signed_in
from tequio.foundation.identity import queries
from tequio.foundation.identity.forms import (
    BirthForm,
    DocumentForm,
    GuardianForm,
    HomeForm,
    NamesForm,
    RollKeyForm,
)
from tequio.foundation.identity.queries import Standing
from tequio.foundation.identity.services import claims, contact, documents, profile, requirements
from tequio.foundation.identity.services.errors import CurpRefused
from tequio.foundation.identity.types import ASSURANCE_LABELS, Assurance, Requirement, RollKey
from tequio.foundation.identity.views.limits import demand_calm
from tequio.foundation.identity.views.middleware import with_next
from tequio.foundation.territory import queries as territory
from tequio.foundation.web import maps
from tequio.foundation.web.errors import DomainError


@dataclass(frozen=True, slots=True)
class Way:
    """One way of showing who one is: what it asks, where, and whether it is done."""

    means: str
    label: Any
    what: Any
    url: str
    done: bool


@require_safe
@login_required
def need(request: HttpRequest) -> HttpResponse:
    """Say what is asked, which ways there are, what is done already, and go on once it is enough."""
    asked = requirements.from_token(request.GET.get("pide", ""))
    standing = queries.standing(signed_in(request))
    after = came_from(request)
    ways = _ways(asked, standing, after)
    home = standing.profile.unit if standing.profile else None
    values = {
        "asked": asked,
        "standing": standing,
        "ways": ways,
        "enough": asked != Requirement()
        and any(way.done for way in ways)
        and not _lacks_birth(asked, standing),
        "lacks_birth": _lacks_birth(asked, standing),
        "birth_url": with_next(reverse("identity:birth"), after),
        "home": home,
        "home_url": with_next(reverse("identity:home"), after),
        "after": after if after != "/" else "",
    }
    return render(request, "identity/need.html", values)


def _lacks_birth(asked: Requirement, standing: Standing) -> bool:
    ages = asked.age_min is not None or asked.age_max is not None or asked.minors_with_guardian
    return ages and (standing.profile is None or standing.profile.born_on is None)


def _ways(asked: Requirement, standing: Standing, after: str) -> list[Way]:
    roll = queries.active_roll()
    places: dict[str, tuple[Any, str]] = {
        Assurance.CONTACT: (_("Un código que le mandamos. Tarda un minuto."), _phone_page()),
        Assurance.CURP: (_("Escriba su CURP y los datos con que se hizo. Tarda dos minutos."), "identity:curp"),
        Assurance.DOCUMENT: (
            _("Envíe una foto de su identificación. Una persona la mira y la imagen se destruye."),
            "identity:document",
        ),
        Assurance.IN_PERSON: (_("Acuda a un módulo con su identificación. No necesita correo."), ""),
        Assurance.ROLL: (_("Buscamos su clave en el padrón."), _roll_page(roll)),
        Assurance.OIDC: (_("Entre con la cuenta que ya tiene en otro servicio."), "account_login"),
    }
    wanted = asked.methods or tuple(
        means.value for means in (Assurance.CONTACT, Assurance.CURP, Assurance.DOCUMENT)
    )
    return [
        Way(
            means,
            ASSURANCE_LABELS[Assurance(means)],
            places[means][0],
            with_next(reverse(places[means][1]), after) if places[means][1] else "",
            means in standing.means,
        )
        for means in wanted
        if means in places
    ]


def _phone_page() -> str:
    return "identity:phone" if contact.has_phones() else "account_email"


def _roll_page(roll: Any) -> str:
    return "identity:roll" if roll is not None and roll.key == RollKey.OTHER else "identity:curp"


@never_cache
@login_required
def curp(request: HttpRequest) -> HttpResponseBase:
    """Take a CURP and the data it is made of. What is answered does not say whether another account has it."""

    def act(form: Form) -> str:
        assert isinstance(form, NamesForm)  # noqa: S101 - the form of this page
        demand_calm(request, "claim")
        said = form.cleaned_data
        found = claims.checked_curp(text=said["curp"], names=form.names, born=said["born"])
        claims.claim_curp(person=signed_in(request), curp=found, at=timezone.now())
        return with_next(reverse("identity:received"), came_from(request))

    return _asked(request, NamesForm(request.POST or None), act, "identity/curp.html")


@require_safe
@login_required
def received(request: HttpRequest) -> HttpResponse:
    """Say that the data arrived: the same words for everyone."""
    return render(request, "identity/received.html", {"after": came_from(request)})


@never_cache
@login_required
def birth(request: HttpRequest) -> HttpResponseBase:
    """Take a birth date."""

    def act(form: Form) -> str:
        profile.declare_birth(person=signed_in(request), born=form.cleaned_data["born"])
        return came_from(request)

    return _asked(request, BirthForm(request.POST or None), act, "identity/birth.html")


@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponseBase:
    """Take where the person lives: a colonia of the list, or a pin on the map."""
    version = territory.in_force(on=timezone.localdate())
    if version is None:
        messages.info(request, _("Todavía no hay un mapa de colonias."))
        return redirect(came_from(request))

    def act(form: Form) -> str:
        unit = form.cleaned_data["unit"]
        profile.choose_home(person=signed_in(request), unit=unit)
        messages.success(request, _("Quedó guardado: vive en %(place)s.") % {"place": unit.name})
        return came_from(request)

    shapes = [maps.Shape(unit.name, unit.drawing) for unit in territory.units(version, None) if unit.level.rank]
    known = queries.profile(signed_in(request))
    more = {"map": maps.figure(_("Mapa del municipio"), shapes), "known": known}
    return _asked(request, HomeForm(request.POST or None, version=version), act, "identity/home.html", **more)


@never_cache
@login_required
def guardian(request: HttpRequest) -> HttpResponseBase:
    """Take the consent of a minor's guardian, who shows who they are with their own CURP."""

    def act(form: Form) -> str:
        assert isinstance(form, GuardianForm)  # noqa: S101 - the form of this page
        demand_calm(request, "claim")
        said, names = form.cleaned_data, form.names
        found = claims.checked_curp(text=said["curp"], names=names, born=said["born"])
        profile.consent(
            minor=signed_in(request),
            name=" ".join(filter(None, (names.given, names.surname, names.second_surname))),
            relation=said["relation"],
            curp=found,
            at=timezone.now(),
        )
        messages.success(request, _("El consentimiento quedó guardado."))
        return came_from(request)

    return _asked(request, GuardianForm(request.POST or None), act, "identity/guardian.html")


@never_cache
@login_required
def document(request: HttpRequest) -> HttpResponseBase:
    """Take a photo of an identity document for a person to look at."""
    person = signed_in(request)

    def act(form: Form) -> str:
        demand_calm(request, "document")
        documents.send(person=person, upload=form.cleaned_data["image"], at=timezone.now())
        messages.success(request, _("Su identificación quedó en revisión. Le avisaremos."))
        return with_next(reverse("identity:need"), came_from(request))

    form = DocumentForm(request.POST or None, request.FILES or None)
    return _asked(request, form, act, "identity/document.html", review=queries.standing(person).review)


@never_cache
@login_required
def roll(request: HttpRequest) -> HttpResponseBase:
    """Take the key by which the roll in use is searched, where it is not the CURP."""
    found = queries.active_roll()
    if found is None or found.key != RollKey.OTHER:
        return redirect(with_next(reverse("identity:curp"), came_from(request)))

    def act(form: Form) -> str:
        demand_calm(request, "claim")
        claims.claim_roll_key(person=signed_in(request), text=form.cleaned_data["key"], at=timezone.now())
        return with_next(reverse("identity:received"), came_from(request))

    form = RollKeyForm(request.POST or None, label=found.key_label or _("Clave"))
    return _asked(request, form, act, "identity/roll.html", roll=found)


def _asked(
    request: HttpRequest, form: Form, act: Callable[[Form], str], template: str, **more: Any
) -> HttpResponseBase:
    """Show a form; once it is right, act and go where the act says. A refusal stays on the page."""
    status = 200
    if request.method == "POST":
        if form.is_valid() and (after := _done(form, act)):
            return redirect(after)
        status = 422
    return render(request, template, {"form": form, "after": came_from(request), **more}, status=status)


def _done(form: Form, act: Callable[[Form], str]) -> str:
    try:
        return act(form)
    except CurpRefused as error:
        for message in error.messages:
            form.add_error("curp", str(message))
    except DomainError as error:
        form.add_error(None, str(error))
    return ""


def came_from(request: HttpRequest) -> str:
    """Return the page of ours to go back to; the home page where none is named."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else "/"  # anything else would be taken for a view's name
