"""Pimpinan: rules as data, indicators, events."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TUMBUH = "nilai_indikator"
DIHITUNG = "kolom IN ('tenggat', 'besaran_saat_ini', 'ditarik_pada')"


def upgrade() -> None:
    op.create_table(
        "pengabaian",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("aturan", sa.String(), nullable=False),
        sa.Column("objek", sa.String(), nullable=False),
        sa.Column("objek_lain", sa.String(), nullable=False),
        sa.Column("alasan", sa.String(), nullable=False),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column("pelaku_id", sa.Integer(), nullable=True),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dicabut_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(alasan) BETWEEN 3 AND 500", name=op.f("ck_pengabaian_alasan_panjang")
        ),
        sa.CheckConstraint(
            "length(aturan) BETWEEN 3 AND 40", name=op.f("ck_pengabaian_aturan_panjang")
        ),
        sa.CheckConstraint(
            "length(objek) BETWEEN 3 AND 40", name=op.f("ck_pengabaian_objek_panjang")
        ),
        sa.CheckConstraint(
            "length(objek_lain) BETWEEN 0 AND 40", name=op.f("ck_pengabaian_objek_lain_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_pengabaian_pelaku_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pengabaian")),
    )
    with op.batch_alter_table("pengabaian", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pengabaian_pelaku_id"), ["pelaku_id"], unique=False)
        batch_op.create_index(
            "uq_pengabaian_temuan",
            ["aturan", "objek", "objek_lain"],
            unique=True,
            sqlite_where=sa.text("dicabut_pada IS NULL"),
            postgresql_where=sa.text("dicabut_pada IS NULL"),
        )

    op.create_table(
        "indikator_risiko",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("risiko_id", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("satuan", sa.String(), nullable=False),
        sa.Column(
            "arah",
            sa.Enum(
                "naik", "turun", name="arah", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("batas_waspada", sa.Float(), nullable=False),
        sa.Column("batas_bahaya", sa.Float(), nullable=False),
        sa.Column("sumber", sa.String(), nullable=False),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan_ditarik", sa.String(), nullable=False),
        sa.CheckConstraint(
            "CASE arah WHEN 'naik' THEN batas_bahaya > batas_waspada ELSE batas_bahaya < batas_waspada END",
            name=op.f("ck_indikator_risiko_batas_urut"),
        ),
        sa.CheckConstraint(
            "length(alasan_ditarik) BETWEEN 0 AND 500",
            name=op.f("ck_indikator_risiko_alasan_ditarik_panjang"),
        ),
        sa.CheckConstraint(
            "batas_bahaya BETWEEN -1000000000000 AND 1000000000000",
            name=op.f("ck_indikator_risiko_batas_bahaya_rentang"),
        ),
        sa.CheckConstraint(
            "batas_waspada BETWEEN -1000000000000 AND 1000000000000",
            name=op.f("ck_indikator_risiko_batas_waspada_rentang"),
        ),
        sa.CheckConstraint(
            "length(nama) BETWEEN 3 AND 200", name=op.f("ck_indikator_risiko_nama_panjang")
        ),
        sa.CheckConstraint(
            "length(satuan) BETWEEN 1 AND 40", name=op.f("ck_indikator_risiko_satuan_panjang")
        ),
        sa.CheckConstraint(
            "length(sumber) BETWEEN 0 AND 300", name=op.f("ck_indikator_risiko_sumber_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["risiko_id"], ["risiko.id"], name=op.f("fk_indikator_risiko_risiko_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indikator_risiko")),
    )
    with op.batch_alter_table("indikator_risiko", schema=None) as batch_op:
        batch_op.create_index(
            "ix_indikator_risiko_risiko", ["risiko_id", "ditarik_pada"], unique=False
        )

    op.create_table(
        "kejadian_risiko",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("risiko_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("uraian", sa.String(), nullable=False),
        sa.Column("sebab", sa.String(), nullable=False),
        sa.Column("dampak", sa.String(), nullable=False),
        sa.Column("penanganan", sa.String(), nullable=False),
        sa.Column("kerugian", sa.BigInteger(), nullable=True),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column("pelaku_id", sa.Integer(), nullable=True),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan_ditarik", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kerugian BETWEEN 0 AND 1000000000000000",
            name=op.f("ck_kejadian_risiko_kerugian_rentang"),
        ),
        sa.CheckConstraint(
            "length(alasan_ditarik) BETWEEN 0 AND 500",
            name=op.f("ck_kejadian_risiko_alasan_ditarik_panjang"),
        ),
        sa.CheckConstraint(
            "length(dampak) BETWEEN 0 AND 1000", name=op.f("ck_kejadian_risiko_dampak_panjang")
        ),
        sa.CheckConstraint(
            "length(penanganan) BETWEEN 0 AND 1000",
            name=op.f("ck_kejadian_risiko_penanganan_panjang"),
        ),
        sa.CheckConstraint(
            "length(sebab) BETWEEN 0 AND 1000", name=op.f("ck_kejadian_risiko_sebab_panjang")
        ),
        sa.CheckConstraint(
            "length(uraian) BETWEEN 3 AND 1000", name=op.f("ck_kejadian_risiko_uraian_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_kejadian_risiko_pelaku_id")
        ),
        sa.ForeignKeyConstraint(
            ["risiko_id"], ["risiko.id"], name=op.f("fk_kejadian_risiko_risiko_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kejadian_risiko")),
    )
    with op.batch_alter_table("kejadian_risiko", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kejadian_risiko_pelaku_id"), ["pelaku_id"], unique=False
        )
        batch_op.create_index(
            "ix_kejadian_risiko_risiko", ["risiko_id", "ditarik_pada", "tanggal"], unique=False
        )
        batch_op.create_index(
            "ix_kejadian_risiko_tanggal", ["ditarik_pada", "tanggal"], unique=False
        )

    op.create_table(
        "nilai_indikator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indikator_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("nilai", sa.Float(), nullable=False),
        sa.Column("catatan", sa.String(), nullable=False),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column("pelaku_id", sa.Integer(), nullable=True),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(catatan) BETWEEN 0 AND 500", name=op.f("ck_nilai_indikator_catatan_panjang")
        ),
        sa.CheckConstraint(
            "nilai BETWEEN -1000000000000 AND 1000000000000",
            name=op.f("ck_nilai_indikator_nilai_rentang"),
        ),
        sa.ForeignKeyConstraint(
            ["indikator_id"], ["indikator_risiko.id"], name=op.f("fk_nilai_indikator_indikator_id")
        ),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_nilai_indikator_pelaku_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nilai_indikator")),
    )
    with op.batch_alter_table("nilai_indikator", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nilai_indikator_pelaku_id"), ["pelaku_id"], unique=False
        )
        batch_op.create_index(
            "ix_nilai_indikator_terbaru", ["indikator_id", "tanggal", "id"], unique=False
        )

    op.create_table(
        "eskalasi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pokja_id", sa.Integer(), nullable=False),
        sa.Column("permasalahan_id", sa.Integer(), nullable=True),
        sa.Column("risiko_id", sa.Integer(), nullable=True),
        sa.Column("aksi_id", sa.Integer(), nullable=True),
        sa.Column("alasan", sa.String(), nullable=False),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column("pelaku_id", sa.Integer(), nullable=True),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ditutup_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditarik_kembali", sa.Boolean(), nullable=False),
        sa.Column("hasil", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN permasalahan_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN risiko_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN aksi_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_eskalasi_satu_objek"),
        ),
        sa.CheckConstraint(
            "ditutup_pada IS NULL OR length(hasil) > 0", name=op.f("ck_eskalasi_ditutup_berhasil")
        ),
        sa.CheckConstraint(
            "length(alasan) BETWEEN 10 AND 500", name=op.f("ck_eskalasi_alasan_panjang")
        ),
        sa.CheckConstraint(
            "length(hasil) BETWEEN 0 AND 500", name=op.f("ck_eskalasi_hasil_panjang")
        ),
        sa.ForeignKeyConstraint(["aksi_id"], ["rencana_aksi.id"], name=op.f("fk_eskalasi_aksi_id")),
        sa.ForeignKeyConstraint(["pelaku_id"], ["pengguna.id"], name=op.f("fk_eskalasi_pelaku_id")),
        sa.ForeignKeyConstraint(
            ["permasalahan_id"], ["permasalahan.id"], name=op.f("fk_eskalasi_permasalahan_id")
        ),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_eskalasi_pokja_id")),
        sa.ForeignKeyConstraint(["risiko_id"], ["risiko.id"], name=op.f("fk_eskalasi_risiko_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eskalasi")),
    )
    with op.batch_alter_table("eskalasi", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_eskalasi_pelaku_id"), ["pelaku_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_eskalasi_pokja_id"), ["pokja_id"], unique=False)
        batch_op.create_index("ix_eskalasi_terbuka", ["ditutup_pada", "pokja_id"], unique=False)
        batch_op.create_index(
            "uq_eskalasi_aksi",
            ["aksi_id"],
            unique=True,
            sqlite_where=sa.text("ditutup_pada IS NULL AND aksi_id IS NOT NULL"),
            postgresql_where=sa.text("ditutup_pada IS NULL AND aksi_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_eskalasi_permasalahan",
            ["permasalahan_id"],
            unique=True,
            sqlite_where=sa.text("ditutup_pada IS NULL AND permasalahan_id IS NOT NULL"),
            postgresql_where=sa.text("ditutup_pada IS NULL AND permasalahan_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_eskalasi_risiko",
            ["risiko_id"],
            unique=True,
            sqlite_where=sa.text("ditutup_pada IS NULL AND risiko_id IS NOT NULL"),
            postgresql_where=sa.text("ditutup_pada IS NULL AND risiko_id IS NOT NULL"),
        )

    op.create_index(
        "ix_riwayat_dihitung",
        "riwayat",
        ["tabel", "kolom", "baris_id", "pada", "sebelum", "sesudah"],
        sqlite_where=sa.text(DIHITUNG),
        postgresql_where=sa.text(DIHITUNG),
    )
    op.create_index("ix_keputusan_tentang", "keputusan", ["tentang"])

    with op.batch_alter_table("aturan_risiko") as batch_op:
        batch_op.add_column(sa.Column("versi", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("nama", sa.String(), nullable=False, server_default="Bawaan"))
        batch_op.add_column(sa.Column("ditetapkan_pada", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("dibuang_pada", sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column("berlaku_sejak", existing_type=sa.Date(), nullable=True)
        batch_op.drop_constraint("uq_aturan_risiko_berlaku_sejak", type_="unique")
        batch_op.create_check_constraint(
            op.f("ck_aturan_risiko_nama_panjang"), "length(nama) BETWEEN 0 AND 120"
        )
        batch_op.create_check_constraint(
            op.f("ck_aturan_risiko_catatan_panjang"), "length(catatan) BETWEEN 0 AND 1000"
        )
        batch_op.create_check_constraint(
            op.f("ck_aturan_risiko_dibuang_rancangan"),
            "berlaku_sejak IS NULL OR dibuang_pada IS NULL",
        )
    with op.batch_alter_table("aturan_risiko") as batch_op:
        batch_op.alter_column("versi", existing_type=sa.Integer(), server_default=None)
        batch_op.alter_column("nama", existing_type=sa.String(), server_default=None)
        batch_op.create_index("ix_aturan_risiko_berlaku", ["berlaku_sejak", "ditetapkan_pada"])

    empty = sa.text("ukuran = ''")
    op.create_index(
        "ix_rencana_aksi_tanpa_ukuran",
        "rencana_aksi",
        ["ditarik_pada", "pokja_id", "status"],
        sqlite_where=empty,
        postgresql_where=empty,
    )

    with op.batch_alter_table("bukti") as batch_op:
        batch_op.add_column(sa.Column("risiko_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("penilaian_id", sa.Integer(), nullable=True))
        batch_op.alter_column("aksi_id", existing_type=sa.Integer(), nullable=True)
        batch_op.create_index("ix_bukti_penilaian_id", ["penilaian_id"])
        batch_op.create_index("ix_bukti_risiko", ["risiko_id", "ditarik_pada"])
        batch_op.create_foreign_key(
            op.f("fk_bukti_penilaian_id"), "penilaian_risiko", ["penilaian_id"], ["id"]
        )
        batch_op.create_foreign_key(op.f("fk_bukti_risiko_id"), "risiko", ["risiko_id"], ["id"])
        batch_op.create_check_constraint(
            op.f("ck_bukti_satu_induk"), "(aksi_id IS NULL) <> (risiko_id IS NULL)"
        )
        batch_op.create_check_constraint(
            op.f("ck_bukti_penilaian_risiko"), "penilaian_id IS NULL OR risiko_id IS NOT NULL"
        )

    _give_words_to_rules()
    _protect()


def _skala(*keys: str) -> sa.Table:
    """Return the table of scale words, keyed by `keys`."""
    own = [sa.Column("aturan_id", sa.Integer(), nullable=False)] if "aturan_id" in keys else []
    references = (
        [
            sa.CheckConstraint("length(nama) BETWEEN 3 AND 60", name=op.f("ck_skala_nama_panjang")),
            sa.ForeignKeyConstraint(
                ["aturan_id"], ["aturan_risiko.id"], name=op.f("fk_skala_aturan_id")
            ),
        ]
        if own
        else []
    )
    return op.create_table(
        "skala",
        *own,
        sa.Column(
            "jenis",
            sa.Enum(
                "kemungkinan",
                "dampak",
                name="jenisskala",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("tingkat", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("kriteria", sa.String(), nullable=False),
        sa.Column("sumber", sa.String(), nullable=False),
        sa.CheckConstraint("tingkat BETWEEN 1 AND 5", name=op.f("ck_skala_tingkat_rentang")),
        sa.CheckConstraint(
            "length(kriteria) BETWEEN 3 AND 600", name=op.f("ck_skala_kriteria_panjang")
        ),
        *references,
        sa.PrimaryKeyConstraint(*keys, name=op.f("pk_skala")),
    )


def _give_words_to_rules() -> None:
    """Every aturan gets the words that all of them shared."""
    connection = op.get_bind()
    kept = connection.execute(sa.text("SELECT jenis, tingkat, nama, kriteria, sumber FROM skala"))
    rows = [dict(row) for row in kept.mappings()]
    rules = connection.execute(sa.text("SELECT id FROM aturan_risiko")).scalars().all()
    op.drop_table("skala")
    skala = _skala("aturan_id", "jenis", "tingkat")
    op.bulk_insert(skala, [row | {"aturan_id": rule} for rule in rules for row in rows])


def _share_words() -> None:
    """Only the words of the newest aturan stay."""
    connection = op.get_bind()
    kept = connection.execute(
        sa.text(
            "SELECT jenis, tingkat, nama, kriteria, sumber FROM skala WHERE aturan_id ="
            " (SELECT id FROM aturan_risiko ORDER BY berlaku_sejak DESC LIMIT 1)"
        )
    )
    rows = [dict(row) for row in kept.mappings()]
    op.drop_table("skala")
    op.bulk_insert(_skala("jenis", "tingkat"), rows)


def _protect() -> None:
    """Make the database refuse to change or delete what was measured (see `model.append_only`)."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for action in ("UPDATE", "DELETE"):
        what = (
            f"BEGIN SELECT RAISE(ABORT, 'tabel {TUMBUH} hanya dapat ditambah'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION tolak_perubahan()"
        )
        op.execute(
            f"CREATE TRIGGER {TUMBUH}_tolak_{action.lower()} BEFORE {action} ON {TUMBUH} {what}"
        )
    if sqlite:
        op.execute(
            f"CREATE TRIGGER {TUMBUH}_tolak_timpa BEFORE INSERT ON {TUMBUH} "  # noqa: S608  our own name
            f"WHEN EXISTS (SELECT 1 FROM {TUMBUH} WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, 'tabel {TUMBUH} hanya dapat ditambah'); END"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {TUMBUH}_tolak_truncate BEFORE TRUNCATE ON {TUMBUH} "
            "FOR EACH STATEMENT EXECUTE FUNCTION tolak_perubahan()"
        )


