"""Reads of whole tables: us, the floor and the ceiling, in turns."""

from . import yardsticks
from .measure import cost

FULL = "Taphouse, FULL_TABLE"
LANES = "Taphouse, FULL_TABLE, two lanes"
FIRST = "Taphouse, INCREMENTAL, first run"
INDEXED = "Taphouse, INCREMENTAL, all rows new, index on the cursor"
PLAIN = "Taphouse, INCREMENTAL, all rows new, no index"

# A table's cursors with an index and without, each with a value that is below all rows.
CURSORS = {
    "lineitem": (("l_orderkey", 0), ("l_shipdate", "1970-01-01")),
    "wide": (("id", 0), ("created_at", "1970-01-01T00:00:00Z")),
    "wide_large": (("id", 0), ("created_at", "1970-01-01T00:00:00Z")),
}


def commands(table, product, folder):
    (indexed, low), (plain, early) = CURSORS[table]
    return {
        **yardsticks.commands(table, product, folder),
        FULL: product.sync(table),
        LANES: product.sync(table, lanes=2),
        FIRST: product.sync(table, cursor=indexed),
        INDEXED: product.sync(table, cursor=indexed, bookmark=low),
        PLAIN: product.sync(table, cursor=plain, bookmark=early),
    }


def measure(tables, rounds, product, folder, results):
    for table in tables:
        results.begin(table, {"rows": int(product.server.sql(f"SELECT count(*) FROM {table}"))})
    for _ in range(rounds):
        for table in tables:
            for name, command in commands(table, product, folder).items():
                results.add(table, name, cost(command, product.server, env=product.server.env, log=folder / "log"))
