"""Editions of participatory budgeting: rules as data, phases by the clock, envelopes."""
