"""What the house tells people: kinds of notice, wording, outbox, digests, and what each one follows."""
