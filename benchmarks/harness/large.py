"""Memory with values of 50 MB."""

from .measure import cost

PART = "large"
KINDS = ("text", "jsonb", "bytea")


def measure(rounds, product, folder, results):
    server = product.server
    results.begin(PART, {})
    for kind in KINDS:
        server.file(product.root / f"benchmarks/sql/large_{kind}.sql")
    for _ in range(rounds):
        for kind in KINDS:
            results.add(PART, kind, cost(product.sync(f"large_{kind}"), server, env=server.env, log=folder / "log"))
