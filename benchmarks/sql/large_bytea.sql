-- Bytes, 50 MB as the server prints them: ten rows with a value of 50 MB each.
DROP TABLE IF EXISTS large_bytea;
CREATE UNLOGGED TABLE large_bytea (id integer PRIMARY KEY, body bytea NOT NULL);
ALTER TABLE large_bytea ALTER body SET STORAGE EXTERNAL;
INSERT INTO large_bytea SELECT n, decode(repeat('c0ffee00', 25000000 / 4), 'hex') FROM generate_series(1, 10) AS n;
