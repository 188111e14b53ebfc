from django.db import migrations

# Bodies are bound when they are created (RETURN), so that no search path decides what they mean.
# Accents fall away before the Spanish stemmer sees a word, so that people find what they type without them.
# The stemmer needs some accents (iluminación, iluminaciones), so it also sees the words as they were written; and
# the document holds each word whole too, for the beginning of one that is still being typed.
FORWARD = """
CREATE FUNCTION forums_plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(translate(words, 'ÁÀÄÂÉÈËÊÍÌÏÎÓÒÖÔÚÙÜÛÑÇáàäâéèëêíìïîóòöôúùüûñç',
                                  'AAAAEEEEIIIIOOOOUUUUNCaaaaeeeeiiiioooouuuunc'));

CREATE FUNCTION forums_document(
    title text, problem text, idea text, vision text, first_step text, place text, author text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(to_tsvector('spanish'::regconfig, forums_plain(title)), 'A')
        || to_tsvector('spanish'::regconfig, forums_plain(
               problem || ' ' || idea || ' ' || vision || ' ' || first_step || ' ' || place))
        || to_tsvector('spanish'::regconfig,
               title || ' ' || problem || ' ' || idea || ' ' || vision || ' ' || first_step || ' ' || place)
        || to_tsvector('simple'::regconfig, forums_plain(
               title || ' ' || problem || ' ' || idea || ' ' || vision || ' ' || first_step || ' ' || place
               || ' ' || author));

CREATE FUNCTION forums_query(written text, words text, last_word text)
RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN plainto_tsquery('spanish'::regconfig, written)
        || (to_tsquery('spanish'::regconfig, words)
            && (to_tsquery('spanish'::regconfig, last_word)
                || to_tsquery('simple'::regconfig, last_word || ':*')));

CREATE INDEX forums_search ON forums_contribution
    USING gin (forums_document(title, problem, idea, vision, first_step, place, author_name));
"""

BACKWARD = """
DROP INDEX forums_search;
DROP FUNCTION forums_query(text, text, text);
DROP FUNCTION forums_document(text, text, text, text, text, text, text);
DROP FUNCTION forums_plain(text);
"""


class Migration(migrations.Migration):
    """Search in Spanish without accents, with no extension of PostgreSQL."""

    dependencies = [("forums", "0020_voices")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
