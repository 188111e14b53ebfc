from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class TransactionKind(StrEnum):
    ADVANCE = "advance"
    ESTIMATE = "estimate"
    SETTLEMENT = "settlement"


TRANSACTION_LABELS = {
    TransactionKind.ADVANCE: _("Anticipo"),
    TransactionKind.ESTIMATE: _("Estimación"),
    TransactionKind.SETTLEMENT: _("Finiquito"),
}
