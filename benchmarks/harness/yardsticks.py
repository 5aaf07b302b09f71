"""The floor and the ceiling: what psql, the server alone and a bare JDBC loop need for the same rows."""

import subprocess

COPY_TEXT = r"`psql \copy` text"
COPY_BINARY = r"`psql \copy` binary"
ROW_TO_JSON = r"`psql \copy` of `row_to_json`"


def commands(table, product, folder):
    """Commands by name."""
    psql = ["psql", "-Xq", "-c"]
    return {
        COPY_TEXT: [*psql, rf"\copy {table} to /dev/null"],
        COPY_BINARY: [*psql, rf"\copy {table} to /dev/null (format binary)"],
        "server-side `COPY` to /dev/null": [*psql, f"COPY {table} TO '/dev/null'"],
        ROW_TO_JSON: [*psql, rf"\copy (select row_to_json(x) from {table} x) to /dev/null"],
        "JDBC loop, `next` only": _loop(table, "next", product, folder),
        "JDBC loop, `getString`": _loop(table, "getString", product, folder),
    }


def _loop(table, mode, product, folder):
    server = product.server
    url = f"jdbc:postgresql://{server.host}:{server.port}/{server.database}?user={server.user}&password={server.password}"
    return [product.java(), "-XX:+UseSerialGC", "-Xmn16m", "-cp", f"{_compiled(folder, product)}:{product.driver}",
            "BareLoop", url + "&sslmode=disable", f"SELECT * FROM {table}", mode]


def _compiled(folder, product):
    classes = folder / "loop"
    if not classes.exists():
        subprocess.run([product.java() + "c", "-d", str(classes), str(product.root / "benchmarks/java/BareLoop.java")],
                       check=True)
    return classes
