"""The pages of the flags: for everyone, for the offices, and on the pages of projects and processes."""
