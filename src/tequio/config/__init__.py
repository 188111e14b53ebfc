"""Settings, addresses, roles, commands and processes. May import everything."""
