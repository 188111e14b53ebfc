"""The bulk loads of contracts become loads of the general machine, with what each row did, and can still be undone."""

from django.db import migrations


def move(apps, schema_editor):
    old = apps.get_model("contracting", "LoadBatch")
    batch_model, row_model = apps.get_model("loads", "Batch"), apps.get_model("loads", "Row")
    for load in old.objects.select_related("edition", "file").iterator(chunk_size=20):
        written = list(load.created)
        state = load.state if load.state in ("loaded", "undone") else "unreadable"
        batch = batch_model.objects.create(
            id=load.pk,
            kind="contratos",
            scope=load.edition.slug if load.edition else "",
            file=load.file,
            name=load.name,
            sha256=bytes(load.file.sha256).hex() if load.file else "",
            state=state,
            note="" if state != "unreadable" else "Esta carga no se terminó. Suba el archivo otra vez.",
            header=load.preview.get("header", []),
            total=load.preview.get("total", 0),
            created_by=load.created_by,
            created_at=load.created_at,
            committed_at=load.committed_at,
            undone_at=load.undone_at,
        )
        rows = _rows(load, batch, row_model, written)
        row_model.objects.bulk_create(rows, batch_size=500)
        counts = {}
        for row in rows:
            counts[row.state] = counts.get(row.state, 0) + 1
        batch_model.objects.filter(pk=batch.pk).update(counts=counts)


def _rows(load, batch, row_model, written):
    """Rows that wrote something were kept in the order of the file, without their number: they are given it here."""
    rows, left = [], iter(written)
    for said in load.preview.get("rows", []):
        state, wrote = said["state"], None
        if state == "new" and load.state in ("loaded", "undone"):
            wrote = next(left, None)
            state = "undone" if load.state == "undone" else state
        rows.append(
            row_model(
                batch=batch,
                number=said["number"],
                cells=[],
                state=state,
                label=said.get("label", ""),
                problems=said.get("problems", []),
                subject=f"process:{wrote['process']}" if wrote else "",
                written=wrote,
            )
        )
    return rows


class Migration(migrations.Migration):
    dependencies = [
        ("contracting", "0030_importing_and_gate"),
        ("loads", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="LoadBatch"),
    ]
