from django.db import migrations

REFUSE = """
CREATE OR REPLACE FUNCTION editions_refuse_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition bigint := COALESCE(NEW.edition_id, OLD.edition_id);
BEGIN
    IF editions_locked(edition) AND NOT (
        ({allowed})
        AND COALESCE(current_setting('tequio.reschedule', true), '') = 'on'
    ) THEN
        RAISE EXCEPTION 'The rules of edition % are locked', edition USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""
PHASES = "TG_TABLE_NAME = 'editions_phase' AND TG_OP = 'UPDATE'"
FORWARD = REFUSE.format(allowed=f"({PHASES}) OR TG_TABLE_NAME = 'editions_paperpoint'")
BACKWARD = REFUSE.format(allowed=PHASES)


class Migration(migrations.Migration):
    """A public amendment may change the places to take part in person after the lock."""

    dependencies = [("editions", "0004_lock_the_new_parts")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
