"""The writes of accounts: people and their roles, invitations, offices."""
