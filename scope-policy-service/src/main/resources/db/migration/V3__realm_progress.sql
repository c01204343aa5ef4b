-- How far Keycloak's realm has followed the catalog; one row, whose lock says who is at it.
CREATE TABLE realm_progress (
    singleton  boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    version    integer NOT NULL,
    checked_at timestamptz NOT NULL
);
INSERT INTO realm_progress (version, checked_at) VALUES (0, 'epoch');
