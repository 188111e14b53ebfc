"""The pages of forums, one module per noun."""
