"""Factories without surprises, one module per context: ``make_<noun>(**overrides)`` through the services."""
