"""Bulk loads: a spreadsheet is looked at by row, written whole or not at all, and undone."""
