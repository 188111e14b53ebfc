"""Pages of the analysis: the bench, groups, duties, and what anyone sees of them."""
