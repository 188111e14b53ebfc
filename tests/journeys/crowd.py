"""People who take part in a forum while somebody looks at its figures.

Run as a program on a database (``DATABASE_URL``) with the number of people who come; the first time it makes
the forum, with a census of its city.
"""

import os
import sys

import django


def come(number: int) -> None:
    """Let people come; make what they come to where it is not there."""
    from django.utils import timezone
    from tests.participation.forums.crowds import arrive

    from tequio.config.demo import census
    from tequio.config.demo.factories import forums as make
    from tequio.participation.forums.models import Contribution, Forum

    forum = Forum.objects.filter(slug="foro-vivo").first()
    if forum is None:
        forum = make.forum(slug="foro-vivo", figures_every=5)
        forum.territory.units.filter(level__rank=2).update(population=1200)
        census.take(forum.territory, year=2020)
    arrive(forum, number, seed=Contribution.objects.count(), at=timezone.now())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
    django.setup()
    come(int(sys.argv[1]))
