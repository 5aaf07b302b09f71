-- Text with letters beyond ASCII and line breaks: ten rows with a value of 50 MB each.
DROP TABLE IF EXISTS large_text;
CREATE UNLOGGED TABLE large_text (id integer PRIMARY KEY, body text NOT NULL);
ALTER TABLE large_text ALTER body SET STORAGE EXTERNAL;
INSERT INTO large_text SELECT n, repeat(E'na\u00efve caf\u00e9,\n', 50000000 / 15) FROM generate_series(1, 10) AS n;
