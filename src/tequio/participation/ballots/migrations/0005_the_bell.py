from django.db import migrations, models

# ``ballots_cast`` is the one statement by which a sealed ballot enters the box. Each of its statements sees what
# was committed before it: the clock and the closing are looked at once the lock is held, and the closing takes
# the same lock alone, so that nothing enters after the bell. The time is the caller's, plus what was waited here.
FORWARDS = """
CREATE FUNCTION ballots_lock_key(_edition bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT (7411::bigint << 32) + _edition
$$;

CREATE FUNCTION ballots_cast(
    _edition bigint, _board bigint, _unit bigint, _channel text, _mark bytea, _turn smallint,
    _sealed bytea, _leaf bytea, _id uuid, _at timestamptz,
    OUT outcome text, OUT kept_sealed bytea, OUT kept_leaf bytea
) LANGUAGE plpgsql AS $$
DECLARE
    _open boolean;
    _now timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(ballots_lock_key(_edition));
    _now := _at + (clock_timestamp() - statement_timestamp());
    SELECT b.closed_at IS NULL AND e.published_at IS NOT NULL
        AND EXISTS (
            SELECT FROM editions_phase p
            WHERE p.edition_id = _edition AND p.kind = 'voting' AND p.opens <= _now AND _now < p.closes)
        AND NOT EXISTS (
            SELECT FROM editions_suspension s
            WHERE s.edition_id = _edition AND s.begins <= _now AND (s.ends IS NULL OR _now < s.ends))
        INTO _open
        FROM ballots_board b JOIN editions_edition e ON e.id = b.edition_id
        WHERE b.id = _board AND b.edition_id = _edition;
    IF NOT FOUND THEN
        outcome := 'stale';
        RETURN;
    END IF;
    IF NOT _open THEN
        outcome := 'closed';
    ELSIF _turn > 1 AND NOT EXISTS (
        SELECT FROM ballots_slip WHERE edition_id = _edition AND mark = _mark AND turn = _turn - 1)
    THEN
        outcome := 'gap';
    ELSE
        INSERT INTO ballots_slip (id, edition_id, unit_id, channel, mark, turn, sealed, leaf, logged)
        VALUES (_id, _edition, _unit, _channel, _mark, _turn, _sealed, _leaf, false)
        ON CONFLICT (edition_id, mark, turn) DO NOTHING;
        IF FOUND THEN
            outcome := 'new';
            RETURN;
        END IF;
    END IF;
    SELECT sealed, leaf INTO kept_sealed, kept_leaf
        FROM ballots_slip WHERE edition_id = _edition AND mark = _mark AND turn = _turn;
    IF FOUND THEN
        outcome := 'again';
    END IF;
END $$;

CREATE FUNCTION ballots_is_closed(_edition bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM ballots_board WHERE edition_id = _edition AND closed_at IS NOT NULL)
$$;

CREATE FUNCTION ballots_guard_slip() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('tequio.shuffling', true) IS DISTINCT FROM 'on' THEN
        IF TG_OP <> 'INSERT' THEN
            RAISE EXCEPTION 'A sealed ballot does not change' USING ERRCODE = 'restrict_violation';
        ELSIF ballots_is_closed(NEW.edition_id) THEN
            RAISE EXCEPTION 'The box is closed' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER ballots_slip_guard BEFORE INSERT OR UPDATE OR DELETE ON ballots_slip
    FOR EACH ROW EXECUTE FUNCTION ballots_guard_slip();

CREATE FUNCTION ballots_guard_roll() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ballots_is_closed(CASE WHEN TG_OP = 'DELETE' THEN OLD.edition_id ELSE NEW.edition_id END) THEN
        RAISE EXCEPTION 'The roll is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER ballots_roll_guard BEFORE INSERT OR DELETE ON ballots_participation
    FOR EACH ROW EXECUTE FUNCTION ballots_guard_roll();

CREATE FUNCTION ballots_guard_option() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    _edition bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.edition_id ELSE NEW.edition_id END;
BEGIN
    IF EXISTS (SELECT FROM editions_seal WHERE edition_id = _edition) THEN
        RAISE EXCEPTION 'The catalogue of edition % is sealed', _edition USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER ballots_option_guard BEFORE INSERT OR UPDATE OR DELETE ON ballots_option
    FOR EACH ROW EXECUTE FUNCTION ballots_guard_option();

CREATE FUNCTION ballots_guard_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The key of a place does not change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ballots_key_guard BEFORE UPDATE OR DELETE ON ballots_zonekey
    FOR EACH ROW EXECUTE FUNCTION ballots_guard_key();
"""
BACKWARDS = """
DROP TRIGGER ballots_option_guard ON ballots_option;
DROP FUNCTION ballots_guard_option();
DROP TRIGGER ballots_key_guard ON ballots_zonekey;
DROP TRIGGER ballots_roll_guard ON ballots_participation;
DROP TRIGGER ballots_slip_guard ON ballots_slip;
DROP FUNCTION ballots_guard_key();
DROP FUNCTION ballots_guard_roll();
DROP FUNCTION ballots_guard_slip();
DROP FUNCTION ballots_is_closed(bigint);
DROP FUNCTION ballots_cast(
    bigint, bigint, bigint, text, bytea, smallint, bytea, bytea, uuid, timestamptz);
DROP FUNCTION ballots_lock_key(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("ballots", "0004_the_log_is_append_only"), ("editions", "0007_box")]
    operations = [
        migrations.AddField("board", "emptied_at", models.DateTimeField(null=True)),
        migrations.AddField("codebatch", "used", models.PositiveIntegerField(null=True)),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
