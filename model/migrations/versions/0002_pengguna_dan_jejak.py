"""Pengguna, bukti, verifikasi, percakapan, and a riwayat that only grows."""

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "percobaan_masuk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gagal", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_percobaan_masuk")),
    )
    with op.batch_alter_table("percobaan_masuk", schema=None) as batch_op:
        batch_op.create_index("ix_percobaan_masuk_kunci", ["kunci", "pada"], unique=False)
        batch_op.create_index(batch_op.f("ix_percobaan_masuk_pada"), ["pada"], unique=False)

    op.create_table(
        "pengguna",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nama_masuk", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("jabatan", sa.String(), nullable=False),
        sa.Column("surel", sa.String(), nullable=False),
        sa.Column("surel_aktif", sa.Boolean(), nullable=False),
        sa.Column(
            "peran",
            sa.Enum(
                "admin",
                "sekretariat",
                "ketua",
                "anggota",
                "pic",
                "verifikator",
                "pimpinan",
                "layar",
                "program",
                name="peran",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("pokja_id", sa.Integer(), nullable=True),
        sa.Column("pd_id", sa.Integer(), nullable=True),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("contoh", sa.Boolean(), nullable=False),
        sa.Column("sandi", sa.String(), nullable=False),
        sa.Column("sandi_harus_ganti", sa.Boolean(), nullable=False),
        sa.Column("sandi_diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("oidc_penerbit", sa.String(), nullable=True),
        sa.Column("oidc_subjek", sa.String(), nullable=True),
        sa.Column("dianonimkan_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(peran = 'pic') = (pd_id IS NOT NULL)", name=op.f("ck_pengguna_pd_sesuai_peran")
        ),
        sa.CheckConstraint(
            "(peran IN ('ketua', 'anggota')) = (pokja_id IS NOT NULL)",
            name=op.f("ck_pengguna_pokja_sesuai_peran"),
        ),
        sa.CheckConstraint("peran <> 'program'", name=op.f("ck_pengguna_orang")),
        sa.CheckConstraint(
            "length(jabatan) BETWEEN 0 AND 160", name=op.f("ck_pengguna_jabatan_panjang")
        ),
        sa.CheckConstraint("length(nama) BETWEEN 2 AND 120", name=op.f("ck_pengguna_nama_panjang")),
        sa.CheckConstraint(
            "length(nama_masuk) BETWEEN 2 AND 80", name=op.f("ck_pengguna_nama_masuk_panjang")
        ),
        sa.CheckConstraint(
            "length(surel) BETWEEN 0 AND 200", name=op.f("ck_pengguna_surel_panjang")
        ),
        sa.ForeignKeyConstraint(["pd_id"], ["perangkat_daerah.id"], name=op.f("fk_pengguna_pd_id")),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_pengguna_pokja_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pengguna")),
        sa.UniqueConstraint("nama_masuk", name=op.f("uq_pengguna_nama_masuk")),
    )
    with op.batch_alter_table("pengguna", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pengguna_pd_id"), ["pd_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pengguna_pokja_id"), ["pokja_id"], unique=False)
        batch_op.create_index("uq_pengguna_oidc", ["oidc_penerbit", "oidc_subjek"], unique=True)

    op.create_table(
        "pesan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pengguna_id", sa.Integer(), nullable=False),
        sa.Column(
            "jenis",
            sa.Enum(
                "dikembalikan",
                "diterima",
                "diajukan",
                "sebutan",
                "komentar",
                "keputusan",
                "tenggat",
                "terlambat",
                name="jenispesan",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("kunci", sa.String(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("kalimat", sa.String(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dibaca_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(kalimat) BETWEEN 1 AND 400", name=op.f("ck_pesan_kalimat_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_pesan_pengguna_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pesan")),
        sa.UniqueConstraint("pengguna_id", "kunci", name=op.f("uq_pesan_pengguna_id_kunci")),
    )
    with op.batch_alter_table("pesan", schema=None) as batch_op:
        batch_op.create_index("ix_pesan_kotak", ["pengguna_id", "dibaca_pada", "id"], unique=False)

    op.create_table(
        "sesi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("pengguna_id", sa.Integer(), nullable=False),
        sa.Column(
            "cara",
            sa.Enum(
                "sandi",
                "oidc",
                "contoh",
                "layar",
                name="caramasuk",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("mulai_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dipakai_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("berakhir_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("diakhiri_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alamat", sa.String(), nullable=False),
        sa.Column("peramban", sa.String(), nullable=False),
        sa.CheckConstraint("length(token) BETWEEN 64 AND 64", name=op.f("ck_sesi_token_panjang")),
        sa.ForeignKeyConstraint(["pengguna_id"], ["pengguna.id"], name=op.f("fk_sesi_pengguna_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesi")),
        sa.UniqueConstraint("token", name=op.f("uq_sesi_token")),
    )
    with op.batch_alter_table("sesi", schema=None) as batch_op:
        batch_op.create_index("ix_sesi_pengguna", ["pengguna_id", "diakhiri_pada"], unique=False)

    op.create_table(
        "surel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pengguna_id", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(), nullable=False),
        sa.Column("dimulai_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dikirim_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gagal", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_surel_pengguna_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surel")),
        sa.UniqueConstraint("pengguna_id", "kunci", name=op.f("uq_surel_pengguna_id_kunci")),
    )
    op.create_table(
        "tautan_layar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("pengguna_id", sa.Integer(), nullable=False),
        sa.Column("dibuat_oleh_id", sa.Integer(), nullable=True),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("berlaku_sampai", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dipakai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dicabut_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(token) BETWEEN 64 AND 64", name=op.f("ck_tautan_layar_token_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["dibuat_oleh_id"], ["pengguna.id"], name=op.f("fk_tautan_layar_dibuat_oleh_id")
        ),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_tautan_layar_pengguna_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tautan_layar")),
        sa.UniqueConstraint("token", name=op.f("uq_tautan_layar_token")),
    )
    with op.batch_alter_table("tautan_layar", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tautan_layar_pengguna_id"), ["pengguna_id"], unique=False
        )

    op.create_table(
        "keputusan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("pokja_id", sa.Integer(), nullable=False),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan_ditarik", sa.String(), nullable=False),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("uraian", sa.String(), nullable=False),
        sa.Column("pd_id", sa.Integer(), nullable=True),
        sa.Column("tenggat", sa.Date(), nullable=True),
        sa.Column("aksi_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "terbuka",
                "selesai",
                name="statuskeputusan",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("tanggapan_pd", sa.String(), nullable=False),
        sa.Column("selesai_pada", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(status = 'selesai') = (selesai_pada IS NOT NULL)",
            name=op.f("ck_keputusan_selesai_bertanggal"),
        ),
        sa.CheckConstraint(
            "length(alasan_ditarik) BETWEEN 0 AND 500",
            name=op.f("ck_keputusan_alasan_ditarik_panjang"),
        ),
        sa.CheckConstraint(
            "length(judul) BETWEEN 3 AND 200", name=op.f("ck_keputusan_judul_panjang")
        ),
        sa.CheckConstraint(
            "length(tanggapan_pd) BETWEEN 0 AND 1000",
            name=op.f("ck_keputusan_tanggapan_pd_panjang"),
        ),
        sa.CheckConstraint(
            "length(uraian) BETWEEN 0 AND 2000", name=op.f("ck_keputusan_uraian_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["aksi_id"], ["rencana_aksi.id"], name=op.f("fk_keputusan_aksi_id")
        ),
        sa.ForeignKeyConstraint(
            ["pd_id"], ["perangkat_daerah.id"], name=op.f("fk_keputusan_pd_id")
        ),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_keputusan_pokja_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keputusan")),
        sa.UniqueConstraint("kode", name=op.f("uq_keputusan_kode")),
    )
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keputusan_aksi_id"), ["aksi_id"], unique=False)
        batch_op.create_index(
            "ix_keputusan_milik",
            ["ditarik_pada", "status", "pokja_id", "pd_id", "tenggat"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_keputusan_pd_id"), ["pd_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_keputusan_pokja_id"), ["pokja_id"], unique=False)

    op.create_table(
        "tanggapan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("risiko_id", sa.Integer(), nullable=True),
        sa.Column("aksi_id", sa.Integer(), nullable=True),
        sa.Column("pengguna_id", sa.Integer(), nullable=True),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column("usulan", sa.Boolean(), nullable=False),
        sa.Column("isi", sa.String(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(risiko_id IS NULL) <> (aksi_id IS NULL)", name=op.f("ck_tanggapan_satu_objek")
        ),
        sa.CheckConstraint("length(isi) BETWEEN 1 AND 2000", name=op.f("ck_tanggapan_isi_panjang")),
        sa.ForeignKeyConstraint(
            ["aksi_id"], ["rencana_aksi.id"], name=op.f("fk_tanggapan_aksi_id")
        ),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_tanggapan_pengguna_id")
        ),
        sa.ForeignKeyConstraint(["risiko_id"], ["risiko.id"], name=op.f("fk_tanggapan_risiko_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tanggapan")),
    )
    with op.batch_alter_table("tanggapan", schema=None) as batch_op:
        batch_op.create_index("ix_tanggapan_aksi", ["aksi_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tanggapan_pengguna_id"), ["pengguna_id"], unique=False)
        batch_op.create_index("ix_tanggapan_risiko", ["risiko_id", "id"], unique=False)

    op.create_table(
        "bukti",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("aksi_id", sa.Integer(), nullable=False),
        sa.Column("pemutakhiran_id", sa.Integer(), nullable=True),
        sa.Column(
            "jenis",
            sa.Enum(
                "berkas",
                "tautan",
                name="jenisbukti",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("tautan", sa.String(), nullable=False),
        sa.Column("tipe", sa.String(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("nama_simpan", sa.String(), nullable=True),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column("pelaku_id", sa.Integer(), nullable=True),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(jenis = 'berkas') = (nama_simpan IS NOT NULL AND sha256 IS NOT NULL)",
            name=op.f("ck_bukti_berkas_lengkap"),
        ),
        sa.CheckConstraint(
            "(jenis = 'tautan') = (length(tautan) > 0)", name=op.f("ck_bukti_tautan_lengkap")
        ),
        sa.CheckConstraint("length(nama) BETWEEN 1 AND 200", name=op.f("ck_bukti_nama_panjang")),
        sa.CheckConstraint(
            "length(tautan) BETWEEN 0 AND 1000", name=op.f("ck_bukti_tautan_panjang")
        ),
        sa.ForeignKeyConstraint(["aksi_id"], ["rencana_aksi.id"], name=op.f("fk_bukti_aksi_id")),
        sa.ForeignKeyConstraint(["pelaku_id"], ["pengguna.id"], name=op.f("fk_bukti_pelaku_id")),
        sa.ForeignKeyConstraint(
            ["pemutakhiran_id"], ["pemutakhiran.id"], name=op.f("fk_bukti_pemutakhiran_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bukti")),
        sa.UniqueConstraint("nama_simpan", name=op.f("uq_bukti_nama_simpan")),
    )
    with op.batch_alter_table("bukti", schema=None) as batch_op:
        batch_op.create_index("ix_bukti_aksi", ["aksi_id", "ditarik_pada"], unique=False)
        batch_op.create_index(batch_op.f("ix_bukti_pelaku_id"), ["pelaku_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_bukti_pemutakhiran_id"), ["pemutakhiran_id"], unique=False
        )

    op.create_table(
        "verifikasi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aksi_id", sa.Integer(), nullable=False),
        sa.Column("pemutakhiran_id", sa.Integer(), nullable=True),
        sa.Column(
            "hasil",
            sa.Enum(
                "diterima",
                "dikembalikan",
                name="hasilverifikasi",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("alasan", sa.String(), nullable=False),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column("pelaku_id", sa.Integer(), nullable=True),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "hasil <> 'dikembalikan' OR length(alasan) > 0", name=op.f("ck_verifikasi_beralasan")
        ),
        sa.CheckConstraint(
            "length(alasan) BETWEEN 0 AND 1000", name=op.f("ck_verifikasi_alasan_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["aksi_id"], ["rencana_aksi.id"], name=op.f("fk_verifikasi_aksi_id")
        ),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_verifikasi_pelaku_id")
        ),
        sa.ForeignKeyConstraint(
            ["pemutakhiran_id"], ["pemutakhiran.id"], name=op.f("fk_verifikasi_pemutakhiran_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifikasi")),
    )
    with op.batch_alter_table("verifikasi", schema=None) as batch_op:
        batch_op.create_index("ix_verifikasi_aksi", ["aksi_id", "pada"], unique=False)
        batch_op.create_index("ix_verifikasi_pada", ["pada"], unique=False)
        batch_op.create_index(batch_op.f("ix_verifikasi_pelaku_id"), ["pelaku_id"], unique=False)

    with op.batch_alter_table("pemutakhiran", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pelaku_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_pemutakhiran_pelaku_id"), ["pelaku_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_pemutakhiran_pelaku_id"), "pengguna", ["pelaku_id"], ["id"]
        )

    with op.batch_alter_table("penilaian_risiko", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pelaku_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_penilaian_risiko_pelaku_id"), ["pelaku_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_penilaian_risiko_pelaku_id"), "pengguna", ["pelaku_id"], ["id"]
        )

    _add_verifikasi()
    _chain_riwayat()
    for table in TUMBUH:
        _protect(table)


def _add_verifikasi() -> None:
    """Give every action its state; those done before there was verification wait for it."""
    op.add_column("rencana_aksi", sa.Column("verifikasi", sa.String(24), nullable=True))
    op.execute(
        "UPDATE rencana_aksi SET verifikasi = "
        "CASE WHEN status = 'selesai' THEN 'menunggu' ELSE 'belum' END"
    )
    with op.batch_alter_table("rencana_aksi") as batch_op:
        batch_op.alter_column("verifikasi", existing_type=sa.String(24), nullable=False)
        batch_op.create_check_constraint(
            op.f("ck_rencana_aksi_verifikasi"),
            "verifikasi IN ('belum', 'menunggu', 'diterima', 'dikembalikan')",
        )
        batch_op.create_check_constraint(
            op.f("ck_rencana_aksi_selesai_diajukan"),
            "(status = 'selesai') = (verifikasi IN ('menunggu', 'diterima'))",
        )
        batch_op.create_index(
            "ix_rencana_aksi_verifikasi", ["ditarik_pada", "verifikasi", "selesai_pada"]
        )


def _chain_riwayat() -> None:
    """Number the old lines without gaps and seal each with all before it."""
    op.add_column("riwayat", sa.Column("pelaku_id", sa.Integer(), nullable=True))
    op.add_column("riwayat", sa.Column("rantai", sa.String(), nullable=True))
    connection = op.get_bind()
    before, last = "0" * 64, 0
    riwayat = sa.table("riwayat", *(sa.column(nama) for nama in ("pada", *TERSEGEL)))
    rows = list(connection.execute(sa.select(riwayat).order_by(riwayat.c.id)))
    for last, row in enumerate(rows, 1):
        pada, old_id, *rest = row
        before = _seal(before, pada, [last, *rest])
        connection.execute(
            sa.text("UPDATE riwayat SET id = :id, rantai = :rantai WHERE id = :old"),
            {"id": last, "rantai": before, "old": old_id},
        )
    with op.batch_alter_table("riwayat") as batch_op:
        batch_op.drop_constraint(op.f("ck_riwayat_tindakan"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_riwayat_tindakan"),
            "tindakan IN ('dibuat', 'diubah', 'ditarik', 'dipulihkan', 'masuk', 'gagal_masuk', "
            "'keluar', 'sesi_diakhiri', 'ditolak', 'diunduh', 'dikirim', 'dikosongkan')",
        )
        batch_op.alter_column("rantai", existing_type=sa.String(), nullable=False)
        batch_op.create_check_constraint(
            op.f("ck_riwayat_rantai_panjang"), "length(rantai) BETWEEN 64 AND 64"
        )
        batch_op.create_foreign_key(op.f("fk_riwayat_pelaku_id"), "pengguna", ["pelaku_id"], ["id"])
        batch_op.create_index("ix_riwayat_pada", ["pada"])
        batch_op.create_index("ix_riwayat_pelaku", ["pelaku_id", "id"])
        batch_op.create_index("ix_riwayat_tindakan", ["tindakan", "id"])
    op.add_column("versi_data", sa.Column("riwayat_id", sa.Integer(), nullable=True))
    op.add_column("versi_data", sa.Column("rantai", sa.String(), nullable=True))
    connection.execute(
        sa.text("UPDATE versi_data SET riwayat_id = :id, rantai = :rantai"),
        {"id": last, "rantai": before},
    )
    with op.batch_alter_table("versi_data") as batch_op:
        batch_op.alter_column("riwayat_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("rantai", existing_type=sa.String(), nullable=False)


TERSEGEL = (
    "id", "pelaku", "pelaku_id", "asal", "tabel", "baris_id", "versi", "tindakan", "kolom",
    "sebelum", "sesudah",
)  # fmt: skip

TUMBUH = ("riwayat", "pemutakhiran", "penilaian_risiko", "verifikasi")


def _seal(before: str, pada: str | datetime, rest: list[object]) -> str:
    """Seal a line as `model.history.seal` did when this was released."""
    moment = datetime.fromisoformat(pada) if isinstance(pada, str) else pada
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    content = [before, moment.isoformat(timespec="microseconds"), *rest]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _protect(table: str) -> None:
    """Make the database refuse to change or delete rows (`model.append_only` keeps it so)."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.execute(
            "CREATE OR REPLACE FUNCTION tolak_perubahan() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'tabel % hanya dapat ditambah', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_tolak_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION tolak_perubahan()"
        )
    if sqlite:
        op.execute(
            f"CREATE TRIGGER {table}_tolak_timpa BEFORE INSERT ON {table} "  # noqa: S608  our own names
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, 'tabel {table} hanya dapat ditambah'); END"
        )
    for action in ("UPDATE", "DELETE"):
        what = (
            f"BEGIN SELECT RAISE(ABORT, 'tabel {table} hanya dapat ditambah'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION tolak_perubahan()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_tolak_{action.lower()} BEFORE {action} ON {table} {what}"
        )


def _unprotect(table: str) -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for action in ("update", "delete", "truncate", "timpa"):
        where = "" if sqlite else f" ON {table}"
        op.execute(f"DROP TRIGGER IF EXISTS {table}_tolak_{action}{where}")


def downgrade() -> None:
    for table in TUMBUH:
        _unprotect(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION IF EXISTS tolak_perubahan()")
    new = (
        "'"
        + "', '".join(
            (
                "masuk",
                "gagal_masuk",
                "keluar",
                "sesi_diakhiri",
                "ditolak",
                "diunduh",
                "dikirim",
                "dikosongkan",
            )
        )
        + "'"
    )
    op.execute(f"DELETE FROM riwayat WHERE tindakan IN ({new})")  # noqa: S608  our own words
    with op.batch_alter_table("versi_data", schema=None) as batch_op:
        batch_op.drop_column("rantai")
        batch_op.drop_column("riwayat_id")

    with op.batch_alter_table("riwayat", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_riwayat_rantai_panjang"), type_="check")
        batch_op.drop_constraint(op.f("ck_riwayat_tindakan"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_riwayat_tindakan"), "tindakan IN ('dibuat', 'diubah', 'ditarik', 'dipulihkan')"
        )
        batch_op.drop_constraint(batch_op.f("fk_riwayat_pelaku_id"), type_="foreignkey")
        batch_op.drop_index("ix_riwayat_tindakan")
        batch_op.drop_index("ix_riwayat_pelaku")
        batch_op.drop_index("ix_riwayat_pada")
        batch_op.drop_column("rantai")
        batch_op.drop_column("pelaku_id")

    with op.batch_alter_table("rencana_aksi", schema=None) as batch_op:
        batch_op.drop_index("ix_rencana_aksi_verifikasi")
        batch_op.drop_constraint(op.f("ck_rencana_aksi_selesai_diajukan"), type_="check")
        batch_op.drop_constraint(op.f("ck_rencana_aksi_verifikasi"), type_="check")
        batch_op.drop_column("verifikasi")

    with op.batch_alter_table("penilaian_risiko", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_penilaian_risiko_pelaku_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_penilaian_risiko_pelaku_id"))
        batch_op.drop_column("pelaku_id")

    with op.batch_alter_table("pemutakhiran", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_pemutakhiran_pelaku_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_pemutakhiran_pelaku_id"))
        batch_op.drop_column("pelaku_id")

    with op.batch_alter_table("verifikasi", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verifikasi_pelaku_id"))
        batch_op.drop_index("ix_verifikasi_pada")
        batch_op.drop_index("ix_verifikasi_aksi")

    op.drop_table("verifikasi")
    with op.batch_alter_table("bukti", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bukti_pemutakhiran_id"))
        batch_op.drop_index(batch_op.f("ix_bukti_pelaku_id"))
        batch_op.drop_index("ix_bukti_aksi")

    op.drop_table("bukti")
    with op.batch_alter_table("tanggapan", schema=None) as batch_op:
        batch_op.drop_index("ix_tanggapan_risiko")
        batch_op.drop_index(batch_op.f("ix_tanggapan_pengguna_id"))
        batch_op.drop_index("ix_tanggapan_aksi")

    op.drop_table("tanggapan")
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keputusan_pokja_id"))
        batch_op.drop_index(batch_op.f("ix_keputusan_pd_id"))
        batch_op.drop_index("ix_keputusan_milik")
        batch_op.drop_index(batch_op.f("ix_keputusan_aksi_id"))

    op.drop_table("keputusan")
    with op.batch_alter_table("tautan_layar", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tautan_layar_pengguna_id"))

    op.drop_table("tautan_layar")
    op.drop_table("surel")
    with op.batch_alter_table("sesi", schema=None) as batch_op:
        batch_op.drop_index("ix_sesi_pengguna")

    op.drop_table("sesi")
    with op.batch_alter_table("pesan", schema=None) as batch_op:
        batch_op.drop_index("ix_pesan_kotak")

    op.drop_table("pesan")
    with op.batch_alter_table("pengguna", schema=None) as batch_op:
        batch_op.drop_index("uq_pengguna_oidc")
        batch_op.drop_index(batch_op.f("ix_pengguna_pokja_id"))
        batch_op.drop_index(batch_op.f("ix_pengguna_pd_id"))

    op.drop_table("pengguna")
    with op.batch_alter_table("percobaan_masuk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_percobaan_masuk_pada"))
        batch_op.drop_index("ix_percobaan_masuk_kunci")

    op.drop_table("percobaan_masuk")
