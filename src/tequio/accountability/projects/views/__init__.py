"""The pages of projects: the public ones, and the desk of the offices."""
