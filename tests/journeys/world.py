"""A small city for the journeys: one edition in each phase for every way of walking, and a project under way.

Run as a program on an empty database (``DATABASE_URL``); prints where everything is, as JSON.
"""

import json
import os
import sys
from datetime import date, datetime, timedelta
from typing import Any

import django

WALKS = 5  # four ways of walking, and a set of editions that nobody touches, to look at
PASSWORD = "demostracion-2026"


def build() -> dict[str, Any]:
    """Make the city and say the addresses that the journeys open."""
    from django.utils import timezone

    from tequio.config.demo.factories.accounts import make_cast, make_user
    from tequio.config.demo.factories.editions import make_small_city

    now = timezone.now()
    cast = make_cast(password=PASSWORD)
    version = make_small_city("Mapa 2026")
    version.published_at = now - timedelta(days=400)
    version.save()
    make_user(
        "llavera@tequio.example", name="Vecina con llave", password=PASSWORD
    )  # her second step is hers alone
    for walk in range(WALKS):
        make_user(f"vecina{walk}@tequio.example", name=f"Vecina {walk}", password=PASSWORD)
        _editions(walk, now, version, cast)
    _past(now, version)
    return {
        "project": _project(version).folio,
        **_meetings(now, cast),
        **_process(),
        **_ended(version, cast),
        **_analysed(version, cast),
        **_addresses(),
    }


def _meetings(now: datetime, cast: Any) -> dict[str, str]:
    """Make a meeting to come, in which Ana registered, and one held yesterday with its minutes."""
    from tequio.config.demo.factories.meetings import make_meeting
    from tequio.foundation.taxonomies import queries as taxonomies
    from tequio.participation.meetings import services
    from tequio.participation.meetings.services import AgreementDraft
    from tequio.participation.meetings.types import Way

    held = make_meeting(at=now - timedelta(days=3), starts=now - timedelta(days=1), title="Mesa de agua")
    services.walk_in(meeting=held, person=cast.ana, name="Ana Robledo", way=Way.LIST, at=now)
    agreed = [AgreementDraft("Reparar la fuga de la esquina", cast.office, now.date())]
    services.publish_minutes(meeting=held, text="Se habló de fugas.", agreements=agreed, at=now)
    coming = make_meeting(capacity=30, lon=0.5, lat=0.5, offered="Intérprete de lengua de señas")
    services.register(meeting=coming, person=cast.ana, name="Ana Robledo", at=now)
    goal = taxonomies.concept("ods", "6", on=now.date())
    return {"meeting": coming.folio, "held_meeting": held.folio, "goal": str(goal.pk if goal else 0)}


def _addresses() -> dict[str, str]:
    """Say the parts of the addresses that the pages to look at need."""
    from tequio.participation.ballots import queries
    from tequio.participation.ballots.models import Simulation
    from tequio.participation.editions.models import Edition
    from tequio.participation.feasibility.models import Observation, Review
    from tequio.participation.proposals.models import Proposal

    last = WALKS - 1
    place = queries.places(Edition.objects.get(slug=f"votacion-{last}"))[0]
    review = Review.objects.get(proposal__title=f"Rampas en el mercado {last}", observation=None)
    observation = Observation.objects.get()
    refused = Review.objects.get(proposal__title="Alberca")
    proposal = Proposal.objects.get(title=f"Fuente en la plaza {last}")
    return {
        "proposal": str(proposal.folio),
        "place": str(place.pk),
        "review": str(review.pk),
        "observed": str(observation.review.proposal.folio),
        "observation": str(observation.pk),
        "refused": str(refused.proposal.folio),
        "opinion": str(refused.pk),
        "objection": str(refused.appeal.pk),
        "simulation": str(Simulation.objects.get().pk),
        "contest": "PROVISIONAL-4-I001",
        "stop": _stop(proposal.author_id),
        **_tables(proposal.edition.territory),
        **_written(proposal),
        **_talk(proposal),
        **_loads(),
        **_certificates(proposal.author),
        **_voices(proposal.edition.territory),
    }


