"""What stays of a person who asked to be erased."""

from django.db import transaction

from tequio.participation.discussion.models import Appeal, Comment, Report


@transaction.atomic
def forget_author(*, user_id: int) -> int:
    """Take a person's name off everything they said, and erase what only moderation read of them.

    Their comments and the decisions about them stay: nothing that was counted changes. The words they added to
    their reports go. It is meant for the event of an erased person: call it from a handler; running it twice is
    the same as once.

    Returns:
        How many comments lost their name.
    """
    Report.objects.filter(reporter=user_id).update(reporter=None, text="")
    Appeal.objects.filter(author=user_id).update(author=None)
    return Comment.objects.filter(author=user_id).update(author=None, author_name="")