def _keep_one_a_day() -> None:
    """Of the aturan adopted on one day only the last stays; what was assessed by others is its."""
    connection = op.get_bind()
    query = (
        "SELECT id, berlaku_sejak FROM aturan_risiko"
        " ORDER BY berlaku_sejak, ditetapkan_pada IS NOT NULL, ditetapkan_pada, id"
    )
    adopted = connection.execute(sa.text(query)).all()
    last = {day: row_id for row_id, day in adopted}
    gone = [{"lama": row_id, "baru": last[day]} for row_id, day in adopted if last[day] != row_id]
    if not gone:
        return
    with _unlocked(connection):
        move = "UPDATE penilaian_risiko SET aturan_id = :baru WHERE aturan_id = :lama"
        connection.execute(sa.text(move), gone)
    for statement in (
        "DELETE FROM selera_risiko WHERE aturan_id = :lama",
        "DELETE FROM skala WHERE aturan_id = :lama",
        "DELETE FROM aturan_risiko WHERE id = :lama",
    ):
        connection.execute(sa.text(statement), gone)


@contextmanager
def _unlocked(connection: sa.Connection) -> Iterator[None]:
    """Lift the trigger that refuses to change penilaian, and put it back as it was."""
    name = "penilaian_risiko_tolak_update"
    if connection.dialect.name == "sqlite":
        query = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
        trigger = connection.execute(query, {"name": name}).scalar_one()
        op.execute(f"DROP TRIGGER {name}")
        yield
        connection.exec_driver_sql(trigger)
    else:
        op.execute(f"ALTER TABLE penilaian_risiko DISABLE TRIGGER {name}")
        yield
        op.execute(f"ALTER TABLE penilaian_risiko ENABLE TRIGGER {name}")


