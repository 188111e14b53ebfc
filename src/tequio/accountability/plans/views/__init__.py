"""The pages of plans: for everyone, and the desk where they are written and voices decided."""
