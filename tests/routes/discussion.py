"""The discussion: reading for anyone, speaking for who signed in, the desk for who moderates."""

from typing import Any

from tests.routes import ANYONE, CITIZEN, COORDINATOR, SIGNED_IN, Route, World
from tests.routes import proposals as routes

from tequio.config.demo.factories import discussion as make
from tequio.participation.discussion import services
from tequio.participation.discussion.models import Appeal, Comment, Decision
from tequio.participation.proposals.models import Proposal

BOTH = ("GET", "POST")
PUBLIC = "what is commented on is public, and so are the comments"
AUTHOR = frozenset({CITIZEN})  # the citizen of these tests; for anybody else it does not exist
MODERATORS = frozenset({COORDINATOR})


def proposal(world: World) -> Proposal:
    return Proposal.objects.get(**routes.folio(world))


def subject(world: World) -> dict[str, Any]:
    return {"slug": "propuesta", "pk": proposal(world).pk}


def comment(world: World) -> dict[str, Any]:
    make.make_rules()
    found = Comment.objects.filter(state="visible").first()
    found = found or make.make_comment(proposal(world), author=world.people["citizen"])
    return {"pk": found.pk}


def decision(world: World) -> dict[str, Any]:
    found = Decision.objects.first()
    if found is None:
        said = Comment.objects.get(**comment(world))
        found = make.make_hidden(said, by=world.people["publisher"])
    return {"pk": found.pk}


def appeal(world: World) -> dict[str, Any]:
    found = Decision.objects.get(**decision(world))
    made = Appeal.objects.filter(decision=found).first() or services.appeal(
        decision=found, author=world.people["citizen"], text="No estoy de acuerdo.", at=found.at
    )
    return {"pk": made.pk}


def rule(world: World) -> dict[str, Any]:
    del world
    return {"number": make.make_rules()[0].number}


ROUTES = {
    "discussion:mine": Route(allowed=SIGNED_IN),
    "discussion:permalink": Route(allowed=ANYONE, kwargs=comment),
    "discussion:write": Route(allowed=SIGNED_IN, kwargs=subject, methods=BOTH, shared=PUBLIC),
    "discussion:edit": Route(allowed=AUTHOR, kwargs=comment, methods=BOTH, denied=404, by_person=True),
    "discussion:remove": Route(allowed=AUTHOR, kwargs=comment, methods=BOTH, denied=404, by_person=True),
    "discussion:report": Route(allowed=SIGNED_IN, kwargs=comment, methods=BOTH, shared=PUBLIC),
    "discussion:report_subject": Route(allowed=SIGNED_IN, kwargs=subject, methods=BOTH, shared=PUBLIC),
    "discussion:appeal": Route(allowed=AUTHOR, kwargs=decision, methods=BOTH, denied=404, by_person=True),
    "discussion:rules": Route(allowed=ANYONE),
    "discussion:figures": Route(allowed=ANYONE),
    "discussion:figures_csv": Route(allowed=ANYONE),
    "discussion:desk": Route(allowed=MODERATORS),
    "discussion:desk_csv": Route(allowed=MODERATORS),
    "discussion:decide": Route(allowed=MODERATORS, methods=("POST",)),
    "discussion:answer": Route(allowed=MODERATORS, kwargs=appeal, methods=BOTH),
    "discussion:office_rules": Route(allowed=MODERATORS),
    "discussion:new_rule": Route(allowed=MODERATORS, methods=BOTH),
    "discussion:change_rule": Route(allowed=MODERATORS, kwargs=rule, methods=BOTH),
    "discussion:retire_rule": Route(allowed=MODERATORS, kwargs=rule, methods=("POST",)),
}
