"""Tables that only grow: the database itself refuses to change or delete their rows."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

TABEL = (
    "riwayat",
    "pemutakhiran",
    "penilaian_risiko",
    "verifikasi",
    "potret_beku",
    "nilai_indikator",
)

FUNGSI = """
CREATE OR REPLACE FUNCTION tolak_perubahan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'tabel % hanya dapat ditambah', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def protect(connection: Connection, tables: Iterable[str] = TABEL) -> None:
    """Make the database refuse UPDATE, DELETE and TRUNCATE on these tables."""
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        connection.execute(text(FUNGSI))
    for table in tables:
        for action in ("UPDATE", "DELETE"):
            what = (
                f"BEGIN SELECT RAISE(ABORT, 'tabel {table} hanya dapat ditambah'); END"
                if sqlite
                else "FOR EACH ROW EXECUTE FUNCTION tolak_perubahan()"
            )
            name = f"{table}_tolak_{action.lower()}"
            connection.execute(text(f"CREATE TRIGGER {name} BEFORE {action} ON {table} {what}"))
        if sqlite:
            # INSERT OR REPLACE deletes without asking the trigger on DELETE.
            connection.execute(
                text(
                    f"CREATE TRIGGER {table}_tolak_timpa BEFORE INSERT ON {table} "  # noqa: S608  our own names
                    f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
                    f"BEGIN SELECT RAISE(ABORT, 'tabel {table} hanya dapat ditambah'); END"
                )
            )
        else:
            connection.execute(
                text(
                    f"CREATE TRIGGER {table}_tolak_truncate BEFORE TRUNCATE ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION tolak_perubahan()"
                )
            )


def unprotect(connection: Connection, tables: Iterable[str] = TABEL) -> None:
    """Lift `protect`: for migrations, and for emptying a store of its example data."""
    sqlite = connection.dialect.name == "sqlite"
    for table in tables:
        for action in ("update", "delete", "truncate", "timpa"):
            where = "" if sqlite else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_tolak_{action}{where}"))
