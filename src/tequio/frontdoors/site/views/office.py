"""The pages of the office that set how the site looks, and show what it is made of."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.foundation.accounts.permissions import can, requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.web import appearance
from tequio.frontdoors.site import services
from tequio.frontdoors.site.forms import AppearanceForm
from tequio.frontdoors.site.views import showcase


@requires(Permission.MANAGE_APPEARANCE)
def edit_appearance(request: HttpRequest) -> HttpResponse:
    """Set the municipality's name, colour, shield and contact."""
    form = AppearanceForm(request.POST or None, request.FILES or None, initial=services.chosen())
    if request.method == "POST" and form.is_valid():
        services.set_appearance(actor=int(request.user.pk or 0), **form.cleaned_data)
        messages.success(request, _("Listo: así se ve ya el sitio."))
        return redirect("site:appearance")
    return render(request, "site/appearance.html", {"form": form, "look": appearance.current()})


@require_safe
@requires(Permission.SEE_COMPONENTS)
def components(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "site/components.html", showcase.values())


def may_set_appearance(request: HttpRequest) -> bool:
    """Return whether the menu offers the page of appearance."""
    return can(request.user, Permission.MANAGE_APPEARANCE)
