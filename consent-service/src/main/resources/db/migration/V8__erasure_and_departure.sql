-- Whoever is erased must be found everywhere.
CREATE INDEX consent_answer_by_consent ON consent_answer (consent_id);
CREATE INDEX approval_request_by_person ON approval_request (person);

-- Integrations that are gone, and whose consents must go.
CREATE TABLE departed_integration (
    client_id   text PRIMARY KEY,
    departed_at timestamptz NOT NULL
);
