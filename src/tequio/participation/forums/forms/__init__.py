"""The forms of forums, one module per part of them."""
