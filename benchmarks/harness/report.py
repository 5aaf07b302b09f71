"""The figures as docs/performance.md and its chart."""

from . import chart, discovery, goals, large, peers, start, sync, yardsticks

HEAD = """\
# Performance

How fast the PostgreSQL connector is, and what it costs, beside `psql`, a bare JDBC loop and other connectors. All of it
was measured by

```
{command}
```

in one go, the commands of a table in turns ([what it does](benchmarks.md)); each figure is the median of its runs.
{machine}
Absolute figures move with the machine: compare within a table. *CPU* is that of the client and of the server's session
together; it moves less than the wall clock where cores are shared. *RSS* is the peak of the largest process.
"""

TITLES = {
    "lineitem": "TPC-H's `lineitem`, 16 columns",
    "wide": "`wide`, ten columns: bigint, timestamptz, boolean, double, jsonb, uuid, bytea, text with escapes, nulls",
    "wide_large": "`wide` with more rows",
}


def write(results, docs):
    """Writes the page, and the chart where the other connectors were measured."""
    (docs / "performance.md").write_text(tables(results))
    if chart.can(results):
        (docs / "performance.svg").write_text(chart.draw(results))


def tables(results):
    parts = [HEAD.format(machine=_machine(results.parts["machine"]), command=results.parts["machine"]["command"]), _goals(results)]
    parts += [_reads(results, table) for table in sync.CURSORS if results.has(table)]
    if any(results.has(f"peers {table}") for table in peers.TABLES):
        parts.append(_peers(results))
    parts += [_section(results, part, title, text) for part, title, text in (
        (discovery.PART, "Discovery", "`--discover` of a database with {tables:,} tables of ten columns."),
        (large.PART, "Large values", "Ten rows with a value of 50 MB each, by type of the column."),
        (start.PART, "Start", "What a run costs before its first row."),
    ) if results.has(part)]
    return "\n".join(parts)


def _machine(machine):
    where = "on the same machine" if machine["own"] else "of the environment"
    return (f"The machine: {machine['cores']} shared cores ({machine['architecture']}), PostgreSQL {machine['server']}"
            f" {where}, other work going on beside it.")


def _table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def _goals(results):
    rows = [(goal.what, _number(goal.measured) + " " + goal.unit,
             ("≤ " if goal.at_most else "≥ ") + f"{goal.bound:g} {goal.unit}", "met" if goal.met else "**not met**")
            for goal in goals.of(results)]
    return "## Goals\n\n" + _table(("Goal", "Measured", "Wanted", ""), rows)


def _reads(results, table):
    rows_read = results.facts(table)["rows"]
    copy = results.median(table, yardsticks.COPY_TEXT)
    rows = []
    for name in results.names(table):
        cost = results.median(table, name)
        rows.append((name, f"{cost.wall:.2f}", f"{rows_read / cost.wall / 1000:,.0f}", f"{cost.client:.2f}",
                     f"{cost.server:.2f}", f"{cost.rss:.0f}", _number(copy.wall / cost.wall), _number(cost.cpu / copy.cpu)))
    runs = results.runs(table, yardsticks.COPY_TEXT)
    heads = ("", "wall s", "krows/s", "client CPU s", "server CPU s", "RSS MB", "speed, `\\copy` text = 1",
             "CPU, `\\copy` text = 1")
    return f"## {TITLES[table]}\n\n{rows_read:,} rows, to /dev/null; runs of each: {runs}.\n\n" + _table(heads, rows)


def _peers(results):
    text = ["## Beside other connectors\n", "CPU, client and server, in microseconds a row, to JSON: the smaller the better."
            " Taps write to /dev/null, Sling and ingestr to a file.\n"]
    if chart.can(results):
        text.append("![CPU a row, by connector](performance.svg)\n")
    for table, ours in zip(peers.TABLES, ("lineitem", "wide_large")):
        text.append(_peer_table(results, f"peers {table}", ours))
    text.append("PipelineWise leaves out the bytea column of `wide`. The versions are in `benchmarks/peers.txt`.\n")
    return "\n".join(text)


def _peer_table(results, part, ours):
    best = goals.per_row(results, ours, sync.FULL)
    rows_read = results.facts(part)["rows"]
    rows = []
    if best is not None:
        cost = results.median(ours, sync.FULL)
        count = results.facts(ours)["rows"]
        rows.append((f"{peers.US}, {count:,} rows", f"{cost.wall:.2f}", f"{cost.client:.2f}", f"{cost.server:.2f}",
                     f"{cost.rss:.0f}", _number(best), "1"))
    for name in results.names(part):
        cost = results.median(part, name)
        each = goals.per_row(results, part, name)
        rows.append((name, f"{cost.wall:.2f}", f"{cost.client:.2f}", f"{cost.server:.2f}", f"{cost.rss:.0f}",
                     _number(each), _number(each / best) if best else "–"))
    table = part.removeprefix("peers ").removesuffix("_part")
    heads = (f"`{table}`, {rows_read:,} rows", "wall s", "client CPU s", "server CPU s", "RSS MB", "CPU µs a row",
             "Taphouse = 1")
    return f"Runs of each: {results.runs(part, peers.US)}.\n\n" + _table(heads, rows)


def _section(results, part, title, text):
    rows = []
    for name in results.names(part):
        cost = results.median(part, name)
        rows.append((name, f"{cost.wall:.2f}", f"{cost.client:.2f}", f"{cost.server:.2f}", f"{cost.rss:.0f}"))
    heads = ("", "wall s", "client CPU s", "server CPU s", "RSS MB")
    runs = results.runs(part, results.names(part)[0])
    return f"## {title}\n\n{text.format(**results.facts(part))} Runs of each: {runs}.\n\n" + _table(heads, rows)


def _number(value):
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}" if value >= 3 else f"{value:.2f}"
