from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("opendata", "0004_changes")]

    operations = [
        migrations.AddIndex(
            "fileversion", models.Index(fields=["whole_of", "-published_at"], name="opendata_changes")
        ),
    ]
