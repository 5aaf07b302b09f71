"""Other connectors, each in a Python environment of its own, on tables of half a million rows: they need minutes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from . import yardsticks
from .measure import cost
from .product import selected

MELTANO = "Meltano tap-postgres"
PIPELINEWISE = "PipelineWise tap-postgres"
SLING = "Sling to JSON lines"
INGESTR = "ingestr to JSON lines"
US = "Taphouse"
TABLES = ("lineitem_part", "wide")
ENVIRONMENT = {"SLING_DISABLE_TELEMETRY": "true", "DISABLE_TELEMETRY": "true", "INGESTR_DISABLE_TELEMETRY": "true"}


def install(folder):
    """Installs what benchmarks/peers.txt names; programs by name of the peer."""
    for line in (Path(__file__).parents[1] / "peers.txt").read_text().splitlines():
        name, package = line.split()
        done = folder / name / package
        if not done.exists():
            print(f"installing {package}", flush=True)
            subprocess.run([sys.executable, "-m", "venv", str(folder / name)], check=True)
            # one of them says that it wants an older Python, and runs on a newer one
            subprocess.run([str(folder / name / "bin/pip"), "-q", "install", "--ignore-requires-python", package], check=True)
            done.touch()
    return {
        "meltano": str(folder / "meltano/bin/tap-postgres"),
        "pipelinewise": str(folder / "pipelinewise/bin/tap-postgres"),
        "sling": str(next(folder.glob("sling/lib/*/site-packages/sling_linux_amd64/bin/sling*"))),
        "ingestr": str(folder / "ingestr/bin/ingestr"),
    }


def tap_config(peer, server, folder, database=None):
    """The config of a Singer tap."""
    config = {"host": server.host, "port": server.port, "user": server.user, "password": server.password}
    name = database or server.database
    if peer == "meltano":
        config |= {"database": name, "filter_schemas": ["public"]}
    else:
        config |= {"dbname": name, "filter_schemas": "public"}
    path = folder / f"{peer}-{name}.json"
    path.write_text(json.dumps(config))
    return str(path)


def environment(server, folder):
    return {**server.env, **ENVIRONMENT, "SLING_HOME_DIR": str(folder / "sling"), "PG": server.url()}


def measure(rounds, product, programs, folder, results):
    server = product.server
    catalogs = {peer: _catalog(peer, programs[peer], server, folder) for peer in ("meltano", "pipelinewise")}
    for table in TABLES:
        results.begin(f"peers {table}", {"rows": int(server.sql(f"SELECT count(*) FROM {table}"))})
    for _ in range(rounds):
        for table in TABLES:
            for name, command in _commands(table, product, programs, catalogs, folder).items():
                results.add(f"peers {table}", name,
                            cost(command, server, env=environment(server, folder), log=folder / "log"))
                for written in folder.glob("*.jsonl"):
                    written.unlink()


def _commands(table, product, programs, catalogs, folder):
    server = product.server
    target = folder / f"{table}.jsonl"
    commands = {
        yardsticks.COPY_TEXT: yardsticks.commands(table, product, folder)[yardsticks.COPY_TEXT],
        US: product.sync(table),
    }
    for peer, name in (("meltano", MELTANO), ("pipelinewise", PIPELINEWISE)):
        path = folder / f"{peer}-{table}-catalog.json"
        path.write_text(json.dumps(_only(json.loads(catalogs[peer]), table)))
        commands[name] = [programs[peer], "--config", tap_config(peer, server, folder), "--catalog", str(path)]
    commands[SLING] = [programs["sling"], "run", "--src-conn", "PG", "--src-stream", f"public.{table}",
                       "--tgt-object", f"file://{target}"]
    commands[INGESTR] = [programs["ingestr"], "ingest", "--yes", "--progress", "log", "--source-uri", server.url(),
                         "--source-table", f"public.{table}", "--dest-uri", f"jsonl://{target}",
                         "--dest-table", f"public.{table}"]
    return commands


def _only(catalog, table):
    stream = next(entry["tap_stream_id"] for entry in catalog["streams"]
                  if entry["tap_stream_id"].endswith(f"public-{table}"))
    return selected(catalog, stream)


def _catalog(peer, program, server, folder):
    command = [program, "--config", tap_config(peer, server, folder), "--discover"]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ)
    return found.stdout
