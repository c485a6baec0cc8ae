"""The databases that are measured: an SQLite file, and new ones on one PostgreSQL."""

import os


def engines() -> dict[str, str]:
    """Addresses by engine: an empty one is SQLite."""
    postgres = os.environ.get("HEHUO_BENCH_POSTGRES", "")
    return {"sqlite": "", "postgresql": postgres} if postgres else {"sqlite": ""}


def fresh(address: str, subject: str) -> str:
    """The address of a new database on the same server."""
    import psycopg  # noqa: PLC0415  only where there is a PostgreSQL to measure

    name = f"bench_{subject}_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{name}"')
    head, _, query = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}{'?' if query else ''}{query}"
