"""Phases and what is open at an instant. The clock decides; nobody switches a phase (docs/rules/phases.md)."""
