"""The forms of projects: what people filter, and what the offices report, plan and decide."""

from tequio.accountability.projects.forms.changes import (
    ActForm,
    CancelForm,
    CommitteeForm,
    PauseForm,
    ReceiptForm,
    ResumeForm,
)
from tequio.accountability.projects.forms.filters import FilterForm
from tequio.accountability.projects.forms.planning import (
    NewStageForm,
    PlannedForm,
    PlannedStateForm,
    ProductForm,
    StagePlanForm,
    TemplateForm,
)
from tequio.accountability.projects.forms.reporting import (
    ActivityForm,
    EvidenceForm,
    LastStageForm,
    SiteForm,
    StageForm,
)
from tequio.accountability.projects.forms.setup import NewProjectForm, OfficeForm, PlaceForm, ResponsibleForm

__all__ = [
    "ActForm",
    "ActivityForm",
    "CancelForm",
    "CommitteeForm",
    "EvidenceForm",
    "FilterForm",
    "LastStageForm",
    "NewProjectForm",
    "NewStageForm",
    "OfficeForm",
    "PauseForm",
    "PlaceForm",
    "PlannedForm",
    "PlannedStateForm",
    "ProductForm",
    "ReceiptForm",
    "ResponsibleForm",
    "ResumeForm",
    "SiteForm",
    "StageForm",
    "StagePlanForm",
    "TemplateForm",
]
