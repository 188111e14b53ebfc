"""Where the house speaks to a mail server."""
