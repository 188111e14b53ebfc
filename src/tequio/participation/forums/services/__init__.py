"""Named writes of forums, one module per noun."""
