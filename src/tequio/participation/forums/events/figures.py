from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class FiguresShown(Event):
    """New figures of an exercise are public. ``sha256`` is that of the document as it is shown."""

    sentence = _("Se mostraron cifras nuevas de un foro")

    forum_id: int
    sha256: str
    final: bool
