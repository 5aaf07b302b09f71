"""What was aimed at, and whether it was met."""

from dataclasses import dataclass

from . import discovery, large, peers, sync, yardsticks

TAPS = (peers.MELTANO, peers.PIPELINEWISE)
GO = (peers.SLING, peers.INGESTR)


@dataclass(frozen=True)
class Goal:
    """A goal, the figure that was measured, and the least (or most) it was to be."""

    what: str
    unit: str
    measured: float
    bound: float
    at_most: bool = False

    @property
    def met(self):
        return self.measured <= self.bound if self.at_most else self.measured >= self.bound


def of(results):
    """The goals that can be told of what was measured."""
    return [goal for goal in _all(results) if goal is not None]


def _all(results):
    for table, name in (("lineitem", "lineitem"), ("wide_large", "wide, 3 M rows"), ("wide", "wide, 500 k rows")):
        yield from _reads(results, table, name)
    for table, ours, name, tap, go in (
        ("lineitem_part", "lineitem", "lineitem", 25, 8), ("wide", "wide_large", "wide", 15, 5)):
        yield from _peers(results, f"peers {table}", ours, name, tap, go)
    yield from _discovery(results)
    yield from _memory(results)


def _reads(results, table, name):
    full = results.median(table, sync.FULL)
    if full is None:
        return
    copy = results.median(table, yardsticks.COPY_TEXT)
    yield Goal(f"{name}: FULL_TABLE against `\\copy` text, rows a second", "x", copy.wall / full.wall, 0.75)
    if table == "lineitem":
        json = results.median(table, yardsticks.ROW_TO_JSON)
        yield Goal(f"{name}: FULL_TABLE against `row_to_json`, rows a second", "x", json.wall / full.wall, 3)
    lanes = results.median(table, sync.LANES)
    yield Goal(f"{name}: two lanes against one, rows a second", "x", full.wall / lanes.wall, 1.4)
    for read in (sync.FIRST, sync.INDEXED, sync.PLAIN):
        what = read.removeprefix("Taphouse, ")
        yield Goal(f"{name}: {what}, against FULL_TABLE", "x", full.wall / results.median(table, read).wall, 0.9)


def _peers(results, part, ours, name, tap, go):
    if not results.has(part):
        return
    us = per_row(results, ours, sync.FULL)
    if us is None:
        return
    for peer in TAPS:
        yield Goal(f"{name}: CPU a row of {peer} against ours", "x", per_row(results, part, peer) / us, tap)
    better = min(per_row(results, part, peer) for peer in GO)
    yield Goal(f"{name}: CPU a row of the better of Sling and ingestr against ours", "x", better / us, go)


def _discovery(results):
    us = results.median(discovery.PART, discovery.US)
    if us is None or results.median(discovery.PART, discovery.SLING) is None:
        return
    others = [name for name in results.names(discovery.PART) if name != discovery.US]
    best = min(results.median(discovery.PART, name).wall for name in others)
    yield Goal("discovery of many tables: the fastest of the others against ours", "x", best / us.wall, 1)


def _memory(results):
    read = [results.median(table, name).rss for table in sync.CURSORS if results.has(table)
            for name in results.names(table) if name.startswith("Taphouse")]
    if read:
        yield Goal("peak RSS of any read of these tables", "MB", max(read), 120, at_most=True)
    if results.has(large.PART):
        rss = max(results.median(large.PART, kind).rss for kind in large.KINDS)
        yield Goal("peak RSS with values of 50 MB", "MB", rss, 256, at_most=True)


def per_row(results, part, name):
    """Microseconds of CPU, client and server; None where it was not measured."""
    measured = results.median(part, name)
    return None if measured is None else measured.cpu / results.facts(part)["rows"] * 1e6
