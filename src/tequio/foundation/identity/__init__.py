"""Who somebody is, as far as an act needs it: by several means, keeping nothing that is not needed."""
