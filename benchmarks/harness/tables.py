"""The tables that are read."""

SIZES = {"lineitem": 3_000_000, "lineitem_part": 500_000, "wide": 500_000, "wide_large": 3_000_000}
QUICK = {"lineitem": 300_000, "lineitem_part": 50_000, "wide": 50_000, "wide_large": 300_000}


def make(server, root, tables, quick):
    """Makes those tables that are not there in the wanted size."""
    for table in tables:
        rows = (QUICK if quick else SIZES)[table]
        if server.sql(f"SELECT to_regclass('{table}') IS NOT NULL") == "t":
            if server.sql(f"SELECT count(*) FROM {table}") == str(rows):
                continue
        print(f"making {table}, {rows:,} rows", flush=True)
        server.file(root / f"benchmarks/sql/{table.split('_')[0]}.sql", table=table, rows=rows)
        server.sql(f"VACUUM ANALYZE {table}")
