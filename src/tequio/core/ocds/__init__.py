"""Open contracting: the typed EDCA/OCDS profile, releases, records, merging, validation, flattening."""
