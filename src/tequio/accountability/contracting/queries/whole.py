"""One process with all that hangs on it, for its page and its desk."""

from django.db.models import Prefetch

from tequio.accountability.contracting.models import (
    Bid,
    ClarificationMeeting,
    Document,
    Process,
    Quote,
    QuoteRequest,
)
from tequio.accountability.contracting.queries.reads import whole


def detail(ocid: str) -> Process | None:
    """Return one process with everything in it, or None. A constant number of queries."""
    quotes = QuoteRequest.objects.prefetch_related(
        "invited", Prefetch("quotes", queryset=Quote.objects.select_related("supplier"))
    )
    found = whole().select_related("requesting_office", "responsible_office")
    return (
        found.prefetch_related(
            "budget_lines",
            Prefetch("quote_requests", queryset=quotes),
            Prefetch("meetings", queryset=ClarificationMeeting.objects.prefetch_related("attendees")),
            Prefetch("bids", queryset=Bid.objects.select_related("supplier")),
            Prefetch("documents", queryset=Document.objects.filter(withdrawn=False).select_related("file")),
            "awards__partners",
            "contracts__guarantees",
            "contracts__milestones",
        )
        .filter(ocid=ocid)
        .first()
    )
