from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened. Contexts subclass it in their ``events.py``, in the past tense.

    Fields are plain values (text, integers, booleans, ISO dates) and never personal data: an event is kept
    for ever.
    """

    @classmethod
    def kind(cls) -> str:
        """Return the event's stable name, such as ``proposals.ProposalSubmitted``."""
        context = cls.__module__.removesuffix(".events").rsplit(".", 1)[-1]
        return f"{context}.{cls.__name__}"
