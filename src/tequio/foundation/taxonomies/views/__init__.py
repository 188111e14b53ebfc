"""Lists of concepts: for anyone to read, for the office to keep."""
