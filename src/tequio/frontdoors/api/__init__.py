"""The front door for programs: contracts in open data, page by page, in the shapes that others already read."""
