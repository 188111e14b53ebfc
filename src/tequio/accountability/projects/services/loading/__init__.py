"""Projects and their stages from a spreadsheet."""

from tequio.accountability.projects.services.loading.projects import PROJECTS
from tequio.accountability.projects.services.loading.stages import STAGES

__all__ = ["PROJECTS", "STAGES"]
