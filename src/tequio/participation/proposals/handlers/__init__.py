"""What follows from the events of proposals: invitations to sign, and what authors and followers are told."""

from tequio.participation.proposals.handlers import erasures, invitations, notices

__all__ = ["erasures", "invitations", "notices"]
