import uuid

import django.db.models.deletion
from django.db import migrations, models

SPACE = uuid.UUID("6f1c2a52-0f0f-5c1e-9a3b-0d7f6d1b7e10")


def name_the_files(apps, schema_editor):
    """Give each file its id and its first version: what stands now."""
    files = apps.get_model("opendata", "PublishedFile")
    versions = apps.get_model("opendata", "FileVersion")
    batch, made = [], []
    for one in files.objects.iterator(chunk_size=1000):
        one.uid, one.created_at = uuid.uuid5(SPACE, one.key), one.updated_at
        batch.append(one)
        made.append(versions(file=one, sha256=one.sha256, size=one.size, published_at=one.updated_at))
        if len(batch) == 1000:
            files.objects.bulk_update(batch, ["uid", "created_at"])
            versions.objects.bulk_create(made)
            batch, made = [], []
    files.objects.bulk_update(batch, ["uid", "created_at"])
    versions.objects.bulk_create(made)


class Migration(migrations.Migration):

    atomic = False  # the rows are filled before the columns close

    dependencies = [("opendata", "0002_shelf")]

    operations = [
        migrations.CreateModel(
            name="Upkeep",
            fields=[
                ("dataset", models.TextField(primary_key=True, serialize=False)),
                ("checked_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("failure", models.TextField(blank=True, default="")),
                ("begins", models.DateField(null=True)),
                ("ends", models.DateField(null=True)),
                ("rows", models.JSONField(default=dict)),
            ],
            options={"ordering": ["dataset"]},
        ),
        migrations.CreateModel(
            name="FileVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.BinaryField(max_length=32)),
                ("size", models.PositiveBigIntegerField()),
                ("published_at", models.DateTimeField()),
                ("kept", models.BooleanField(default=False)),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="opendata.publishedfile")),
            ],
            options={
                "ordering": ["-published_at", "-pk"],
                "indexes": [
                    models.Index(fields=["file", "-published_at"], name="opendata_versions"),
                    models.Index(fields=["sha256"], name="opendata_digest"),
                ],
            },
        ),
        migrations.AddField("publishedfile", "uid", models.UUIDField(null=True)),
        migrations.AddField("publishedfile", "created_at", models.DateTimeField(null=True)),
        migrations.RunPython(name_the_files, migrations.RunPython.noop),
        migrations.AlterField("publishedfile", "uid", models.UUIDField(unique=True)),
        migrations.AlterField("publishedfile", "created_at", models.DateTimeField()),
    ]
