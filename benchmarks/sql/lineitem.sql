-- TPC-H's lineitem: its columns and types, with values spread as dbgen spreads them, the same in every run. Takes table and rows.
DROP TABLE IF EXISTS :table;
CREATE UNLOGGED TABLE :table (
    l_orderkey bigint NOT NULL,
    l_partkey bigint NOT NULL,
    l_suppkey bigint NOT NULL,
    l_linenumber integer NOT NULL,
    l_quantity numeric(15, 2) NOT NULL,
    l_extendedprice numeric(15, 2) NOT NULL,
    l_discount numeric(15, 2) NOT NULL,
    l_tax numeric(15, 2) NOT NULL,
    l_returnflag char(1) NOT NULL,
    l_linestatus char(1) NOT NULL,
    l_shipdate date NOT NULL,
    l_commitdate date NOT NULL,
    l_receiptdate date NOT NULL,
    l_shipinstruct char(25) NOT NULL,
    l_shipmode char(10) NOT NULL,
    l_comment varchar(44) NOT NULL
);
INSERT INTO :table
SELECT 1 + (n / 4) * 8 + (n / 4) % 8,
       1 + (n * 7919::bigint) % 200000,
       1 + (n * 104729::bigint) % 10000,
       1 + n % 4,
       1 + (n * 31) % 50,
       (90000 + (n * 7919::bigint) % 9500000) / 100.0,
       (n % 11) / 100.0,
       (n % 9) / 100.0,
       (ARRAY['N', 'A', 'R'])[1 + n % 3],
       (ARRAY['O', 'F'])[1 + n % 2],
       date '1992-01-02' + (n * 13 % 2500)::int,
       date '1992-01-31' + (n * 13 % 2500)::int,
       date '1992-01-15' + (n * 13 % 2500)::int,
       (ARRAY['DELIVER IN PERSON', 'COLLECT COD', 'NONE', 'TAKE BACK RETURN'])[1 + n % 4],
       (ARRAY['TRUCK', 'MAIL', 'SHIP', 'AIR', 'REG AIR', 'RAIL', 'FOB'])[1 + n % 7],
       substr('carefully regular packages haggle above the furiously final deposits; blithely ironic requests',
              (1 + n % 40)::int, (27 + n % 18)::int)
FROM generate_series(0::bigint, :rows - 1) AS n;
ALTER TABLE :table ADD PRIMARY KEY (l_orderkey, l_linenumber);
