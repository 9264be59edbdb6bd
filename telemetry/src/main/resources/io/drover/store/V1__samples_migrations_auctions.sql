-- H2, MariaDB and PostgreSQL alike. Times are milliseconds since 1970-01-01 UTC; NULL: unknown, or not yet.

CREATE TABLE drover_sample (
    measured_by            VARCHAR(255) NOT NULL,
    at_ms                  BIGINT       NOT NULL,
    after_gap              BOOLEAN      NOT NULL,
    system_performance     DOUBLE PRECISION,
    normalized_load        DOUBLE PRECISION,
    attempts               BIGINT       NOT NULL,
    migrations             BIGINT       NOT NULL,
    overhead_kb_per_second DOUBLE PRECISION,
    PRIMARY KEY (measured_by, at_ms)
);

-- The agent's counters as they stood, since agent_started_ms.
CREATE TABLE drover_host_sample (
    measured_by       VARCHAR(255) NOT NULL,
    at_ms             BIGINT       NOT NULL,
    host              VARCHAR(255) NOT NULL,
    normalized_load   DOUBLE PRECISION,
    push_threshold    DOUBLE PRECISION NOT NULL,
    pull_threshold    DOUBLE PRECISION NOT NULL,
    agent_started_ms  BIGINT       NOT NULL,
    attempts          BIGINT       NOT NULL,
    migrations        BIGINT       NOT NULL,
    failed_migrations BIGINT       NOT NULL,
    messages_sent     BIGINT       NOT NULL,
    bytes_sent        BIGINT       NOT NULL,
    messages_received BIGINT       NOT NULL,
    bytes_received    BIGINT       NOT NULL,
    PRIMARY KEY (measured_by, at_ms, host)
);

CREATE TABLE drover_migration (
    auction                    VARCHAR(255) NOT NULL,
    server                     VARCHAR(255) NOT NULL,
    source                     VARCHAR(255) NOT NULL,
    destination                VARCHAR(255) NOT NULL,
    strategy                   VARCHAR(32)  NOT NULL,
    started_ms                 BIGINT       NOT NULL,
    ended_ms                   BIGINT,
    status                     VARCHAR(32)  NOT NULL,
    reason                     VARCHAR(600) NOT NULL,
    entropy_before             DOUBLE PRECISION,
    entropy_after              DOUBLE PRECISION,
    predicted_seconds          DOUBLE PRECISION,
    seconds                    DOUBLE PRECISION,
    predicted_downtime_seconds DOUBLE PRECISION,
    PRIMARY KEY (auction, server)
);

CREATE INDEX drover_migration_started ON drover_migration (started_ms);

CREATE TABLE drover_auction (
    auction         VARCHAR(255) NOT NULL PRIMARY KEY,
    auctioneer      VARCHAR(255) NOT NULL,
    strategy        VARCHAR(32)  NOT NULL,
    opened_ms       BIGINT       NOT NULL,
    ended_ms        BIGINT       NOT NULL,
    normalized_load DOUBLE PRECISION,
    threshold       DOUBLE PRECISION,
    ending          VARCHAR(32)  NOT NULL,
    reason          VARCHAR(600) NOT NULL,
    server          VARCHAR(255) NOT NULL,
    source          VARCHAR(255) NOT NULL,
    destination     VARCHAR(255) NOT NULL,
    entropy_before  DOUBLE PRECISION,
    entropy_after   DOUBLE PRECISION,
    more_bids       INTEGER      NOT NULL
);

CREATE INDEX drover_auction_ended ON drover_auction (ended_ms);

CREATE TABLE drover_bid (
    auction         VARCHAR(255) NOT NULL,
    host            VARCHAR(255) NOT NULL,
    normalized_load DOUBLE PRECISION,
    candidates      INTEGER      NOT NULL,
    server          VARCHAR(255) NOT NULL,
    entropy_after   DOUBLE PRECISION,
    seconds         DOUBLE PRECISION,
    verdict         VARCHAR(32)  NOT NULL,
    why             VARCHAR(600) NOT NULL,
    PRIMARY KEY (auction, host)
);
