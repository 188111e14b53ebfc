"""From rows to the plain facts that are published: of a process, in a release; of a project, in OC4IDS."""

from tequio.accountability.contracting.queries.facts.infrastructure import for_project_facts, project_facts
from tequio.accountability.contracting.queries.facts.people import buyer
from tequio.accountability.contracting.queries.facts.process import facts, facts_of, for_facts

__all__ = ["buyer", "facts", "facts_of", "for_facts", "for_project_facts", "project_facts"]
