"""Taxonomies: schemes of concepts with validity, broader terms and matches with other schemes (SKOS)."""
