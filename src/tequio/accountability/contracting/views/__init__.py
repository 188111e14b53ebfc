"""The pages of contracting: the public file of each process, and the desk of the offices."""
