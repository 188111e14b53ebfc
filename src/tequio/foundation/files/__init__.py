"""Uploaded files: what they really are, where they live, who may read them."""
