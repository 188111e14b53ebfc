"""The pages of forums, by whom they serve."""
