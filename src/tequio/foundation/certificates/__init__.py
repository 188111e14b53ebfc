"""Certificates: what a person did, signed, printable, verifiable by anyone and revocable."""