def _voices(territory: Any) -> dict[str, str]:
    """Open a forum: a voice that changed, one of somebody else, a draft of Ana, and a batch half captured."""
    from django.utils import timezone

    from tequio.config.demo.factories import forums as make
    from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva
    from tequio.participation.forums.services import batches, contributing
    from tequio.participation.forums.types import Channel

    now, caro = timezone.now(), make_caro().pk
    forum = make.forum(slug="foro-vecinal", name="Foro vecinal", territory=territory, at=now)
    mine, other = make.contribution(forum), make.contribution(forum, author=make_eva(), title="Agua diaria")
    contributing.edit(voice=mine, said={"problem": "Hay médico un día."}, at=now, actor=make_ana().pk)
    contributing.start_draft(forum=forum, person=make_ana(), at=now)
    batch = batches.open_batch(
        forum=forum,
        channel=Channel.PAPER,
        place="Mercado",
        gathered_on=timezone.localdate(now),
        sheets=9,
        at=now,
        actor=caro,
    )
    said = {"title": "Sombra", "problem": "Hace calor.", "pillar": forum.pillars.first()}
    sheet = batches.capture(batch=batch, said=said, sheet=1, at=now, actor=caro)
    batches.set_aside(batch=batch, sheet=2, reason="En blanco", at=now, actor=caro)
    folios = {"voice": mine.folio, "other_voice": other.folio, "batch": batch.folio, "sheet": sheet.folio}
    return {name: str(folio) for name, folio in folios.items()}


def _certificates(person: Any) -> dict[str, str]:
    """Issue two certificates of a committee and revoke one; say what their QRs carry."""
    from django.utils import timezone

    from tequio.config.demo.factories.accounts import make_caro
    from tequio.foundation.certificates import queries, services
    from tequio.foundation.certificates.types import COMMITTEE, Claim

    now, caro = timezone.now(), make_caro().pk
    claims = [
        Claim(
            kind=COMMITTEE,
            scope="comite:1",
            subject=f"asiento:{number}",
            holder_id=person.pk,
            holder_name="Ana Ejemplo Ríos",
            topic="Comité de obra",
            did="formado parte del comité",
            happened_on=now.date(),
        )
        for number in range(2)
    ]
    good, bad = services.issue(claims=claims, by=caro, at=now).certificates
    services.revoke(certificate_id=bad.pk, reason="Se expidió por error.", by=caro, at=now)
    seal, revoked = queries.qr_text(good), queries.qr_text(bad)
    return {"certificate": good.folio, "seal": seal, "revoked_seal": revoked, "credential": good.credential}


def _written(proposal: Any) -> dict[str, str]:
    """Write beside a proposal: a draft that resembles it, an offer to merge, a support, a typical work."""
    from django.utils import timezone

    from tequio.config.demo.factories import proposals as make
    from tequio.config.demo.factories.accounts import make_eva
    from tequio.config.demo.factories.editions import make_edition
    from tequio.participation.editions import services as editions
    from tequio.participation.proposals import services

    now, edition = timezone.now(), proposal.edition
    make.make_coauthor(proposal, make_eva())
    make.make_work()
    draft = make.make_draft(edition, title=f"Una {proposal.title}")
    other = make.make_proposal(edition, author=make_eva(), title="Agua en la plaza")
    merger = services.propose_merge(proposal=proposal, into=other, reason="Piden lo mismo", at=now)
    gathering = make_edition(
        slug="apoyos", name="Edición de apoyos", territory=edition.territory, published=False, supports_min=2
    )
    editions.add_phase(
        edition=gathering, kind="support", opens=now - timedelta(days=1), closes=now + timedelta(days=9)
    )
    editions.publish_edition(edition=gathering, at=now - timedelta(days=20))
    gathering.refresh_from_db()
    supported = make.make_proposal(gathering)
    services.support(proposal=supported, person=make_eva(), at=now)
    services.save_draft(proposal=supported, at=now, title="Andador con sombra y bancas")
    return {"draft": str(draft.pk), "merger": str(merger.pk), "supported": str(supported.folio)}


def _talk(proposal: Any) -> dict[str, str]:
    """Let people talk about the proposal: a comment reported, another hidden and appealed."""
    from django.utils import timezone

    from tequio.config.demo.factories.accounts import make_caro, make_eva, make_pia, make_user
    from tequio.config.demo.factories.discussion import make_comment, make_hidden, make_report
    from tequio.participation.discussion import services

    neighbour = make_user("vecina0@tequio.example")
    comment = make_comment(proposal, "Que tenga sombra: https://ejemplo.mx/sombra", author=neighbour)
    make_report(comment, reporter=make_caro(), text="Es un anuncio")
    decision = make_hidden(make_comment(proposal, "Qué ocurrencia"), by=make_pia())
    appeal = services.appeal(
        decision=decision, author=make_eva(), text="Hablaba de la idea.", at=timezone.now()
    )
    return {"comment": str(comment.pk), "decision": str(decision.pk), "appeal": str(appeal.pk)}


