"""The ballot, one per person, the count with its reasons, and the results."""
