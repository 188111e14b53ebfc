"""The pages of the discussion: for who speaks, for who reads the rules, and for who moderates."""
