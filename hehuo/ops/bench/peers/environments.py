"""An environment for each peer, made once outside the repository, and the driver that runs in it."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

# The one place where the versions stand that we are measured against; Django and driver as ours (requirements/).
PINS = {
    "django-hordak": ["django-hordak==2.0.0", "Django==5.2.19", "psycopg[binary]==3.3.9"],
    "django-ledger": ["django-ledger==0.8.5", "Django==5.2.19", "psycopg[binary]==3.3.9"],
    "pretix": ["pretix==2026.8.0", "Django==5.2.19", "gunicorn==27.0.1"],
}
BOOKKEEPERS = ["django-hordak", "django-ledger"]
POSTGRESQL_ONLY = {"django-hordak"}  # its migrations know no other engine but MySQL
HERE = Path(__file__).parent


class Peer:
    """Another house that does what it is asked, in a process of its own on a database of its own."""

    def __init__(self, name: str, address: str) -> None:
        self.name = name
        script = HERE / f"with_{name.replace('-', '_')}.py"
        self.process = subprocess.Popen(  # noqa: S603  our own script
            [_python_of(name), str(script), address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, do: str, **how: Any) -> Any:
        """What it answers; nothing where it has no such thing."""
        assert self.process.stdin and self.process.stdout  # noqa: S101  both were asked for
        self.process.stdin.write(json.dumps({"do": do, **how}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} stopped at `{do}`; what it said stands above")
        return json.loads(line)["value"]

    def leave(self) -> None:
        """Nothing more is asked."""
        assert self.process.stdin  # noqa: S101  as above
        self.process.stdin.close()
        self.process.wait()


def _python_of(name: str) -> str:
    """The Python of a peer's environment; another pin makes another environment."""
    pins = PINS[name]
    mark = hashlib.sha256(" ".join([*pins, sys.version]).encode()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = cache / "hehuo-peers" / f"{name}-{mark}"
    python, ready = home / "bin" / "python", home / "ready"
    if not ready.exists():
        sys.stderr.write(f"· {name}：建立环境 {home}\n")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)  # noqa: S603  our own Python
        subprocess.run([str(python), "-m", "pip", "install", "-qq", *pins], check=True)  # noqa: S603  the pins above
        ready.touch()
    return str(python)
