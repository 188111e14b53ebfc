"""The offices' opinions on each proposal, published all at once."""
