"""Pencarian: the index of words. It is made empty; `model.migrate.upgrade` fills it."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # The words come ready-made from Python, so only spaces part them: tokenizer ascii.
        op.execute(
            "CREATE VIRTUAL TABLE cari USING fts5"
            "(jenis, kode, judul, isi, tokenize = 'ascii', prefix = '2')"
        )
        return
    op.execute(
        "CREATE TABLE cari (id bigint NOT NULL CONSTRAINT pk_cari PRIMARY KEY, "
        "jenis varchar(1) NOT NULL, vektor tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_cari_vektor ON cari USING gin (vektor)")


def downgrade() -> None:
    op.execute("DROP TABLE cari")
