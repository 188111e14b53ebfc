"""From the rows of one process to the plain facts that a release says."""

from tequio.accountability.contracting.queries.facts.people import buyer
from tequio.accountability.contracting.queries.facts.process import facts, facts_of, for_facts

__all__ = ["buyer", "facts", "facts_of", "for_facts"]
