"""The person's own pages, taking part without an account, and the office's."""
