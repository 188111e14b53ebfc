"""What the people of Valle de Tequio say about each other's proposals, and what moderation does with it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tequio.config.demo.factories import accounts
from tequio.config.demo.factories import discussion as make
from tequio.config.demo.people import People
from tequio.foundation.accounts.types import Role
from tequio.participation.discussion import services
from tequio.participation.discussion.models import Comment
from tequio.participation.proposals.models import Proposal

# What is said, and what is answered to it (empty: nothing).
_TALK = (
    ("Hace falta. Mi mamá camina por ahí todas las tardes y de noche no se ve.", "A la mía le pasa igual."),
    ("¿Quién le va a dar mantenimiento después? Lo mismo se hizo hace años y se descuidó.", ""),
    ("Buena idea. Yo pondría también bancas con sombra para las personas mayores.", "Sí, y un bebedero."),
    ("No estoy de acuerdo: con ese dinero se arregla antes la banqueta de la escuela.", "Cabe todo."),
    ("¿Ya preguntaron a quienes tienen puesto en esa calle? Convendría hablar con ellos.", ""),
    ("La apoyo. Ojalá incluya rampas: así está en otras colonias y funciona bien.", ""),
)  # fmt: skip
_RUDE = "Puras ocurrencias. Quien propuso esto no sabe ni dónde está parado, qué flojera de gente."
_NUMBER = "El dueño del terreno vive en la casa verde de la esquina, toquen después de las seis."
_APPEAL = "Fui brusco, pero hablaba de la idea: pido que se lea completo. No le puse nombre a nadie."


def talk(people: People, proposals: Sequence[Proposal], *, begins: datetime, now: datetime) -> None:
    """Let people talk about the first proposals; with one comment reported, and one hidden and appealed.

    Where a moderator reads first, the oldest comments were read and the rest wait.
    """
    moderator = accounts.make_staff(
        "simon@tequio.example", Role.COORDINATOR, name="Simón Arteaga", password=accounts.PASSWORD
    )
    make.make_rules()
    hours = max((now - begins) / timedelta(hours=1), 1)
    said = []
    for number, (text, answer) in enumerate(_TALK):
        proposal = proposals[number // 2 % len(proposals)]
        at = begins + timedelta(hours=hours * (number + 1) / (len(_TALK) + 2))
        comment = make.make_comment(proposal, text, author=people.citizens[number * 17 % 40], at=at)
        said.append(comment)
        if answer and comment.published_at:
            later = at + timedelta(minutes=50)
            make.make_comment(
                proposal, answer, author=people.citizens[(number * 17 + 5) % 40], at=later, parent=comment
            )
    if said[0].published_at is None:
        services.keep(comments=[c.pk for c in said[:3]], at=now - timedelta(hours=2), actor=moderator.pk)
    else:
        _moderate(people, proposals[0], moderator.pk, now)


def _moderate(people: People, proposal: Proposal, moderator: int, now: datetime) -> None:
    rude = make.make_comment(proposal, _RUDE, author=people.cast.eva, at=now - timedelta(days=3))
    private = make.make_comment(proposal, _NUMBER, author=people.citizens[41], at=now - timedelta(hours=20))
    rules = {rule.number: rule for rule in make.make_rules()}
    for number, reporter in enumerate(people.citizens[42:45]):
        services.report_comment(
            comment=private if number else rude,
            reporter=reporter,
            rule=rules[2 if number else 1],
            text="Están diciendo dónde vive una persona." if number == 1 else "",
            at=now - timedelta(hours=15 - number),
        )
    services.hide(
        comments=[rude.pk],
        rule=rules[1],
        reason="Se burla de quien hizo la propuesta en lugar de hablar de ella.",
        at=now - timedelta(days=1),
        actor=moderator,
    )
    decision = Comment.objects.get(pk=rude.pk).decisions.get()
    services.appeal(decision=decision, author=people.cast.eva, text=_APPEAL, at=now - timedelta(hours=9))
