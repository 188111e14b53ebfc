"""The municipality's map in versions: levels, units, aliases, and where a point falls."""
