from django.db import migrations

# Nothing rewrites the opened ballots any more: what is shuffled are the sealed slips, before they are opened.
FORWARDS = """
CREATE OR REPLACE FUNCTION ballots_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A ballot in the box does not change' USING ERRCODE = 'restrict_violation';
END $$;
"""
BACKWARDS = """
CREATE OR REPLACE FUNCTION ballots_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('tequio.shuffling', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'A ballot in the box does not change' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ballots", "0011_chances")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
