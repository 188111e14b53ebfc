"""Flags, as the services compute them."""

from datetime import UTC, datetime
from typing import Any

from tequio.accountability.alerts import services
from tequio.accountability.alerts.models import Flag
from tequio.accountability.projects.models import Project
from tequio.config.demo.factories.contracting import make_process
from tequio.config.demo.factories.projects import make_project
from tequio.core.redflags import Code

LOOKED = datetime(2026, 11, 26, 18, tzinfo=UTC)


def make_flag(project: Project | None = None, *, at: datetime = LOOKED, **overrides: Any) -> Flag:
    """Return the raised flag of a process that got a single bid."""
    values: dict[str, Any] = {"tenderers": 1}
    process = make_process(project or make_project(), **(values | overrides))
    services.refresh(project_ids=[process.project_id], at=at)
    return Flag.objects.get(process=process, code=Code.SINGLE_BID)
