"""Named writes of forums."""
