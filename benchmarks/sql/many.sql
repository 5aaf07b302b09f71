-- :tables tables of ten columns with a primary key, each made in a transaction of its own: locks are few.
SELECT format('CREATE TABLE IF NOT EXISTS orders_%s (id bigint PRIMARY KEY, customer_id bigint NOT NULL,'
              ' placed_at timestamptz NOT NULL, shipped_on date, total numeric(12, 2), currency char(3), paid boolean,'
              ' note text, items jsonb, changed_at timestamptz)', n)
FROM generate_series(1, :tables) AS n
\gexec
ANALYZE pg_class;
ANALYZE pg_attribute;
ANALYZE pg_index;
ANALYZE pg_constraint;
