"""A bar chart of the CPU that a row costs, as SVG."""

from . import goals, peers, sync, yardsticks

BARS = (yardsticks.COPY_TEXT, None, peers.INGESTR, peers.SLING, peers.MELTANO, peers.PIPELINEWISE)
GROUPS = (("peers lineitem_part", "lineitem", "lineitem"), ("peers wide", "wide_large", "wide"))
WIDTH, LEFT, BAR, GAP, HEAD = 760, 210, 18, 7, 34
LONGEST = 460


def can(results):
    """Whether everything that is drawn was measured."""
    return all(results.has(part) and results.has(ours) for part, ours, _ in GROUPS)


def draw(results):
    groups = [(title, _values(results, part, ours)) for part, ours, title in GROUPS]
    most = max(value for _, values in groups for _, value in values)
    height = len(groups) * (HEAD + len(BARS) * (BAR + GAP)) + 16
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        ' aria-label="Microseconds of CPU a row, by connector">',
        "<style>text { font: 13px sans-serif; fill: #24292f } .t { font-weight: bold } .o { fill: #9aa4af }"
        " .u { fill: #1f6feb }</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    top = 0
    for title, values in groups:
        lines.append(f'<text class="t" x="8" y="{top + 23}">{title}: microseconds of CPU a row, client and server</text>')
        top += HEAD
        for name, value in values:
            lines += _bar(name, value, most, top)
            top += BAR + GAP
    return "\n".join([*lines, "</svg>", ""])


def _values(results, part, ours):
    us = ("Taphouse", goals.per_row(results, ours, sync.FULL))
    return [us if name is None else (name.replace("`", ""), goals.per_row(results, part, name)) for name in BARS]


def _bar(name, value, most, top):
    length = max(1, round(value / most * LONGEST))
    colour = "u" if name == "Taphouse" else "o"
    middle = top + BAR - 5
    return [
        f'<text x="{LEFT - 8}" y="{middle}" text-anchor="end">{name}</text>',
        f'<rect class="{colour}" x="{LEFT}" y="{top}" width="{length}" height="{BAR}"/>',
        f'<text x="{LEFT + length + 6}" y="{middle}">{value:.1f}</text>',
    ]
