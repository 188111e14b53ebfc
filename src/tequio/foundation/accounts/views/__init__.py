"""The pages of one's own account, of people and roles, of invitations and of offices."""
