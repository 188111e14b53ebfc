"""What happens in a discussion. Identifiers and numbers of rules only: never what somebody wrote."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.types import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentPosted(Event):
    sentence = _("Se escribió el comentario {comment_id} sobre {subject}")

    comment_id: int
    subject: str
    waiting: bool  # for a moderator to read it first


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentEdited(Event):
    sentence = _("Quien escribió el comentario {comment_id} lo corrigió")

    comment_id: int
    subject: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentRemoved(Event):
    sentence = _("Quien escribió el comentario {comment_id} lo quitó")

    comment_id: int
    subject: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentApproved(Event):
    sentence = _("Moderación dejó ver el comentario {comment_id}")

    comment_id: int
    subject: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentHidden(Event):
    sentence = _("Moderación ocultó el comentario {comment_id} por la regla {rule}")

    comment_id: int
    subject: str
    decision_id: int
    rule: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentRestored(Event):
    sentence = _("Moderación volvió a mostrar el comentario {comment_id}")

    comment_id: int
    subject: str
    decision_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ThingReported(Event):
    """``comment_id`` is 0 when the subject itself was reported."""

    sentence = _("Alguien reportó {subject} (comentario {comment_id}) por la regla {rule}")

    report_id: int
    subject: str
    comment_id: int
    rule: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportsDismissed(Event):
    sentence = _("Moderación dejó a la vista {subject} (comentario {comment_id}), con {reports} reportes")

    subject: str
    comment_id: int
    reports: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AppealMade(Event):
    sentence = _("Llegó la inconformidad {appeal_id} con la decisión {decision_id} sobre {subject}")

    appeal_id: int
    decision_id: int
    subject: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AppealDecided(Event):
    """``upheld``: what was hidden is in view again."""

    sentence = _("Se respondió la inconformidad {appeal_id} sobre {subject}")

    appeal_id: int
    decision_id: int
    subject: str
    upheld: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HouseRuleWritten(Event):
    """A new rule, or a new wording of one."""

    sentence = _("Se escribió la regla {number} de la casa")

    number: int
    rule_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HouseRuleRetired(Event):
    sentence = _("Se retiró la regla {number} de la casa")

    number: int
    rule_id: int
