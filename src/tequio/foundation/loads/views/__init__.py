"""The pages of bulk loads: the kinds and the history, and one load from its file to its undoing."""
