"""Tequio: open government from the proposal to the contract."""

VERSION = "0.1.0"
