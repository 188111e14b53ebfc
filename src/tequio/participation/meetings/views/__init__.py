"""Meetings: for anyone, for who registers, for the table and for the office."""
