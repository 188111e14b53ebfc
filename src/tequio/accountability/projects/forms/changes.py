"""What stops a project, ends it, or hands it over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects.forms.controls import Day, reason_field
from tequio.accountability.projects.types import HANDOVER_RESULT_LABELS, HandoverResult

_RESULTS = [
    (one.value, HANDOVER_RESULT_LABELS[one]) for one in (HandoverResult.RECEIVED, HandoverResult.OBSERVATIONS)
]


class PauseForm(forms.Form):
    """Pause a project."""

    on = forms.DateField(label=_("En pausa desde"), widget=Day())
    reason = reason_field(_("Por qué se detiene"))


class ResumeForm(forms.Form):
    """Let a paused project go on."""

    on = forms.DateField(
        label=_("Se reanuda el"),
        widget=Day(),
        help_text=_("Las fechas que faltan se mueven los días que duró la pausa."),
    )


class ActForm(forms.Form):
    """An act: its number, its day and the document."""

    number = forms.CharField(label=_("Número del acta"), max_length=60)
    on = forms.DateField(label=_("Fecha del acta"), widget=Day())
    act = forms.FileField(label=_("El acta, firmada"), help_text=_("PDF o foto. Se publica."))


class CancelForm(ActForm):
    """Cancel a project."""

    reason = reason_field(_("Por qué se cancela"))
    field_order = ("reason", "number", "on", "act")


class CommitteeForm(forms.Form):
    """Record that the neighbours' committee received the work."""

    result = forms.ChoiceField(label=_("Cómo lo recibió"), choices=_RESULTS, widget=forms.RadioSelect())
    text = reason_field(_("Observaciones"), help_text=_("Se publican. No escriba nombres."), required=False)
    signed_on = forms.DateField(label=_("Fecha de la firma"), widget=Day())
    act = forms.FileField(
        label=_("El acta, firmada por el comité"),
        help_text=_("PDF o foto. Lleva nombres: la guarda la oficina y no se publica."),
    )


class ReceiptForm(forms.Form):
    """Receive the work, as the person who proposed it."""

    result = forms.ChoiceField(label=_("¿Cómo la recibe?"), choices=_RESULTS, widget=forms.RadioSelect())
    text = reason_field(
        _("Sus observaciones"),
        help_text=_("Qué falta o qué quedó mal. Se publican sin su nombre."),
        required=False,
    )
    seen = forms.BooleanField(
        label=_("Fui a ver la obra terminada, y acepto que se publique cómo la recibí y en qué fecha.")
    )
