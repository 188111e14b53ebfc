"""Counting votes: elections, rules, ties, explanations, and Pabulib files. Pure and exact."""
