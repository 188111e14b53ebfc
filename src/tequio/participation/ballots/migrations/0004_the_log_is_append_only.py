from django.db import migrations

# What the public has seen of the log never changes: its hashes and its signed heads only grow.
FORWARDS = """
CREATE FUNCTION ballots_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log of the box only grows' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ballots_head_append_only BEFORE UPDATE OR DELETE ON ballots_head
    FOR EACH ROW EXECUTE FUNCTION ballots_refuse_rewriting();
CREATE TRIGGER ballots_node_append_only BEFORE UPDATE OR DELETE ON ballots_node
    FOR EACH ROW EXECUTE FUNCTION ballots_refuse_rewriting();
"""
BACKWARDS = """
DROP TRIGGER ballots_head_append_only ON ballots_head;
DROP TRIGGER ballots_node_append_only ON ballots_node;
DROP FUNCTION ballots_refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [("ballots", "0003_sealed_box")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
