from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Verdict(StrEnum):
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


VERDICT_LABELS = {Verdict.FEASIBLE: _("Factible"), Verdict.INFEASIBLE: _("No factible")}
