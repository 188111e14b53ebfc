from django.db import migrations

LEVELS = """
CREATE FUNCTION plans_element_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ranks CONSTANT text[] := ARRAY['axis', 'objective', 'strategy', 'action'];
    above plans_element%ROWTYPE;
BEGIN
    IF NEW.parent_id IS NULL THEN RETURN NEW; END IF;
    SELECT * INTO above FROM plans_element WHERE id = NEW.parent_id;
    IF above.plan_id <> NEW.plan_id
        OR array_position(ranks, above.level) >= array_position(ranks, NEW.level) THEN
        RAISE EXCEPTION 'an element stands under one of a level above its own, in the same plan'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER element_stands BEFORE INSERT OR UPDATE OF parent_id, level, plan_id ON plans_element
    FOR EACH ROW EXECUTE FUNCTION plans_element_stands();
"""
LEVELS_DROP = """
DROP TRIGGER element_stands ON plans_element;
DROP FUNCTION plans_element_stands();
"""
DECISIONS = """
CREATE FUNCTION plans_decision_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (OLD.plan_id, OLD.contribution_id, OLD.element_id, OLD.state, OLD.reason, OLD.office_id, OLD.page,
            OLD.decided_at)
            IS DISTINCT FROM (NEW.plan_id, NEW.contribution_id, NEW.element_id, NEW.state, NEW.reason,
            NEW.office_id, NEW.page, NEW.decided_at)
        OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)
        OR (OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at) THEN
        RAISE EXCEPTION 'a decision is never changed or deleted: another one supersedes it';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_is_kept BEFORE UPDATE OR DELETE ON plans_decision
    FOR EACH ROW EXECUTE FUNCTION plans_decision_is_kept();
"""
DECISIONS_DROP = """
DROP TRIGGER decision_is_kept ON plans_decision;
DROP FUNCTION plans_decision_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.RunSQL(LEVELS, LEVELS_DROP),
        migrations.RunSQL(DECISIONS, DECISIONS_DROP),
    ]
