"""The public pages that join several contexts: home, map, help."""
