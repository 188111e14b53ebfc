"""What happens in forums, in the past tense."""
