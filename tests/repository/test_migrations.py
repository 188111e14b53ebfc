"""The tables follow the models, in one line of migrations per context that can be undone."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

OURS = sorted(app.label for app in apps.get_app_configs() if app.name.startswith("tequio."))


@pytest.mark.django_db
def test_no_model_changed_without_its_migration():
    output = StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, stdout=output)
    assert "No changes detected" in output.getvalue()


@pytest.mark.parametrize("label", OURS)
def test_migrations_stand_in_one_line(label):
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    assert len(graph.leaf_nodes(label)) <= 1


@pytest.mark.parametrize("label", OURS)
def test_every_step_of_data_or_sql_can_be_undone(label):
    loader = MigrationLoader(None, ignore_no_migrations=True)
    stuck = [
        f"{name}: {operation}"
        for (app, name), migration in loader.disk_migrations.items()
        if app == label
        for operation in migration.operations
        if (isinstance(operation, RunPython) and operation.reverse_code is None)
        or (isinstance(operation, RunSQL) and operation.reverse_sql is None)
    ]
    assert stuck == []
