"""Shelves that every context above may put things on."""