def _tables(version: Any) -> dict[str, str]:
    """Open a kiosk, a table with a package to capture, another in the box, and a third with its act."""
    from tequio.config.demo.factories import ballots as make
    from tequio.config.demo.factories.accounts import make_eva
    from tequio.participation.editions.models import Edition

    last = Edition.objects.get(slug=f"votacion-{WALKS - 1}")
    package = make.make_package(last)
    apart = make.make_voting_edition(slug="papel", name="Edición de papel", territory=version)
    make.make_act(apart)
    other = make.make_shift(apart, point=make.make_point(apart, make.POINTS[1]))
    accepted = make.make_accepted(apart, package=make.make_package(apart, shift=other, first=51, last=90))
    return {
        "kiosk": make.make_kiosk(last),
        "voter": str(make_eva().pk),
        "shift": str(package.shift_id),
        "package": str(package.pk),
        "accepted": str(accepted.pk),
    }


def _analysed(version: Any, cast: Any) -> dict[str, str]:
    """Hold a forum that is worked on: a voice answered, one that waits for its office, three to be grouped."""
    from tequio.config.demo.factories import analysis, forums

    forum = forums.forum(slug="foro-analisis", name="Foro por analizar", territory=version)
    waiting, answered = (forums.contribution(forum, author=cast.ana) for _twice in range(2))
    group, duty = analysis.group(forum, [waiting, answered]), analysis.duty(waiting, office=cast.office)
    analysis.answered(answered, office=cast.office), analysis.voices_alike(forum)
    return {"answered_voice": str(answered.folio), "group": str(group.pk), "duty": str(duty.pk)}


def _stop(person: int) -> str:
    """Return the text of a link that stops mail, which a person of the city was sent."""
    from tequio.foundation.messaging.services import stopping

    return stopping.token(person_id=person, kind="editions.published")


def _editions(walk: int, now: datetime, version: Any, cast: Any) -> None:
    from django.utils import timezone

    from tequio.config.demo.factories.accounts import make_office
    from tequio.config.demo.factories.ballots import make_votes, make_voting_edition
    from tequio.config.demo.factories.editions import make_edition
    from tequio.config.demo.factories.feasibility import make_infeasible, make_observation, make_review
    from tequio.config.demo.factories.proposals import make_proposal
    from tequio.participation.editions.types import PhaseKind
    from tequio.participation.feasibility import services

    def rules(kind: str) -> dict[str, Any]:
        return {"slug": f"{kind}-{walk}", "name": f"Edición de {kind} {walk}", "territory": version}

    open_now = make_edition(phase=PhaseKind.REGISTRATION, at=now, **rules("registro"))
    make_proposal(open_now, title=f"Fuente en la plaza {walk}", at=now - timedelta(days=2))
    judged = make_edition(phase=PhaseKind.FEASIBILITY, at=now, **rules("factibilidad"))
    asked = make_proposal(judged, title=f"Rampas en el mercado {walk}", at=now - timedelta(days=30))
    review = make_review(asked, office=cast.office)
    if walk == WALKS - 1:
        make_observation(make_review(asked, office=make_office("JUR")))
        services.add_note(proposal=asked, text="Falta el plano.", at=now, actor=cast.beto.pk)
        refused = make_edition(phase=PhaseKind.FEASIBILITY, at=now, **rules("negada"))
        no = make_infeasible(make_proposal(refused, title="Alberca", at=now - timedelta(days=30)))
        services.file_appeal(review=no, reasons="Hay terreno.", at=timezone.now(), actor=cast.ana.pk)
        services.entrust(reviews=[review], person=cast.beto)
    make_voting_edition(at=now, **rules("votacion"))
    counted = make_voting_edition(at=now - timedelta(days=30), **rules("resultados"))
    make_votes(counted, [cast.ana, cast.eva], at=now - timedelta(days=25))
    if walk == WALKS - 1:
        _provisional(now, rules("provisional"))


def _provisional(now: datetime, rules: dict[str, Any]) -> None:
    """Make an edition whose results are provisional, and contest them."""
    from tequio.config.demo.factories.accounts import make_user
    from tequio.config.demo.factories.ballots import make_results, make_votes, make_voting_edition
    from tequio.participation.ballots import services as ballots

    edition = make_voting_edition(at=now - timedelta(days=30), contest_days=20, **rules)
    make_votes(edition, [make_user("vota@tequio.example")], at=now - timedelta(days=25))
    count = make_results(edition, at=now, publish=False)
    ballots.publish_provisional(count_id=count.pk, at=now)
    ballots.contest_results(count=count, reasons="Vi más gente.", number=1, at=now)


