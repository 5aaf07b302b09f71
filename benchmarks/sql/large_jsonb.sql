-- JSON: ten rows with a value of 50 MB each.
DROP TABLE IF EXISTS large_jsonb;
CREATE UNLOGGED TABLE large_jsonb (id integer PRIMARY KEY, body jsonb NOT NULL);
ALTER TABLE large_jsonb ALTER body SET STORAGE EXTERNAL;
INSERT INTO large_jsonb SELECT n, jsonb_build_object('body', repeat('value ', 50000000 / 6)) FROM generate_series(1, 10) AS n;
