"""What people say about a subject of a higher context, what others report of it, and how that is moderated."""
