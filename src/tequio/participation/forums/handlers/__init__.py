"""What follows from the events of forums, one module per part of them."""
