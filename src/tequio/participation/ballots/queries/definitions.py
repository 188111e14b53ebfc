"""What is voted, and by which rules: the document whose hash is the first leaf of the log."""

import json

from tequio.participation.ballots.models import Option
from tequio.participation.editions.models import Edition


def definition(edition: Edition) -> str:
    """Return the definition of an election as canonical JSON: the same facts, the same bytes. Four queries.

    Money is in centavos.
    """
    options = Option.objects.filter(edition=edition).order_by("number")
    envelopes = edition.envelopes.select_related("unit", "size").order_by("pk")
    rulebook = edition.rulebooks.order_by("-number").first()
    document = {
        "edition": edition.slug,
        "name": edition.name,
        "catalogue_sha256": edition.catalogue.sha256,
        "rulebook_sha256": rulebook.sha256 if rulebook else "",
        "rule": edition.rule,
        "completion": edition.completion,
        "ties": edition.tie_rule,
        "ballot": edition.ballot_kind,
        "choices_max": edition.max_choices,
        "points_max": edition.max_points,
        "vote_changes": edition.vote_changes,
        "envelopes": [
            {
                "id": e.pk,
                "zone": e.unit.code if e.unit else "",
                "size": e.size.code if e.size else "",
                "amount": e.amount_centavos,
            }
            for e in envelopes
        ],
        "options": [
            {"number": o.number, "title": o.title, "cost": o.cost_centavos, "envelope": o.envelope_id}
            for o in options
        ],
    }
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
