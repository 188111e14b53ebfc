"""What was decided, being carried out, contracted and paid."""
