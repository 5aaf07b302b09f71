"""The PostgreSQL that is read: one of its own in a temporary folder, or that of the environment (PGHOST and so on)."""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

SETTINGS = {
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    "fsync": "off",
    "autovacuum": "off",
    "jit": "off",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
}
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A server that answers; `with` ends it if it is our own."""

    def __init__(self):
        self.folder = None
        self.env = dict(os.environ)
        if "PGHOST" not in self.env:
            self._start()
        self.host = self.env["PGHOST"]
        self.port = int(self.env.get("PGPORT", "5432"))
        self.user = self.env.setdefault("PGUSER", "bench")
        self.password = self.env.setdefault("PGPASSWORD", "bench")
        self.env.setdefault("PGDATABASE", "bench")
        self.database = self.env["PGDATABASE"]
        self.postmaster = self._postmaster()

    def _start(self):
        binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
        if not binaries:
            raise SystemExit("no PostgreSQL below /usr/lib/postgresql: install postgresql, or set PGHOST to a server")
        self.binaries = binaries[-1]
        self.folder = tempfile.mkdtemp(prefix="taphouse-benchmark-")
        self.account = next((name for name in ("postgres", "nobody") if _exists(name)), None)
        if os.geteuid() == 0:
            shutil.chown(self.folder, self.account)
        self.env.update(PGHOST="127.0.0.1", PGPORT=str(_free_port()), PGUSER="bench", PGPASSWORD="bench")
        self.env["PGDATABASE"] = "bench"
        self._server("initdb", "-D", f"{self.folder}/data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        self._server("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log",
                     "-o", f"-p {self.env['PGPORT']} {options}", "start")
        subprocess.run(["createdb", "bench"], env={**self.env, "PGDATABASE": "postgres"}, check=True)

    def _server(self, program, *arguments):
        as_other = ["runuser", "-u", self.account, "--"] if os.geteuid() == 0 else []
        subprocess.run([*as_other, f"{self.binaries}/{program}", *arguments], check=True, cwd="/",
                       stdout=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.folder:
            self._server("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
            shutil.rmtree(self.folder)

    def sql(self, statement, database=None):
        """Runs a statement; its rows as psql prints them."""
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement]
        return subprocess.run(command, env=self.at(database), check=True, text=True, stdout=subprocess.PIPE).stdout.strip()

    def file(self, path, database=None, **variables):
        """Runs a file of statements."""
        assignments = [part for name, value in variables.items() for part in ("-v", f"{name}={value}")]
        command = ["psql", "-Xq", "-v", "ON_ERROR_STOP=1", *assignments, "-f", str(path)]
        environment = {**self.at(database), "PGOPTIONS": "-c client_min_messages=warning"}
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)

    def at(self, database):
        return {**self.env, "PGDATABASE": database or self.database}

    def url(self, database=None):
        return f"postgresql://{self.user}:{self.password}@{self.host}:{self.port}/{database or self.database}?sslmode=disable"

    def version(self):
        return self.sql("SHOW server_version").split()[0]

    def cpu_seconds(self):
        """What all sessions that are over have used so far: the server's first process has waited for theirs."""
        if self.postmaster is None:
            return 0.0
        while self._has_sessions():
            time.sleep(0.05)
        user, system = Path(f"/proc/{self.postmaster}/stat").read_text().rsplit(")", 1)[1].split()[13:15]
        return (int(user) + int(system)) / TICKS

    def _has_sessions(self):
        for child in Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children").read_text().split():
            try:
                name = Path(f"/proc/{child}/cmdline").read_text()
            except OSError:
                return True  # it ended while we looked
            if not name or f" {self.user} " in name:
                return True  # without a name it has ended, and was not waited for yet
        return False

    def _postmaster(self):
        """The id of the server's first process, if it runs here and we may see it."""
        try:
            return int((Path(self.sql("SHOW data_directory", "postgres")) / "postmaster.pid").read_text().split()[0])
        except (OSError, subprocess.CalledProcessError):
            return None


def _exists(account):
    try:
        return bool(pwd.getpwnam(account))
    except KeyError:
        return False


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
