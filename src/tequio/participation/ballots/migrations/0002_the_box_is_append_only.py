from django.db import migrations

# A ballot in the box is never changed nor taken out. Only the count, which writes the whole box anew in the order
# of its random ids, says so to the trigger, for its own transaction.
FORWARDS = """
CREATE FUNCTION ballots_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('tequio.shuffling', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'A ballot in the box does not change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ballots_ballot_append_only BEFORE UPDATE OR DELETE ON ballots_ballot
    FOR EACH ROW EXECUTE FUNCTION ballots_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER ballots_ballot_append_only ON ballots_ballot;
DROP FUNCTION ballots_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
