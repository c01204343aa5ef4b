-- Every version of the scope catalog; a version never changes.
CREATE TABLE catalog_version (
    version      integer PRIMARY KEY,
    author       text NOT NULL,
    published_at timestamptz NOT NULL,
    document     text NOT NULL
);
