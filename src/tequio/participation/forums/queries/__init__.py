"""Named reads of forums, one module per noun."""
