"""Pesan: two more kinds, for a decision that is asked of pimpinan and for what came of it."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

JENIS = (
    "'dikembalikan', 'diterima', 'diajukan', 'sebutan', 'komentar', 'keputusan', 'tenggat', "
    "'terlambat'"
)
BARU = "'diminta', 'dijawab'"


def upgrade() -> None:
    _take_only(f"{JENIS}, {BARU}")


def downgrade() -> None:
    # Their mails are forgotten too: a number that is used again would keep a new one from going.
    op.execute("DELETE FROM surel WHERE kunci LIKE 'eskalasi:%' OR kunci LIKE 'jawaban:%'")
    op.execute(f"DELETE FROM pesan WHERE jenis IN ({BARU})")  # noqa: S608  our own words
    _take_only(JENIS)


def _take_only(jenis: str) -> None:
    # On SQLite this makes the table anew; it has no triggers that would be lost.
    with op.batch_alter_table("pesan") as batch_op:
        batch_op.drop_constraint(op.f("ck_pesan_jenispesan"), type_="check")
        batch_op.create_check_constraint(op.f("ck_pesan_jenispesan"), f"jenis IN ({jenis})")