def _past(now: datetime, version: Any) -> None:
    """Make an edition whose results are public and whose winners are projects."""
    from tequio.config.demo.factories.accounts import make_user
    from tequio.config.demo.factories.ballots import make_results, make_votes, make_voting_edition

    then = now - timedelta(days=60)
    edition = make_voting_edition(at=then, slug="pp2025", name="Presupuesto 2025", territory=version)
    people = [make_user(f"persona{n}@tequio.example", name=f"Persona {n}") for n in range(12)]
    make_votes(edition, people, at=then)
    _look_again(edition, make_results(edition, at=then + timedelta(days=25)), at=now)


def _look_again(edition: Any, count: Any, *, at: datetime) -> None:
    """Report on the integrity of a count, and simulate two other rules."""
    from tequio.participation.ballots import services
    from tequio.participation.ballots.types import SimulatedRule
    from tequio.participation.editions.types import CountingRule

    services.ask_integrity(count_id=count.pk, at=at)
    services.make_integrity(count_id=count.pk, at=at)
    rules = [
        SimulatedRule(label="La suya", own=True),
        SimulatedRule(label="Partes iguales", rule=CountingRule.EQUAL_SHARES),
        SimulatedRule(label="Hasta el primero que no cabe", rule=CountingRule.GREEDY_STOP),
    ]
    row = services.ask_simulation(name="Otras reglas", edition_ids=[edition.pk], rules=rules, at=at)
    services.do_simulation(simulation_id=row.pk)


def _project(version: Any) -> Any:
    from tequio.config.demo.factories.projects import (
        make_activity,
        make_evidence,
        make_planned,
        make_product,
        make_project,
        make_stage_begun,
    )
    from tequio.core.geo import Point

    unit = version.units.get(code="C1")
    project = make_project(unit=unit, point=Point(unit.centre_lon, unit.centre_lat))
    make_stage_begun(project, "execution", on=date(2026, 9, 10))
    make_evidence(make_activity(project), moment="before")
    make_evidence(make_activity(project, happened_on=date(2026, 11, 2)), moment="after")
    make_planned(project)
    make_product(project)
    return project


def _ended(version: Any, cast: Any) -> dict[str, str]:
    """Make a work that waits to be received, and a cancelled one that awaits its substitute."""
    from tequio.config.demo.factories.projects import make_built, make_cancellation, make_voted_project

    built = make_built(make_voted_project(author=cast.ana, territory=version))
    cancelled = make_voted_project(territory=version)
    make_cancellation(cancelled)
    return {"built": built.folio, "cancelled": cancelled.folio}


def _loads() -> dict[str, str]:
    """Two loads of the coordinator: one that can be written, and one with rows to mend."""
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from tequio.foundation.accounts.models import User
    from tequio.foundation.files import services as files
    from tequio.foundation.files.types import FileKind
    from tequio.foundation.loads import services
    from tequio.foundation.loads.types import find

    now, caro = timezone.now(), User.objects.get(email="caro@tequio.example")
    made = {}
    for name, amount in (("load", "100"), ("failed_load", "mucho")):
        content = f"Folio,Proyecto,Presupuesto\nCM-1,Foro,{amount}\n,Fuente,200\n".encode()
        stored = files.store(
            upload=ContentFile(content, name=f"{name}.csv"), kind=FileKind.SPREADSHEET, uploaded_by=caro.pk
        )
        batch = services.start(kind=find("proyectos"), file=stored, at=now, actor=caro)
        services.carry_on(batch_id=batch.pk, at=now)
        made[name] = str(batch.pk)
    return made


def _process() -> dict[str, str]:
    from tequio.accountability.projects.models import Project
    from tequio.config.demo.factories.contracting import make_whole_process

    project = Project.objects.get(title__startswith="Parque de bolsillo")
    contract = make_whole_process(project)
    supplier = contract.award.supplier
    return {
        "ocid": contract.process.ocid,
        "contract": str(contract.pk),
        "supplier": supplier.public_key,
        "supplier_pk": str(supplier.pk),
        "flag": str(_flag(project)),
    }


def _flag(project: Any) -> int:
    from tequio.config.demo.factories.alerts import make_flag

    return make_flag(project).pk


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
    django.setup()
    json.dump(build(), sys.stdout)
