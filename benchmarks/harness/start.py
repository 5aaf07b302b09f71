"""What a start costs: a bare JVM, the host alone, and a sync of one row."""

from .measure import cost

PART = "start"
JVM = "`java -version`"
LIST = "`host list`"
ROW = "sync of one row"


def measure(rounds, product, folder, results):
    server = product.server
    commands = {
        JVM: [product.java(), "-XX:+UseSerialGC", "-version"],
        LIST: [str(product.home / "bin/host"), "list"],
        ROW: product.sync("single"),
    }
    results.begin(PART, {})
    for _ in range(rounds):
        for name, command in commands.items():
            results.add(PART, name, cost(command, server, env=server.env, log=folder / "log"))
