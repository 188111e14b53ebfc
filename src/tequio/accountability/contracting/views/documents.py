"""The documents of a process, and taking back what was put there by mistake."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tequio.accountability.contracting import services
from tequio.accountability.contracting.forms.documents import DocumentForm
from tequio.accountability.contracting.models import Process
from tequio.accountability.contracting.views.steps import Said, Step, belongs, process_of
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission

_record = requires(Permission.RECORD_CONTRACTS)


def _add(process: Process, _part: Any, said: Said, actor: int) -> None:
    services.add_document(process_id=process.pk, actor=actor, **said)


STEPS = (
    Step(
        name="document",
        path="documentos/nuevo/",
        title=_("Agregar un documento"),
        button=_("Publicar el documento"),
        form=DocumentForm,
        act=_add,
        initial=lambda _process, _part: {"published_on": timezone.localdate()},
        anchor="documentos",
    ),
)


@require_POST
@_record
def withdraw(request: HttpRequest, ocid: str, pk: int) -> HttpResponse:
    process = process_of(request, ocid)
    document = belongs(pk, process.documents.all())
    services.withdraw_document(document_id=document.pk, actor=request.user.pk)
    messages.success(request, gettext("El documento ya no se muestra. El historial dice que estuvo."))
    return redirect("contracting:desk", ocid)


@require_POST
@_record
def void(request: HttpRequest, ocid: str, pk: int) -> HttpResponse:
    process = process_of(request, ocid)
    payment = belongs(pk, [p for c in process.contracts.all() for p in c.payments.all()])
    services.void_payment(payment_id=payment.pk, actor=request.user.pk)
    messages.success(request, gettext("El pago quedó anulado. Sigue en el historial, sin monto."))
    return redirect("contracting:desk", ocid)
