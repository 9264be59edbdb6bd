ALTER TABLE drover_sample_5min CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE drover_host_sample_5min CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
