"""Bulk loads: a spreadsheet looked at row by row, written whole or not at all, and undone. Contexts register kinds."""
