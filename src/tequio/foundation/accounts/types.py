from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """What a person is in the house. Every signed-in person is a citizen; the rest are memberships."""

    CITIZEN = "citizen"
    LIAISON = "liaison"
    COORDINATOR = "coordinator"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """Everything that a role may be allowed. The matrix of config/roles.py says which role has which."""

    USE_OFFICE = "use_office"
    PROPOSE = "propose"
    VOTE = "vote"
    MANAGE_EDITIONS = "manage_editions"
    MODERATE_PROPOSALS = "moderate_proposals"
    ASSIGN_REVIEWS = "assign_reviews"
    GIVE_OPINION = "give_opinion"
    PUBLISH_OPINIONS = "publish_opinions"
    COUNT_VOTES = "count_votes"
    ATTEND_VOTING = "attend_voting"
    REPORT_PROGRESS = "report_progress"
    MANAGE_PROJECTS = "manage_projects"
    RECORD_CONTRACTS = "record_contracts"
    BULK_LOAD = "bulk_load"
    PUBLISH_DATA = "publish_data"
    SEE_DASHBOARDS = "see_dashboards"
    MANAGE_TERRITORY = "manage_territory"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT = "read_audit"
    REVIEW_IDENTITY = "review_identity"
    REGISTER_PEOPLE = "register_people"
    ERASE_PEOPLE = "erase_people"
    SEE_COMPONENTS = "see_components"
    MANAGE_APPEARANCE = "manage_appearance"
    MANAGE_MESSAGES = "manage_messages"
    MANAGE_FORUMS = "manage_forums"
    CAPTURE_VOICES = "capture_voices"
    ANALYSE_VOICES = "analyse_voices"
    ANSWER_VOICES = "answer_voices"
    MANAGE_PLAN = "manage_plan"
    ISSUE_CERTIFICATES = "issue_certificates"


ROLE_LABELS = {
    Role.CITIZEN: _("Ciudadanía"),
    Role.LIAISON: _("Enlace"),
    Role.COORDINATOR: _("Coordinación"),
    Role.PUBLISHER: _("Publicación de datos"),
    Role.ADMINISTRATOR: _("Administración"),
    Role.AUDITOR: _("Contraloría"),
}

# A liaison answers for one office; an administrator for the whole government. The rest may be either.
OFFICE_REQUIRED = frozenset({Role.LIAISON})
OFFICE_FORBIDDEN = frozenset({Role.ADMINISTRATOR})
STAFF_ROLES = tuple(role for role in Role if role is not Role.CITIZEN)

PERMISSION_LABELS = {
    Permission.USE_OFFICE: _("Entrar al escritorio"),
    Permission.PROPOSE: _("Registrar propuestas"),
    Permission.VOTE: _("Votar"),
    Permission.MANAGE_EDITIONS: _("Crear ediciones y sus reglas"),
    Permission.MODERATE_PROPOSALS: _("Revisar las propuestas que llegan"),
    Permission.ASSIGN_REVIEWS: _("Repartir propuestas entre dependencias"),
    Permission.GIVE_OPINION: _("Dictaminar la factibilidad"),
    Permission.PUBLISH_OPINIONS: _("Publicar los dictámenes"),
    Permission.COUNT_VOTES: _("Cerrar y contar la votación"),
    Permission.ATTEND_VOTING: _("Atender la votación en persona"),
    Permission.REPORT_PROGRESS: _("Reportar avances de proyectos"),
    Permission.MANAGE_PROJECTS: _("Coordinar los proyectos"),
    Permission.RECORD_CONTRACTS: _("Registrar contratos y pagos"),
    Permission.BULK_LOAD: _("Cargar hojas de cálculo"),
    Permission.PUBLISH_DATA: _("Publicar datos abiertos"),
    Permission.SEE_DASHBOARDS: _("Ver los tableros internos"),
    Permission.MANAGE_TERRITORY: _("Mantener el territorio"),
    Permission.MANAGE_PEOPLE: _("Invitar personas y dar papeles"),
    Permission.READ_AUDIT: _("Leer la bitácora"),
    Permission.REVIEW_IDENTITY: _("Revisar identificaciones y cargar padrones"),
    Permission.REGISTER_PEOPLE: _("Registrar personas en un módulo"),
    Permission.ERASE_PEOPLE: _("Borrar los datos de quien lo pide"),
    Permission.SEE_COMPONENTS: _("Ver el catálogo de componentes"),
    Permission.MANAGE_APPEARANCE: _("Cambiar el nombre, el escudo y los colores"),
    Permission.MANAGE_MESSAGES: _("Escribir los avisos y atender los que no salen"),
    Permission.MANAGE_FORUMS: _("Crear foros y sus reuniones"),
    Permission.CAPTURE_VOICES: _("Capturar en mesas lo que la gente aporta"),
    Permission.ANALYSE_VOICES: _("Agrupar y turnar lo que la gente aportó"),
    Permission.ANSWER_VOICES: _("Responder lo que se turna a la dependencia"),
    Permission.MANAGE_PLAN: _("Escribir el plan y decir dónde quedó cada aportación"),
    Permission.ISSUE_CERTIFICATES: _("Expedir y revocar constancias"),
}

ROLE_SUMMARIES = {
    Role.CITIZEN: _("Toda persona con cuenta: propone, vota y sigue lo suyo."),
    Role.LIAISON: _("Responde por una dependencia: dictamina, reporta avances y registra contratos."),
    Role.COORDINATOR: _("Lleva el ejercicio: ediciones, revisión, dictámenes, conteo y proyectos."),
    Role.PUBLISHER: _("Cuida los datos abiertos: contratos, cargas y publicación."),
    Role.ADMINISTRATOR: _("Cuida la casa: personas, papeles, territorio y bitácora."),
    Role.AUDITOR: _("Mira y no toca: tableros y bitácora."),
}
