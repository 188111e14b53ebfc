"""What forums give away: tables, files and printed sheets, one module per noun."""
