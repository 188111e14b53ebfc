"""Citizens' proposals: place, category, size, photos, and their public explorer."""
