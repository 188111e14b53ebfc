"""Checking project packages of anybody against OC4IDS 0.9.5 (docs/rules/publishing.md, PROJECT)."""

from typing import Any

from tequio.core.oc4ids.validation.checker import check_project, check_projects, is_projects
from tequio.core.oc4ids.validation.files import check_file
from tequio.core.ocds.validation.findings import Finding, Notes

__all__ = ["check", "check_file", "check_project", "is_projects"]


def check(document: dict[str, Any]) -> list[Finding]:
    """Check a parsed project package, or a project as if inside a sound one, and return all that was found."""
    notes = Notes()
    check_projects(document, (), notes)
    return notes.findings()
