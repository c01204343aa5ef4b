-- Operators look at the standing grants of a person or an integration, a page at a time.
CREATE INDEX grants_standing_by_person ON grants (person, id) WHERE ended_at IS NULL;
DROP INDEX grants_standing_by_client;
CREATE INDEX grants_standing_by_client ON grants (client_id, id) WHERE ended_at IS NULL;
