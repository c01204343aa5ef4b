-- Keys of more than one algorithm, each with a succession of its own.
ALTER TABLE signing_key
    ADD COLUMN algorithm text NOT NULL DEFAULT 'ES256' CHECK (algorithm IN ('ES256', 'RS256'));
ALTER TABLE signing_key ALTER COLUMN algorithm DROP DEFAULT;

-- What an integration has its ID tokens signed with; the default is that of OpenID Connect Dynamic Client Registration section 2.
ALTER TABLE integration
    ADD COLUMN id_token_alg text NOT NULL DEFAULT 'RS256' CHECK (id_token_alg IN ('RS256', 'ES256'));
