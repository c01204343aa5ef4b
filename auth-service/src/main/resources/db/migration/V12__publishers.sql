-- An integration's home page, and who publishes it, when an operator has verified that.
ALTER TABLE integration
    ADD COLUMN client_uri text,
    ADD COLUMN publisher text,
    ADD COLUMN publisher_verified_by text,
    ADD COLUMN publisher_verified_at timestamptz,
    ADD CHECK ((publisher IS NULL) = (publisher_verified_by IS NULL) AND (publisher IS NULL) = (publisher_verified_at IS NULL));
