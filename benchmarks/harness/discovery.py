"""Discovery of a database with many tables."""

from . import peers
from .measure import cost

PART = "discovery"
US = "Taphouse"
SLING = "Sling"
DATABASE = "taphouse_many"


def measure(rounds, count, product, programs, folder, results):
    """Without `programs` only ours is measured."""
    server = product.server
    _make(server, product.root, count)
    results.begin(PART, {"tables": count})
    env = {**peers.environment(server, folder), "PG": server.url(DATABASE)}
    for _ in range(rounds):
        for name, command in _commands(product, programs, folder).items():
            results.add(PART, name, cost(command, server, env=env, log=folder / "log"))


def _make(server, root, count):
    if server.sql(f"SELECT count(*) FROM pg_database WHERE datname = '{DATABASE}'") == "0":
        server.sql(f"CREATE DATABASE {DATABASE}")
    there = int(server.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", DATABASE))
    if there != count:
        print(f"making {count:,} tables", flush=True)
        server.file(root / "benchmarks/sql/many.sql", DATABASE, tables=count)


def _commands(product, programs, folder):
    commands = {US: product.discover(DATABASE)}
    if programs:
        for peer, name in (("meltano", peers.MELTANO), ("pipelinewise", peers.PIPELINEWISE)):
            commands[name] = [programs[peer], "--config",
                              peers.tap_config(peer, product.server, folder, DATABASE), "--discover"]
        commands[SLING] = [programs["sling"], "conns", "discover", "PG", "--columns", "--pattern", "public.*"]
    return commands
