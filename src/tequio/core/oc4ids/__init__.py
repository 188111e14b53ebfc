"""Infrastructure projects in OC4IDS: the typed profile, its JSON Schema, and projects from plain facts."""
