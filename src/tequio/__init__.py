"""Tequio: open government from the proposal to the contract."""
