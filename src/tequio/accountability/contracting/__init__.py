"""Contracting processes of projects, and their immutable EDCA/OCDS releases."""
