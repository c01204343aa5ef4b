-- Whoever is erased is found by their consents, whatever became of what rests on them.
CREATE INDEX grants_by_consent ON grants (consent_id);
CREATE INDEX authorization_code_by_consent ON authorization_code (consent_id);
CREATE INDEX device_authorization_by_consent ON device_authorization (consent_id) WHERE consent_id IS NOT NULL;
