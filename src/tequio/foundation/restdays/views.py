"""The office's list of days that are not worked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tequio.core import workdays
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.restdays import queries, services
from tequio.foundation.restdays.forms import RestDaysForm
from tequio.foundation.restdays.models import RestDay


@requires(Permission.MANAGE_EDITIONS)
def listing(request: HttpRequest) -> HttpResponse:
    """Show the days of the law and those added, and add more."""
    form = RestDaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        return redirect("restdays:list")
    year = timezone.localdate().year
    values = {
        "form": form,
        "added": queries.since(year),
        "legal": sorted(workdays.rest_days(year) | workdays.rest_days(year + 1)),
    }
    return render(request, "restdays/list.html", values, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.MANAGE_EDITIONS)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a day that was added a working day again."""
    services.remove_rest_day(rest_day=get_object_or_404(RestDay, pk=pk), actor=request.user.pk)
    messages.success(request, _("Ese día vuelve a ser hábil."))
    return redirect("restdays:list")


def _added(request: HttpRequest, form: RestDaysForm) -> bool:
    try:
        count = services.add_rest_days(**form.cleaned_data, actor=request.user.pk)
    except services.DaysDoNotFit as error:
        form.add_error("last", str(error))
        return False
    said = ngettext("Se agregó %(n)d día inhábil.", "Se agregaron %(n)d días inhábiles.", count) % {"n": count}
    messages.success(request, said)
    return True
