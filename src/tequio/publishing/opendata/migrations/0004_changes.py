from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_the_datasets(apps, schema_editor):
    """Say of each version which dataset its file speaks of the whole of."""
    files = apps.get_model("opendata", "PublishedFile").objects.filter(pk=OuterRef("file_id"))
    versions = apps.get_model("opendata", "FileVersion").objects.filter(file__subject="")
    versions.update(whole_of=Subquery(files.values("dataset")))


class Migration(migrations.Migration):

    dependencies = [("opendata", "0003_versions")]

    operations = [
        migrations.AddField("fileversion", "whole_of", models.TextField(blank=True, default="")),
        migrations.RunPython(name_the_datasets, migrations.RunPython.noop),
    ]
