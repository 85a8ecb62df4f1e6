"""Rakor: agenda, invitations, attendance, screens, and all rows frozen at its closing."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEKU = "potret_beku"


def upgrade() -> None:
    op.create_table(
        "rakor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tema", sa.String(), nullable=False),
        sa.Column("tempat", sa.String(), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=False),
        sa.Column("catatan", sa.String(), nullable=False),
        sa.Column(
            "keadaan",
            sa.Enum(
                "disiapkan",
                "berlangsung",
                "ditutup",
                name="keadaan",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("dibuka_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditutup_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kode_hadir", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(keadaan = 'disiapkan') = (dibuka_pada IS NULL)", name=op.f("ck_rakor_dibuka")
        ),
        sa.CheckConstraint(
            "(keadaan = 'ditutup') = (ditutup_pada IS NOT NULL)", name=op.f("ck_rakor_ditutup")
        ),
        sa.CheckConstraint(
            "length(catatan) BETWEEN 0 AND 2000", name=op.f("ck_rakor_catatan_panjang")
        ),
        sa.CheckConstraint("length(tema) BETWEEN 3 AND 200", name=op.f("ck_rakor_tema_panjang")),
        sa.CheckConstraint(
            "length(tempat) BETWEEN 0 AND 200", name=op.f("ck_rakor_tempat_panjang")
        ),
        sa.CheckConstraint("selesai >= mulai", name=op.f("ck_rakor_urut")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rakor")),
        sa.UniqueConstraint("kode_hadir", name=op.f("uq_rakor_kode_hadir")),
    )
    with op.batch_alter_table("rakor", schema=None) as batch_op:
        batch_op.create_index("ix_rakor_mulai", ["mulai"], unique=False)
        batch_op.create_index(
            "uq_rakor_berlangsung",
            ["keadaan"],
            unique=True,
            sqlite_where=sa.text("keadaan = 'berlangsung'"),
            postgresql_where=sa.text("keadaan = 'berlangsung'"),
        )

    op.create_table(
        "keadaan_layar",
        sa.Column("rakor_id", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "otomatis",
                "dipandu",
                name="mode_layar",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("slide", sa.String(), nullable=False),
        sa.Column("detik", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.CheckConstraint("detik BETWEEN 5 AND 600", name=op.f("ck_keadaan_layar_detik_rentang")),
        sa.CheckConstraint(
            "length(slide) BETWEEN 1 AND 80", name=op.f("ck_keadaan_layar_slide_panjang")
        ),
        sa.ForeignKeyConstraint(["rakor_id"], ["rakor.id"], name=op.f("fk_keadaan_layar_rakor_id")),
        sa.PrimaryKeyConstraint("rakor_id", name=op.f("pk_keadaan_layar")),
    )
    op.create_table(
        "potret_beku",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rakor_id", sa.Integer(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hari", sa.Date(), nullable=False),
        sa.Column("isi", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(sha256) BETWEEN 64 AND 64", name=op.f("ck_potret_beku_sha256_panjang")
        ),
        sa.ForeignKeyConstraint(["rakor_id"], ["rakor.id"], name=op.f("fk_potret_beku_rakor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_potret_beku")),
        sa.UniqueConstraint("rakor_id", name=op.f("uq_potret_beku_rakor_id")),
    )
    op.create_table(
        "sesi_rakor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rakor_id", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("jam_mulai", sa.Time(), nullable=False),
        sa.Column("jam_selesai", sa.Time(), nullable=False),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("jam_selesai > jam_mulai", name=op.f("ck_sesi_rakor_urut")),
        sa.CheckConstraint(
            "length(nama) BETWEEN 3 AND 120", name=op.f("ck_sesi_rakor_nama_panjang")
        ),
        sa.ForeignKeyConstraint(["rakor_id"], ["rakor.id"], name=op.f("fk_sesi_rakor_rakor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesi_rakor")),
    )
    with op.batch_alter_table("sesi_rakor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sesi_rakor_rakor_id"), ["rakor_id"], unique=False)

    op.create_table(
        "undangan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rakor_id", sa.Integer(), nullable=False),
        sa.Column("pd_id", sa.Integer(), nullable=False),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pd_id"], ["perangkat_daerah.id"], name=op.f("fk_undangan_pd_id")),
        sa.ForeignKeyConstraint(["rakor_id"], ["rakor.id"], name=op.f("fk_undangan_rakor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undangan")),
        sa.UniqueConstraint("rakor_id", "pd_id", name="uq_undangan_rakor_id_pd_id"),
    )
    with op.batch_alter_table("undangan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_undangan_pd_id"), ["pd_id"], unique=False)

    op.create_table(
        "agenda",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rakor_id", sa.Integer(), nullable=False),
        sa.Column("sesi_id", sa.Integer(), nullable=True),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("pokja_id", sa.Integer(), nullable=True),
        sa.Column("menit", sa.Integer(), nullable=False),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(judul) BETWEEN 3 AND 200", name=op.f("ck_agenda_judul_panjang")),
        sa.CheckConstraint("menit BETWEEN 1 AND 480", name=op.f("ck_agenda_menit_rentang")),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_agenda_pokja_id")),
        sa.ForeignKeyConstraint(["rakor_id"], ["rakor.id"], name=op.f("fk_agenda_rakor_id")),
        sa.ForeignKeyConstraint(["sesi_id"], ["sesi_rakor.id"], name=op.f("fk_agenda_sesi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda")),
    )
    with op.batch_alter_table("agenda", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_pokja_id"), ["pokja_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_sesi_id"), ["sesi_id"], unique=False)
        batch_op.create_index("ix_agenda_urutan", ["rakor_id", "urutan"], unique=False)

    op.create_table(
        "kehadiran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rakor_id", sa.Integer(), nullable=False),
        sa.Column("pd_id", sa.Integer(), nullable=False),
        sa.Column("pengguna_id", sa.Integer(), nullable=True),
        sa.Column("jabatan", sa.String(), nullable=False),
        sa.Column(
            "cara",
            sa.Enum(
                "sekretariat",
                "sendiri",
                name="cara",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(cara = 'sendiri') = (pengguna_id IS NOT NULL)",
            name=op.f("ck_kehadiran_sendiri_berakun"),
        ),
        sa.CheckConstraint(
            "length(jabatan) BETWEEN 0 AND 160", name=op.f("ck_kehadiran_jabatan_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["pd_id"], ["perangkat_daerah.id"], name=op.f("fk_kehadiran_pd_id")
        ),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_kehadiran_pengguna_id")
        ),
        sa.ForeignKeyConstraint(["rakor_id"], ["rakor.id"], name=op.f("fk_kehadiran_rakor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kehadiran")),
    )
    with op.batch_alter_table("kehadiran", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kehadiran_pd_id"), ["pd_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kehadiran_pengguna_id"), ["pengguna_id"], unique=False)
        batch_op.create_index(
            "ix_kehadiran_rakor", ["rakor_id", "ditarik_pada", "pd_id"], unique=False
        )
        batch_op.create_index(
            "uq_kehadiran_pengguna",
            ["rakor_id", "pengguna_id"],
            unique=True,
            sqlite_where=sa.text("ditarik_pada IS NULL AND pengguna_id IS NOT NULL"),
            postgresql_where=sa.text("ditarik_pada IS NULL AND pengguna_id IS NOT NULL"),
        )

    op.create_table(
        "waktu_agenda",
        sa.Column("agenda_id", sa.Integer(), nullable=False),
        sa.Column("terpakai", sa.Integer(), nullable=False),
        sa.Column("berjalan_sejak", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("terpakai >= 0", name=op.f("ck_waktu_agenda_terpakai_positif")),
        sa.ForeignKeyConstraint(
            ["agenda_id"], ["agenda.id"], name=op.f("fk_waktu_agenda_agenda_id")
        ),
        sa.PrimaryKeyConstraint("agenda_id", name=op.f("pk_waktu_agenda")),
    )
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rakor_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("tentang", sa.String(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_keputusan_rakor_id"), ["rakor_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_keputusan_rakor_id"), "rakor", ["rakor_id"], ["id"]
        )
        batch_op.create_check_constraint(
            op.f("ck_keputusan_tentang_panjang"), "length(tentang) BETWEEN 0 AND 20"
        )
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.alter_column("tentang", server_default=None)
    _protect()


def _protect() -> None:
    """Make the database refuse to change or delete what is frozen (see `model.append_only`)."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for action in ("UPDATE", "DELETE"):
        what = (
            f"BEGIN SELECT RAISE(ABORT, 'tabel {BEKU} hanya dapat ditambah'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION tolak_perubahan()"
        )
        op.execute(f"CREATE TRIGGER {BEKU}_tolak_{action.lower()} BEFORE {action} ON {BEKU} {what}")
    if sqlite:
        op.execute(
            f"CREATE TRIGGER {BEKU}_tolak_timpa BEFORE INSERT ON {BEKU} "  # noqa: S608  our own name
            f"WHEN EXISTS (SELECT 1 FROM {BEKU} WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, 'tabel {BEKU} hanya dapat ditambah'); END"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {BEKU}_tolak_truncate BEFORE TRUNCATE ON {BEKU} "
            "FOR EACH STATEMENT EXECUTE FUNCTION tolak_perubahan()"
        )


