"""Envelopes by formula: the sum, the figures, and what each territory would get before it is saved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.foundation.territory.models import Unit
from tequio.foundation.web.errors import DomainError
from tequio.participation.editions import services
from tequio.participation.editions.forms import FormulaForm
from tequio.participation.editions.models import Edition
from tequio.participation.editions.types import Step
from tequio.participation.editions.views import builder


@requires(Permission.MANAGE_EDITIONS)
def formula(request: HttpRequest, slug: str) -> HttpResponse:
    """Reckon the envelopes of a level; ``ver`` shows them, ``guardar`` saves them."""
    edition = builder.find(slug)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FormulaForm(*sent, edition=edition, initial={"kind": "flat", "floor_percent": 0})
    status, parts = builder.refused(form), dict[Unit, int]()
    if form.is_valid():
        try:
            parts = _parts(form)
            if "guardar" in request.POST:
                return _saved(request, edition, form)
        except DomainError as error:
            form.add_error(None, str(error))
            status = error.status
    return builder.page(
        request,
        edition,
        Step.MONEY,
        form,
        template="editions/office/formula.html",
        status=status,
        parts=list(parts.items()),
        parts_total=sum(parts.values()),
    )


def _parts(form: FormulaForm) -> dict[Unit, int]:
    answers = form.answers()
    names = ("level", "kind", "total_centavos", "floor_percent", "figures")
    return services.reckon(**{name: answers[name] for name in names})


def _saved(request: HttpRequest, edition: Edition, form: FormulaForm) -> HttpResponse:
    services.set_formula(edition=edition, **form.answers(), at=timezone.now(), actor=request.user.pk)
    messages.success(request, _("Las bolsas quedaron calculadas y guardadas."))
    return redirect("editions:parts", edition.slug, Step.MONEY.value)
