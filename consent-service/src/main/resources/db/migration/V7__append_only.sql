-- From here on the history is only added to.
ALTER TABLE consent_history
    ALTER COLUMN person_commitment SET NOT NULL,
    ALTER COLUMN client_id SET NOT NULL,
    ALTER COLUMN integration_name SET NOT NULL,
    ALTER COLUMN hash SET NOT NULL,
    ALTER COLUMN approved DROP DEFAULT,
    ALTER COLUMN complete DROP DEFAULT,
    ALTER COLUMN expiry DROP DEFAULT;
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;
CREATE TRIGGER consent_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_wording_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_wording
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