def downgrade() -> None:
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_keputusan_tentang_panjang"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_keputusan_rakor_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_keputusan_rakor_id"))
        batch_op.drop_column("tentang")
        batch_op.drop_column("rakor_id")

    op.drop_table("waktu_agenda")
    with op.batch_alter_table("kehadiran", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_kehadiran_pengguna",
            sqlite_where=sa.text("ditarik_pada IS NULL AND pengguna_id IS NOT NULL"),
            postgresql_where=sa.text("ditarik_pada IS NULL AND pengguna_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_kehadiran_rakor")
        batch_op.drop_index(batch_op.f("ix_kehadiran_pengguna_id"))
        batch_op.drop_index(batch_op.f("ix_kehadiran_pd_id"))

    op.drop_table("kehadiran")
    with op.batch_alter_table("agenda", schema=None) as batch_op:
        batch_op.drop_index("ix_agenda_urutan")
        batch_op.drop_index(batch_op.f("ix_agenda_sesi_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_pokja_id"))

    op.drop_table("agenda")
    with op.batch_alter_table("undangan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_undangan_pd_id"))

    op.drop_table("undangan")
    with op.batch_alter_table("sesi_rakor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sesi_rakor_rakor_id"))

    op.drop_table("sesi_rakor")
    op.drop_table("potret_beku")
    op.drop_table("keadaan_layar")
    with op.batch_alter_table("rakor", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_rakor_berlangsung",
            sqlite_where=sa.text("keadaan = 'berlangsung'"),
            postgresql_where=sa.text("keadaan = 'berlangsung'"),
        )
        batch_op.drop_index("ix_rakor_mulai")

    op.drop_table("rakor")
