"""People who sign in, the offices of the government, roles with scopes, invitations."""
