"""Where the public storage is spoken to: files that are replaced whole, and the answers that carry them."""
