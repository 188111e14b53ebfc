"""The role matrix, on one screen: what each role may do. A test keeps the page of the office equal to it."""

from tequio.foundation.accounts.types import Permission, Role

_STAFF = {Permission.USE_OFFICE, Permission.SEE_DASHBOARDS}

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.CITIZEN: frozenset({Permission.PROPOSE, Permission.VOTE}),
    Role.LIAISON: frozenset(
        _STAFF
        | {
            Permission.GIVE_OPINION,
            Permission.REPORT_PROGRESS,
            Permission.RECORD_CONTRACTS,
            Permission.ATTEND_VOTING,  # only in the shifts that name them
            Permission.CAPTURE_VOICES,
            Permission.ANSWER_VOICES,
        }
    ),
    Role.COORDINATOR: frozenset(
        _STAFF
        | {
            Permission.MANAGE_EDITIONS,
            Permission.MODERATE_PROPOSALS,
            Permission.ASSIGN_REVIEWS,
            Permission.PUBLISH_OPINIONS,
            Permission.COUNT_VOTES,
            Permission.ATTEND_VOTING,
            Permission.MANAGE_PROJECTS,
            Permission.BULK_LOAD,
            Permission.REVIEW_IDENTITY,
            Permission.REGISTER_PEOPLE,
            Permission.ERASE_PEOPLE,
            Permission.MANAGE_MESSAGES,
            Permission.MANAGE_FORUMS,
            Permission.CAPTURE_VOICES,
            Permission.ANALYSE_VOICES,
            Permission.ANSWER_VOICES,
            Permission.MANAGE_PLAN,
            Permission.ISSUE_CERTIFICATES,
        }
    ),
    Role.PUBLISHER: frozenset(
        _STAFF | {Permission.PUBLISH_DATA, Permission.RECORD_CONTRACTS, Permission.BULK_LOAD}
    ),
    Role.ADMINISTRATOR: frozenset(
        _STAFF
        | {
            Permission.MANAGE_TERRITORY,
            Permission.MANAGE_PEOPLE,
            Permission.ATTEND_VOTING,
            Permission.REGISTER_PEOPLE,
            Permission.ERASE_PEOPLE,
            Permission.SEE_COMPONENTS,
            Permission.MANAGE_APPEARANCE,
            Permission.READ_AUDIT,
            Permission.MANAGE_MESSAGES,
            Permission.MANAGE_FORUMS,
            Permission.CAPTURE_VOICES,
            Permission.ISSUE_CERTIFICATES,
        }
    ),
    Role.AUDITOR: frozenset(_STAFF | {Permission.READ_AUDIT}),
}
