"""Plans: axes to lines of action, their indicators, and the matrix that says where each voice ended."""
