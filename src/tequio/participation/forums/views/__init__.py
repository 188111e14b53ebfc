"""The pages of forums, one module per part of them."""