def downgrade() -> None:
    # Rules that were never in force, and evidence of risiko, are newer than what we go back to.
    draft = "(SELECT id FROM aturan_risiko WHERE berlaku_sejak IS NULL)"
    op.execute(f"DELETE FROM selera_risiko WHERE aturan_id IN {draft}")  # noqa: S608  our own text
    op.execute(f"DELETE FROM skala WHERE aturan_id IN {draft}")  # noqa: S608  our own text
    op.drop_index("ix_keputusan_tentang", "keputusan")
    op.drop_index("ix_riwayat_dihitung", "riwayat")
    op.drop_index("ix_rencana_aksi_tanpa_ukuran", "rencana_aksi")
    op.execute("DELETE FROM aturan_risiko WHERE berlaku_sejak IS NULL")
    op.execute("DELETE FROM bukti WHERE aksi_id IS NULL")
    _keep_one_a_day()
    _share_words()

    with op.batch_alter_table("bukti") as batch_op:
        batch_op.drop_constraint(op.f("ck_bukti_penilaian_risiko"), type_="check")
        batch_op.drop_constraint(op.f("ck_bukti_satu_induk"), type_="check")
        batch_op.drop_constraint(op.f("fk_bukti_risiko_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_bukti_penilaian_id"), type_="foreignkey")
        batch_op.drop_index("ix_bukti_risiko")
        batch_op.drop_index("ix_bukti_penilaian_id")
        batch_op.alter_column("aksi_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column("penilaian_id")
        batch_op.drop_column("risiko_id")

    with op.batch_alter_table("aturan_risiko") as batch_op:
        batch_op.drop_constraint(op.f("ck_aturan_risiko_dibuang_rancangan"), type_="check")
        batch_op.drop_constraint(op.f("ck_aturan_risiko_catatan_panjang"), type_="check")
        batch_op.drop_constraint(op.f("ck_aturan_risiko_nama_panjang"), type_="check")
        batch_op.drop_index("ix_aturan_risiko_berlaku")
        batch_op.create_unique_constraint(op.f("uq_aturan_risiko_berlaku_sejak"), ["berlaku_sejak"])
        batch_op.alter_column("berlaku_sejak", existing_type=sa.Date(), nullable=False)
        for kolom in ("dibuang_pada", "ditetapkan_pada", "nama", "diubah_pada", "dibuat_pada"):
            batch_op.drop_column(kolom)
        batch_op.drop_column("versi")

    for table in (
        "eskalasi", "nilai_indikator", "kejadian_risiko", "indikator_risiko", "pengabaian",
    ):  # fmt: skip
        op.drop_table(table)
