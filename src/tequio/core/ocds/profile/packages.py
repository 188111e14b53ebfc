"""The envelopes: release packages, record packages, and the records inside."""

from typing import Annotated

from tequio.core.ocds.profile.notation import Codes, Format, Link, NotEmpty, Part, Text

_When = Annotated[str, Format("date-time")]
_Where = Annotated[str, Format("uri")]


class Publisher(Part):
    name: str
    scheme: Text = None
    uid: Text = None
    uri: Link = None


class LinkedRelease(Part):
    """A release that is published elsewhere. The address is required, though it may be null."""

    url: Annotated[Text, Format("uri")]
    date: _When
    tag: Annotated[tuple[str, ...], Codes("releaseTag"), NotEmpty()]
