-- MariaDB takes names that differ by case or by an accent alone for the same, unless its collation is binary.

ALTER TABLE drover_sample CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE drover_host_sample CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE drover_migration CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE drover_auction CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE drover_bid CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
