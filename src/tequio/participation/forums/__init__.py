"""Forums for a plan: pillars, themes and questions of an exercise; its voices, votes, live figures, answers."""
