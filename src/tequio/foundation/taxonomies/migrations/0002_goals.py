from django.db import migrations

from tequio.foundation.taxonomies.types import GOALS_SLUG, goals


def put(apps, schema_editor):
    scheme, made = apps.get_model("taxonomies", "Scheme").objects.get_or_create(
        slug=GOALS_SLUG,
        defaults={
            "title": goals.TITLE,
            "description": goals.DESCRIPTION,
            "publisher": goals.PUBLISHER,
            "source": goals.SOURCE,
            "version": goals.VERSION,
        },
    )
    if made:
        concept = apps.get_model("taxonomies", "Concept")
        concept.objects.bulk_create(
            concept(scheme=scheme, code=code, label=label, position=position)
            for position, (code, label) in enumerate(goals.GOALS, 1)
        )


class Migration(migrations.Migration):
    """The 17 goals stand in every installation; the office may match its own themes with them."""

    dependencies = [("taxonomies", "0001_initial")]
    operations = [migrations.RunPython(put, migrations.RunPython.noop)]
