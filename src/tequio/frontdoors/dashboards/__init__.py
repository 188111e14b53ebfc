"""Figures for the public and the office, each with its data."""
