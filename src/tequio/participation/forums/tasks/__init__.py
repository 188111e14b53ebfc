"""Forums, by part."""
