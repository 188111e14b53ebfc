"""The forms of forums, one module per noun."""
