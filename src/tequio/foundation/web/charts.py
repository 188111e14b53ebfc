"""Charts drawn on the server: pure functions from figures to a dataclass that a template draws."""
