"""What follows from events in forums, one module per noun."""
