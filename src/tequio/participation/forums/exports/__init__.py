"""What leaves forums as files: datasets, calendars and definitions, one module per noun."""
