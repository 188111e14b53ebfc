"""What accounts tidy by themselves."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db.models import Exists, OuterRef
from django.utils import timezone

from tequio.foundation.accounts.models import User
from tequio.foundation.jobs.app import periodic, task

UNCONFIRMED_FOR = timedelta(days=7)


@periodic(cron="20 4 * * *")
@task(name="accounts.tidy")
def tidy(timestamp: int) -> None:
    """Forget, every night, the accounts that nobody confirmed in a week, and the sessions that ended.

    Such an account was never signed in to, so nothing hangs from it.
    """
    del timestamp
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    stale = User.objects.filter(
        last_login=None, memberships=None, date_joined__lt=timezone.now() - UNCONFIRMED_FOR
    )
    stale.filter(~Exists(confirmed), emailaddress__isnull=False).delete()
    call_command("clearsessions")
