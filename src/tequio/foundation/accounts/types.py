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
    REPORT_PROGRESS = "report_progress"
    MANAGE_PROJECTS = "manage_projects"
    RECORD_CONTRACTS = "record_contracts"
    BULK_LOAD = "bulk_load"
    PUBLISH_DATA = "publish_data"
    SEE_DASHBOARDS = "see_dashboards"
    MANAGE_TERRITORY = "manage_territory"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT = "read_audit"
    SEE_COMPONENTS = "see_components"


ROLE_LABELS = {
    Role.CITIZEN: _("Ciudadanía"),
    Role.LIAISON: _("Enlace"),
    Role.COORDINATOR: _("Coordinación"),
    Role.PUBLISHER: _("Publicación de datos"),
    Role.ADMINISTRATOR: _("Administración"),
    Role.AUDITOR: _("Contraloría"),
}
