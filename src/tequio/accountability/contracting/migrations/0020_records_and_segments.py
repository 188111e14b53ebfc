import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now


def publish_again(apps, schema_editor):
    """What was published has no record row yet: the worker makes it, and the files, from the releases."""
    publication = apps.get_model("contracting", "Publication")
    publication.objects.filter(number__gt=0).update(due_since=Now(), number=0)


class Migration(migrations.Migration):
    dependencies = [("contracting", "0011_procedures")]
    operations = [
        migrations.RemoveField("publication", "summary"),
        migrations.DeleteModel("Segment"),
        migrations.RemoveIndex("release", "release_date"),
        migrations.AddIndex("release", models.Index(fields=["date", "id"], name="release_date")),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("document", models.BinaryField()),
                ("weight", models.PositiveIntegerField()),
                ("summary", models.JSONField(default=dict)),
                (
                    "process",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="record",
                        to="contracting.process",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["first_at", "id"], name="record_first_at"),
                    models.Index(fields=["last_at", "id"], name="record_last_at"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("period", models.TextField()),
                ("mark", models.TextField()),
                ("pieces", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["kind", "period"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "period"), name="segment_of_a_period")
                ],
            },
        ),
        migrations.RunPython(publish_again, migrations.RunPython.noop),
    ]
