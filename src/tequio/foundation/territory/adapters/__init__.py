"""Where the formats of maps are spoken: GeoJSON, and shapefiles inside a ZIP."""
