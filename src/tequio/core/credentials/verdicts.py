"""What a check of a signature says."""

from enum import StrEnum


class Verdict(StrEnum):
    """The outcome of a check. Only ``VALID`` says that what is written is what was signed."""

    VALID = "valid"
    FORGED = "forged"  # the signature is not that of the key over what is written
    UNKNOWN_KEY = "unknown_key"  # it names a key that is not among those that are trusted
    MALFORMED = "malformed"  # it is not such a document, or its proof is of another kind
