"""Carrying out what was decided: projects, their plans, what the offices report, and who receives the work."""

from tequio.accountability.projects.services.cancelling import Act, cancel, substitute
from tequio.accountability.projects.services.creation import (
    assign_office,
    create_from_results,
    create_project,
    default_office,
    name_responsible,
)
from tequio.accountability.projects.services.errors import (
    CancelledError,
    FutureDateError,
    HandoverError,
    PausedError,
    PlanError,
    ProgressError,
    ProjectError,
    ReasonMissingError,
    StageOrderError,
    SubstituteError,
    UnknownStageError,
)
from tequio.accountability.projects.services.handovers import forget_person, record_committee, sign_as_author
from tequio.accountability.projects.services.pauses import pause, resume
from tequio.accountability.projects.services.planning import (
    StagePlan,
    add_stage,
    drop_activity,
    move_activity,
    plan_activity,
    plan_stage,
    remove_stage,
)
from tequio.accountability.projects.services.products import keep_product, remove_product
from tequio.accountability.projects.services.progress import (
    Evidence,
    change_stage,
    record_money,
    report_activity,
)
from tequio.accountability.projects.services.reporting import (
    Report,
    change_attachment,
    place_project,
    report,
)
from tequio.accountability.projects.services.template import (
    add_template_stage,
    change_template_stage,
    move_template_stage,
    restore_template_stage,
    retire_template_stage,
)

__all__ = [
    "Act",
    "CancelledError",
    "Evidence",
    "FutureDateError",
    "HandoverError",
    "PausedError",
    "PlanError",
    "ProgressError",
    "ProjectError",
    "ReasonMissingError",
    "Report",
    "StageOrderError",
    "StagePlan",
    "SubstituteError",
    "UnknownStageError",
    "add_stage",
    "add_template_stage",
    "assign_office",
    "cancel",
    "change_attachment",
    "change_stage",
    "change_template_stage",
    "create_from_results",
    "create_project",
    "default_office",
    "drop_activity",
    "forget_person",
    "keep_product",
    "move_activity",
    "move_template_stage",
    "name_responsible",
    "pause",
    "place_project",
    "plan_activity",
    "plan_stage",
    "record_committee",
    "record_money",
    "remove_product",
    "remove_stage",
    "report",
    "report_activity",
    "restore_template_stage",
    "resume",
    "retire_template_stage",
    "sign_as_author",
    "substitute",
]
