"""Published files: atomic, hashed, listed in a public catalogue. Contexts above hand their datasets in."""
