"""Taking part once, without an account: a code to an e-mail or a phone, or the slip of a counter."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.permissions import signed_in
from tequio.foundation.identity import queries
from tequio.foundation.identity.forms import CodeForm, MailForm, NameForm, PhoneForm, SlipForm
from tequio.foundation.identity.services import acts, contact, counter
from tequio.foundation.identity.services.contact import Challenge
from tequio.foundation.identity.types import Assurance
from tequio.foundation.identity.views import light
from tequio.foundation.identity.views.confirm import CHALLENGE, CONFIRM
from tequio.foundation.identity.views.limits import demand_calm
from tequio.foundation.identity.views.middleware import with_next
from tequio.foundation.identity.views.own import came_from
from tequio.foundation.web.errors import DomainError

ONCE, ADD_PHONE, SET_MAIL = "once", "phone", "mail"


@never_cache
def once(request: HttpRequest) -> HttpResponseBase:
    """Ask for an e-mail or a phone, and nothing else, to do one act of one edition."""
    after = came_from(request)
    offer = acts.of(after)
    if request.user.is_authenticated and _goes_on(request, offer):
        return redirect(after)
    if offer is None:
        return redirect(with_next(reverse("account_login"), after))
    if request.POST.get("kind") == "none" and offer.nameless:
        light.begin(request, offer)
        return redirect(after)
    kind = "phone" if request.POST.get("kind") == "phone" and contact.has_phones() else "email"
    made = PhoneForm if kind == "phone" else MailForm
    form = made(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _issued(request, form, purpose=ONCE, after=after)
        if answer is not None:
            return answer
    values = {
        "mail": form if kind == "email" else MailForm(),
        "phone": (form if kind == "phone" else PhoneForm()) if contact.has_phones() else None,
        "offer": offer,
        "after": after,
    }
    return render(request, "identity/once.html", values, status=422 if form.is_bound else 200)


def _goes_on(request: HttpRequest, offer: acts.Offer | None) -> bool:
    """Return whether who is in already needs no other code here; a light session then does this act too."""
    if not light.is_light(request):
        return True
    if offer is None or not queries.holds(signed_in(request), Assurance.CONTACT):
        return False
    light.narrow(request, offer.acts)
    return True


@never_cache
@login_required
def phone(request: HttpRequest) -> HttpResponseBase:
    """Add a phone to one's own account, as a means of showing who one is."""
    form = PhoneForm(request.POST or None)
    after = came_from(request)
    if request.method == "POST" and form.is_valid():
        answer = _issued(request, form, purpose=ADD_PHONE, after=after)
        if answer is not None:
            return answer
    values = {"form": form, "after": after, "available": contact.has_phones()}
    return render(request, "identity/phone.html", values, status=422 if form.is_bound else 200)


def _issued(request: HttpRequest, form: Any, *, purpose: str, after: str) -> HttpResponseBase | None:
    """Send a code and go to the page that asks for it; a refusal stays on the form."""
    kind = "phone" if isinstance(form, PhoneForm) else "email"
    to = form.cleaned_data[kind]
    try:
        demand_calm(request, "code", key=f"{kind}:{to}")
        challenge = contact.issue(kind=kind, to=to, purpose=purpose, after=after, at=timezone.now())
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    request.session[CHALLENGE] = challenge.kept()
    return redirect("identity:code")


@never_cache
def code(request: HttpRequest) -> HttpResponseBase:
    """Take the code that was sent, and go on with what it was for."""
    kept = request.session.get(CHALLENGE)
    if not kept:
        return redirect("account_login")
    challenge = Challenge(**kept)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            demand_calm(request, "try")
            contact.check(challenge, form.cleaned_data["code"], at=timezone.now())
        except DomainError as error:
            request.session[CHALLENGE] = challenge.kept()
            form.add_error("code", str(error))
        else:
            del request.session[CHALLENGE]
            return _shown(request, challenge)
    page = _PAGES.get(challenge.purpose)
    again = with_next(reverse(page), challenge.after) if page else challenge.after
    values = {"form": form, "challenge": challenge, "again": again}
    return render(request, "identity/code.html", values, status=422 if form.is_bound else 200)


_PAGES = {ONCE: "identity:once", ADD_PHONE: "identity:phone", SET_MAIL: "identity:keep"}


def _shown(request: HttpRequest, challenge: Challenge) -> HttpResponseBase:
    """Do what the code was for."""
    if challenge.purpose == ONCE:
        return enter(request, _who(request, challenge), challenge.after)
    if not request.user.is_authenticated:
        return redirect("account_login")
    person = signed_in(request)
    if challenge.purpose == CONFIRM:
        record_authentication(request, person, "code", email=challenge.to)
        return redirect(challenge.after)
    if challenge.purpose == ADD_PHONE:
        contact.add_phone(person=person, phone=challenge.to, at=timezone.now())
        return redirect(with_next(reverse("identity:received"), challenge.after))
    if not contact.set_mail(person=person, email=challenge.to):
        messages.error(request, _("Con ese correo ya hay una cuenta. Entre con ella."))
        return redirect("identity:keep")
    return redirect("identity:keep")


def _who(request: HttpRequest, challenge: Challenge) -> User:
    """Return whose the contact is; who had shown nothing on this device becomes them, if it is nobody's yet."""
    person = request.user
    if (
        isinstance(person, User)
        and challenge.kind == "email"
        and contact.nameless(person.pk)
        and contact.set_mail(person=person, email=challenge.to)
    ):
        return person
    return contact.person_of(challenge, at=timezone.now())


def enter(request: HttpRequest, person: User, after: str) -> HttpResponseBase:
    """Sign in who has shown that the contact is theirs; a light account opens what it came for and no more."""
    offer = acts.of(after)
    response: HttpResponseBase = perform_login(
        request, person, email_verification="none", redirect_url=after, email=person.email
    )
    if offer is not None and request.user.is_authenticated and queries.is_guest(person):
        light.narrow(request, offer.acts)
    return response


@never_cache
def slip(request: HttpRequest) -> HttpResponseBase:
    """Enter with the code of the slip that a counter gave."""
    form = SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            demand_calm(request, "slip")
            person = counter.person_of(form.cleaned_data["code"], at=timezone.now())
        except DomainError as error:
            form.add_error("code", str(error))
        else:
            return enter(request, person, came_from(request))
    values = {"form": form, "after": came_from(request)}
    return render(request, "identity/slip.html", values, status=422 if form.is_bound else 200)


@never_cache
@login_required
def keep(request: HttpRequest) -> HttpResponseBase:
    """Turn a light account into one of one's own: a name, and an e-mail where there is none."""
    person = signed_in(request)
    has_mail = queries.has_mail(person)
    form: NameForm | MailForm = (NameForm if has_mail else MailForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not has_mail:
            answer = _issued(request, form, purpose=SET_MAIL, after="/")
            if answer is not None:
                return answer
        else:
            contact.keep_account(person=person, name=form.cleaned_data["name"])
            request.session.pop(light.LIGHT, None)
            request.session.set_expiry(None)
            messages.success(request, _("Ya tiene su cuenta. Entra con un código a su correo."))
            return redirect("accounts:home")
    values = {"form": form, "has_mail": has_mail, "guest": queries.is_guest(person)}
    return render(request, "identity/keep.html", values, status=422 if form.is_bound else 200)
