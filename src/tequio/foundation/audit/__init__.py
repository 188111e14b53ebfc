"""The append-only, hash-chained log of what happened, and the outbox that tells the handlers."""
