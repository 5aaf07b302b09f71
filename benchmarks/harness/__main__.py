"""The command line."""

import argparse
import os
import platform
import sys
from pathlib import Path

from . import discovery, large, peers, report, start, sync, tables
from .measure import Results
from .product import Product
from .server import Server

ROOT = Path(__file__).resolve().parents[2]
PARTS = {
    "start": [],
    "lineitem": ["lineitem"],
    "wide": ["wide"],
    "wide_large": ["wide_large"],
    "peers": ["lineitem_part", "wide"],
    "discovery": [],
    "large": [],
}


def main():
    options = _options()
    folder = ROOT / "benchmarks/target/run"
    folder.mkdir(parents=True, exist_ok=True)
    results = Results(folder / ("quick.json" if options.quick else "results.json"))
    if not options.report:
        parts = options.parts or [part for part in PARTS if not (part == "peers" and options.no_peers)]
        _measure(parts, options, folder, results)
    if options.quick:
        print("\n" + report.tables(results))
    else:
        report.write(results, ROOT / "docs")


def _options():
    parser = argparse.ArgumentParser(prog="benchmarks/run", description="Measures the PostgreSQL connector.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="only these; all without any")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command (3); medians are reported")
    parser.add_argument("--peer-rounds", type=int, default=2, help="runs of each other connector (2)")
    parser.add_argument("--no-peers", action="store_true", help="without the other connectors, which are installed from PyPI")
    parser.add_argument("--quick", action="store_true", help="tables of a tenth, tables of figures on stdout, no docs")
    parser.add_argument("--report", action="store_true", help="measure nothing, write the docs from the last results")
    return parser.parse_args()


def _measure(parts, options, folder, results):
    wanted = [table for part in parts for table in PARTS[part]]
    with Server() as server:
        results.parts["machine"] = _machine(server)
        tables.make(server, ROOT, dict.fromkeys(wanted), options.quick)
        product = Product(ROOT, folder, server)
        if "start" in parts:
            start.measure(options.rounds, product, folder, results)
        reads = [part for part in parts if part in sync.CURSORS]
        sync.measure(reads, options.rounds, product, folder, results)
        with_peers = not options.no_peers
        installed = peers.install(ROOT / "benchmarks/target/peers") if with_peers and {"peers", "discovery"} & set(parts) else None
        if "peers" in parts:
            peers.measure(options.peer_rounds, product, installed, folder, results)
        if "discovery" in parts:
            discovery.measure(options.rounds, 1000 if options.quick else 10_000, product, installed, folder, results)
        if "large" in parts:
            large.measure(options.rounds, product, folder, results)


def _machine(server):
    return {
        "command": " ".join(["benchmarks/run", *sys.argv[1:]]),
        "cores": os.cpu_count(),
        "architecture": platform.machine(),
        "server": server.version(),
        "own": server.folder is not None,
    }


if __name__ == "__main__":
    main()
