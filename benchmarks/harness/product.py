"""Taphouse as it is shipped: the archive unpacked, with the connector's zip in plugins/."""

import json
import os
import shutil
import subprocess
import tarfile
import zipfile


class Product:
    def __init__(self, root, folder, server):
        self.root = root
        self.server = server
        self.folder = folder / "product"
        self.home = self._unpack()
        self.driver = self._driver()
        self._archive()

    def _unpack(self):
        archive, plugin = self._packages()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        with tarfile.open(archive) as tar:
            tar.extractall(self.folder)
        home = next(self.folder.iterdir())
        shutil.copy(plugin, home / "plugins")
        return home

    def _packages(self):
        found = self._find()
        if not found:
            print("building the packages", flush=True)
            modules = "host,plugins/postgresql"
            subprocess.run(["mvn", "-q", "-Dquick", "-DskipTests", "-pl", modules, "-am", "package"], cwd=self.root, check=True)
            found = self._find()
        return found

    def _find(self):
        archives = sorted(self.root.glob("host/target/taphouse-*.tar.gz"))
        plugins = sorted(self.root.glob("plugins/postgresql/target/postgresql-*.zip"))
        return (archives[-1], plugins[-1]) if archives and plugins else None

    def _archive(self):
        """Makes later starts faster, as docs/running.md has it."""
        self.server.sql("DROP TABLE IF EXISTS single")
        self.server.sql("CREATE TABLE single AS SELECT 1 AS id")
        sync = ["run", "postgresql", "--config", self.config(), "--select", "public-single"]
        subprocess.run([str(self.home / "bin/host"), "archive", *sync], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _driver(self):
        """The JDBC driver of the connector, for the bare loops."""
        with zipfile.ZipFile(next(self.home.glob("plugins/postgresql-*.zip"))) as plugin:
            name = next(name for name in plugin.namelist() if name.startswith("lib/postgresql-42"))
            return plugin.extract(name, self.folder)

    def config(self, database=None):
        path = self.folder / f"config-{database or 'bench'}.json"
        path.write_text(json.dumps({
            "host": self.server.host, "port": self.server.port, "user": self.server.user,
            "password": self.server.password, "database": database or self.server.database, "ssl_mode": "disable",
        }))
        path.chmod(0o600)
        return str(path)

    def discover(self, database=None):
        return [str(self.home / "bin/host"), "run", "postgresql", "--config", self.config(database), "--discover"]

    def sync(self, table, *, cursor=None, bookmark=None, lanes=1):
        """The command that reads a table: FULL_TABLE, or INCREMENTAL by a cursor."""
        stream = f"public-{table}"
        command = [str(self.home / "bin/host"), "run", "postgresql", "--config", self.config(),
                   "--catalog", self._catalog(stream, cursor), "--parallel", str(lanes)]
        if bookmark is not None:
            command += ["--state-json", json.dumps({"bookmarks": {stream: {
                "replication_key": cursor, "replication_key_value": bookmark}}})]
        return command

    def _catalog(self, stream, cursor):
        path = self.folder / f"catalog-{stream}-{cursor}.json"
        if not path.exists():
            found = subprocess.run([*self.discover(), "--selected-streams", stream], check=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            path.write_text(json.dumps(selected(json.loads(found.stdout), stream, cursor)))
        return str(path)

    def java(self):
        home = os.environ.get("JAVA_HOME")
        return f"{home}/bin/java" if home else "java"


def selected(catalog, stream, cursor=None):
    """A catalog with one stream selected, as any Singer tap takes it."""
    for entry in catalog["streams"]:
        root = next(item["metadata"] for item in entry["metadata"] if not item["breadcrumb"])
        root["selected"] = stream in (entry["tap_stream_id"], entry["stream"])
        if root["selected"]:
            root["replication-method"] = "INCREMENTAL" if cursor else "FULL_TABLE"
            if cursor:
                root["replication-key"] = cursor
    return catalog
