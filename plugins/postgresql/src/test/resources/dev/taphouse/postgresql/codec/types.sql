-- What values.tsv has besides the types that PostgreSQL brings.
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'very happy', 'quo"te', 'back\slash');
CREATE DOMAIN percent AS numeric(5,2) CHECK (value BETWEEN 0 AND 100);
CREATE DOMAIN code AS varchar(8);
CREATE DOMAIN codes AS code[];
CREATE TYPE point3 AS (x int, y numeric(8,3), "the ""z""" text);
CREATE TYPE line3 AS (name text, "from" point3, points point3[], at timestamptz, flag boolean, doc jsonb);
CREATE TYPE nothing AS ();
CREATE TYPE floatrange AS RANGE (subtype = float8);
