"""What the cells of people's spreadsheets mean: dates, amounts, encodings, headers (docs/rules/loads.md)."""
