-- Statements are planned once, for whatever values come (plan_cache_mode), by averages: of consents, people and sessions each has few grants. Where
-- one integration opens grant upon grant of one person, the average that PostgreSQL finds is one that no other has, and each withdrawal of anybody's
-- consent read the whole table.
ALTER TABLE grants
    ALTER COLUMN consent_id SET (n_distinct = -0.5),
    ALTER COLUMN person SET (n_distinct = -0.2),
    ALTER COLUMN session_id SET (n_distinct = -0.2);
ANALYZE grants;
