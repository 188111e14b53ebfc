"""The forms of accounts. ``sign_up`` is read by allauth while it loads, so it imports nothing of allauth."""
