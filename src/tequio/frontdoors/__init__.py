"""Pages that compose several contexts; they own no rules and know nothing of each other."""
