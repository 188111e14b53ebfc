"""Forums for a plan: an exercise with pillars, themes and questions; its voices, votes, live figures and analysis."""
