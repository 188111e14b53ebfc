from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class StageState(StrEnum):
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    DONE = "done"


STAGE_STATE_LABELS = {
    StageState.PENDING: _("Pendiente"),
    StageState.IN_PROGRESS: _("En curso"),
    StageState.DONE: _("Terminada"),
}
