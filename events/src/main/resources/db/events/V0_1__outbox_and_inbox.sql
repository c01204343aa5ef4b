-- Events that were committed with the change they speak of, and wait for Kafka.
CREATE TABLE outbox (
    id          bigserial PRIMARY KEY,
    event_id    uuid NOT NULL UNIQUE,
    topic       text NOT NULL,
    key         text NOT NULL,
    type        text NOT NULL,
    data        text NOT NULL,
    occurred_at timestamptz NOT NULL
);

-- Events that have been taken in, so that none is taken in twice.
CREATE TABLE inbox (
    source      text NOT NULL,
    event_id    text NOT NULL,
    handler     text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, event_id, handler)
);
CREATE INDEX inbox_by_time ON inbox (received_at);
