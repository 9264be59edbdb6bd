-- What remains of samples when raw ones go. at_ms is that of the newest sample in it; counts are sums, all else means.

CREATE TABLE drover_sample_5min (
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

CREATE TABLE drover_host_sample_5min (
    measured_by     VARCHAR(255) NOT NULL,
    at_ms           BIGINT       NOT NULL,
    host            VARCHAR(255) NOT NULL,
    normalized_load DOUBLE PRECISION,
    push_threshold  DOUBLE PRECISION NOT NULL,
    pull_threshold  DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (measured_by, at_ms, host)
);
