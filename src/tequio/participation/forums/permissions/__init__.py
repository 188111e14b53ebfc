"""Who may do what in forums."""
