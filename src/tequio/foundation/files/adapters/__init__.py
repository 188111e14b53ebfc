"""Where the formats of the outside world are spoken: magic bytes, archives, images, spreadsheets."""
