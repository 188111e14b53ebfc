"""The rules of the house, written in the office."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.discussion import queries, services
from tequio.participation.discussion.forms import RuleForm
from tequio.participation.discussion.models import HouseRule

BIGGEST = 32_767  # a number of a rule, as the database keeps it


@require_safe
@requires(Permission.MODERATE_PROPOSALS)
def listing(request: HttpRequest) -> HttpResponse:
    """List the rules in force."""
    return render(request, "discussion/office/rules.html", {"rules": queries.rules()})


@requires(Permission.MODERATE_PROPOSALS)
def new(request: HttpRequest) -> HttpResponse:
    """Write a rule; it gets the next number."""
    return _write(request, None)


@requires(Permission.MODERATE_PROPOSALS)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Give a rule a new wording, in force from now on."""
    return _write(request, _in_force(number))


@require_POST
@requires(Permission.MODERATE_PROPOSALS)
def retire(request: HttpRequest, number: int) -> HttpResponse:
    """Take a rule out of force."""
    services.retire_rule(number=_in_force(number).number, at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("La regla %s ya no está en vigor.") % number)
    return redirect("discussion:office_rules")


def _write(request: HttpRequest, rule: HouseRule | None) -> HttpResponse:
    initial = {"title": rule.title, "text": rule.text} if rule else {}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        number = rule.number if rule else None
        done = services.write_rule(number=number, at=timezone.now(), actor=request.user.pk, **form.cleaned_data)
        messages.success(request, _("La regla %s quedó en vigor desde ahora.") % done.number)
        return redirect("discussion:office_rules")
    status = 422 if form.errors else 200
    return render(request, "discussion/office/rule.html", {"rule": rule, "form": form}, status=status)


def _in_force(number: int) -> HouseRule:
    found = queries.rule(number) if number <= BIGGEST else None
    if found is None:
        raise Http404
    return found
