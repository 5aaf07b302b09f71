-- One column of each type that every peer can read, with nulls and text beyond ASCII, the same in every run. Takes table and rows.
DROP TABLE IF EXISTS :table;
CREATE UNLOGGED TABLE :table (
    id bigint PRIMARY KEY,
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    active boolean,
    ratio double precision,
    document jsonb,
    external_id uuid NOT NULL,
    payload bytea,
    title text NOT NULL,
    body text
);
INSERT INTO :table
SELECT n,
       timestamptz '2020-01-01 00:00:00+00' + n * interval '61.234567 seconds',
       CASE WHEN n % 5 <> 0 THEN timestamptz '2024-01-01 00:00:00+00' + n * interval '1.5 seconds' END,
       CASE WHEN n % 7 <> 0 THEN n % 2 = 0 END,
       CASE WHEN n % 11 <> 0 THEN sqrt(n) * 1000 END,
       CASE WHEN n % 6 <> 0 THEN jsonb_build_object(
           'id', n, 'name', 'customer ' || n, 'tags', jsonb_build_array('new', 'größer', n % 100),
           'address', jsonb_build_object('street', 'Hauptstraße ' || n % 300, 'city', '東京', 'zip', lpad((n % 99999)::text, 5, '0')),
           'score', n / 7.0) END,
       md5(n::text)::uuid,
       CASE WHEN n % 4 <> 0 THEN decode(repeat(md5(n::text), 2), 'hex') END,
       'Überschrift "' || n || '" – 東京 😀',
       CASE WHEN n % 3 <> 0 THEN E'first line\nsecond\tcolumn \\ "quoted" ' || repeat('naïve café ', (n % 9)::int) END
FROM generate_series(1::bigint, :rows) AS n;
