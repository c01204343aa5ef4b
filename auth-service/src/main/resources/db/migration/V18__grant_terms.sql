-- Nearly all grants hold the same few lists of scopes: by their hash they are known to whoever has read them once, and need not be read with
-- each refresh. Kept right here, as replicas of the version before know nothing of it; grants of before have none until they change.
ALTER TABLE grants ADD COLUMN terms bytea;
CREATE FUNCTION grant_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.terms := sha256(convert_to(array_to_string(NEW.scopes, ' ') || E'\n' || array_to_string(NEW.expanded, ' '), 'UTF8'));
    RETURN NEW;
END
$$;
CREATE TRIGGER grant_terms BEFORE INSERT OR UPDATE OF scopes, expanded ON grants
    FOR EACH ROW EXECUTE FUNCTION grant_terms();

-- Each of these is changed once, and its page has room for that: no index needs to know.
ALTER TABLE refresh_token SET (fillfactor = 80);
ALTER TABLE authorization_code SET (fillfactor = 80);
