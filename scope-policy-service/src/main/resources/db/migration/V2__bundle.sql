-- Signing keys, each a JWK sealed under the master key; of a compromised one nothing is kept but its times.
CREATE TABLE signing_key (
    kid             text PRIMARY KEY,
    algorithm       text NOT NULL CHECK (algorithm IN ('ES256', 'RS256')),
    sealed_jwk      text NOT NULL,
    made_at         timestamptz NOT NULL,
    signs_from      timestamptz NOT NULL,
    signs_until     timestamptz NOT NULL,
    published_until timestamptz NOT NULL,
    compromised_at  timestamptz
);

-- Signed catalogs. They are kept, because no two ES256 signatures of the same text are alike and all replicas must send the same bytes.
CREATE TABLE catalog_bundle (
    version    integer NOT NULL,
    kid        text NOT NULL,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    document   text NOT NULL,
    PRIMARY KEY (version, kid, issued_at)
);
