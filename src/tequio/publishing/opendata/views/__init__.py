"""The pages of the catalogue, and the files themselves."""
