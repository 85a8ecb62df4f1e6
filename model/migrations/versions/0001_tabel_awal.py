"""Tabel awal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kategori_risiko",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kategori_risiko")),
        sa.UniqueConstraint("kode", name=op.f("uq_kategori_risiko_kode")),
        sa.UniqueConstraint("nama", name=op.f("uq_kategori_risiko_nama")),
    )
    op.create_table(
        "matriks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("sumber", sa.String(), nullable=False),
        sa.Column(
            "keyakinan",
            sa.Enum(
                "dibaca",
                "sekunder",
                "pertimbangan",
                name="keyakinan",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "length(sumber) BETWEEN 10 AND 600", name=op.f("ck_matriks_sumber_panjang")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matriks")),
        sa.UniqueConstraint("kode", name=op.f("uq_matriks_kode")),
    )
    op.create_table(
        "pengaturan",
        sa.Column("kunci", sa.String(), nullable=False),
        sa.Column("nilai", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kunci", name=op.f("pk_pengaturan")),
    )
    op.create_table(
        "perangkat_daerah",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("singkatan", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column(
            "jenis",
            sa.Enum(
                "badan",
                "dinas",
                "sekretariat",
                "biro",
                "lembaga",
                "wilayah",
                name="jenisperangkatdaerah",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(kode) BETWEEN 2 AND 20", name=op.f("ck_perangkat_daerah_kode_panjang")
        ),
        sa.CheckConstraint(
            "length(nama) BETWEEN 3 AND 120", name=op.f("ck_perangkat_daerah_nama_panjang")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_perangkat_daerah")),
        sa.UniqueConstraint("kode", name=op.f("uq_perangkat_daerah_kode")),
        sa.UniqueConstraint("nama", name=op.f("uq_perangkat_daerah_nama")),
    )
    op.create_table(
        "riwayat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column("asal", sa.String(), nullable=False),
        sa.Column("tabel", sa.String(), nullable=False),
        sa.Column("baris_id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column(
            "tindakan",
            sa.Enum(
                "dibuat",
                "diubah",
                "ditarik",
                "dipulihkan",
                name="tindakan",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("kolom", sa.String(), nullable=False),
        sa.Column("sebelum", sa.String(), nullable=True),
        sa.Column("sesudah", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riwayat")),
    )
    with op.batch_alter_table("riwayat", schema=None) as batch_op:
        batch_op.create_index("ix_riwayat_objek", ["tabel", "baris_id", "id"], unique=False)

    op.create_table(
        "set_band",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("sumber", sa.String(), nullable=False),
        sa.Column(
            "keyakinan",
            sa.Enum(
                "dibaca",
                "sekunder",
                "pertimbangan",
                name="keyakinan",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "length(sumber) BETWEEN 10 AND 600", name=op.f("ck_set_band_sumber_panjang")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_band")),
        sa.UniqueConstraint("kode", name=op.f("uq_set_band_kode")),
    )
    op.create_table(
        "skala",
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
        sa.CheckConstraint(
            "length(kriteria) BETWEEN 3 AND 600", name=op.f("ck_skala_kriteria_panjang")
        ),
        sa.CheckConstraint("tingkat BETWEEN 1 AND 5", name=op.f("ck_skala_tingkat_rentang")),
        sa.PrimaryKeyConstraint("jenis", "tingkat", name=op.f("pk_skala")),
    )
    op.create_table(
        "versi_data",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.CheckConstraint("id BETWEEN 1 AND 1", name=op.f("ck_versi_data_id_rentang")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versi_data")),
    )
    op.create_table(
        "aturan_risiko",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matriks_id", sa.Integer(), nullable=False),
        sa.Column("set_band_id", sa.Integer(), nullable=False),
        sa.Column("batas_prioritas", sa.Integer(), nullable=False),
        sa.Column("berlaku_sejak", sa.Date(), nullable=False),
        sa.Column("catatan", sa.String(), nullable=False),
        sa.CheckConstraint(
            "batas_prioritas BETWEEN 1 AND 25",
            name=op.f("ck_aturan_risiko_batas_prioritas_rentang"),
        ),
        sa.ForeignKeyConstraint(
            ["matriks_id"], ["matriks.id"], name=op.f("fk_aturan_risiko_matriks_id")
        ),
        sa.ForeignKeyConstraint(
            ["set_band_id"], ["set_band.id"], name=op.f("fk_aturan_risiko_set_band_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aturan_risiko")),
        sa.UniqueConstraint("berlaku_sejak", name=op.f("uq_aturan_risiko_berlaku_sejak")),
    )
    op.create_table(
        "band_level",
        sa.Column("set_band_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("batas_bawah", sa.Integer(), nullable=False),
        sa.Column("batas_atas", sa.Integer(), nullable=False),
        sa.Column("warna", sa.String(), nullable=False),
        sa.Column("warna_teks", sa.String(), nullable=False),
        sa.CheckConstraint(
            "batas_atas BETWEEN 1 AND 25", name=op.f("ck_band_level_batas_atas_rentang")
        ),
        sa.CheckConstraint("batas_bawah <= batas_atas", name=op.f("ck_band_level_batas_urut")),
        sa.CheckConstraint(
            "batas_bawah BETWEEN 1 AND 25", name=op.f("ck_band_level_batas_bawah_rentang")
        ),
        sa.CheckConstraint(
            "length(warna) BETWEEN 7 AND 7", name=op.f("ck_band_level_warna_panjang")
        ),
        sa.CheckConstraint(
            "length(warna_teks) BETWEEN 7 AND 7", name=op.f("ck_band_level_warna_teks_panjang")
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_band_level_level_rentang")),
        sa.ForeignKeyConstraint(
            ["set_band_id"], ["set_band.id"], name=op.f("fk_band_level_set_band_id")
        ),
        sa.PrimaryKeyConstraint("set_band_id", "level", name=op.f("pk_band_level")),
    )
    op.create_table(
        "pokja",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("ikon", sa.String(), nullable=False),
        sa.Column("koordinator_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(kode) BETWEEN 3 AND 3", name=op.f("ck_pokja_kode_panjang")),
        sa.CheckConstraint("length(nama) BETWEEN 3 AND 80", name=op.f("ck_pokja_nama_panjang")),
        sa.CheckConstraint("urutan BETWEEN 1 AND 99", name=op.f("ck_pokja_urutan_rentang")),
        sa.ForeignKeyConstraint(
            ["koordinator_id"], ["perangkat_daerah.id"], name=op.f("fk_pokja_koordinator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pokja")),
        sa.UniqueConstraint("kode", name=op.f("uq_pokja_kode")),
        sa.UniqueConstraint("nama", name=op.f("uq_pokja_nama")),
        sa.UniqueConstraint("slug", name=op.f("uq_pokja_slug")),
        sa.UniqueConstraint("urutan", name=op.f("uq_pokja_urutan")),
    )
    op.create_table(
        "sel_matriks",
        sa.Column("matriks_id", sa.Integer(), nullable=False),
        sa.Column("kemungkinan", sa.Integer(), nullable=False),
        sa.Column("dampak", sa.Integer(), nullable=False),
        sa.Column("besaran", sa.Integer(), nullable=False),
        sa.CheckConstraint("besaran BETWEEN 1 AND 25", name=op.f("ck_sel_matriks_besaran_rentang")),
        sa.CheckConstraint("dampak BETWEEN 1 AND 5", name=op.f("ck_sel_matriks_dampak_rentang")),
        sa.CheckConstraint(
            "kemungkinan BETWEEN 1 AND 5", name=op.f("ck_sel_matriks_kemungkinan_rentang")
        ),
        sa.ForeignKeyConstraint(
            ["matriks_id"], ["matriks.id"], name=op.f("fk_sel_matriks_matriks_id")
        ),
        sa.PrimaryKeyConstraint("matriks_id", "kemungkinan", "dampak", name=op.f("pk_sel_matriks")),
        sa.UniqueConstraint(
            "matriks_id", "besaran", name=op.f("uq_sel_matriks_matriks_id_besaran")
        ),
    )
    op.create_table(
        "isu_strategis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("pokja_id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan_ditarik", sa.String(), nullable=False),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("uraian", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(alasan_ditarik) BETWEEN 0 AND 500",
            name=op.f("ck_isu_strategis_alasan_ditarik_panjang"),
        ),
        sa.CheckConstraint(
            "length(judul) BETWEEN 3 AND 200", name=op.f("ck_isu_strategis_judul_panjang")
        ),
        sa.CheckConstraint(
            "length(uraian) BETWEEN 0 AND 2000", name=op.f("ck_isu_strategis_uraian_panjang")
        ),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_isu_strategis_pokja_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_isu_strategis")),
        sa.UniqueConstraint("kode", name=op.f("uq_isu_strategis_kode")),
    )
    with op.batch_alter_table("isu_strategis", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_isu_strategis_pokja_id"), ["pokja_id"], unique=False)

    op.create_table(
        "selera_risiko",
        sa.Column("aturan_id", sa.Integer(), nullable=False),
        sa.Column("kategori_id", sa.Integer(), nullable=False),
        sa.Column("batas_besaran", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "batas_besaran BETWEEN 1 AND 25", name=op.f("ck_selera_risiko_batas_besaran_rentang")
        ),
        sa.ForeignKeyConstraint(
            ["aturan_id"], ["aturan_risiko.id"], name=op.f("fk_selera_risiko_aturan_id")
        ),
        sa.ForeignKeyConstraint(
            ["kategori_id"], ["kategori_risiko.id"], name=op.f("fk_selera_risiko_kategori_id")
        ),
        sa.PrimaryKeyConstraint("aturan_id", "kategori_id", name=op.f("pk_selera_risiko")),
    )
    op.create_table(
        "permasalahan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("pokja_id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan_ditarik", sa.String(), nullable=False),
        sa.Column("isu_id", sa.Integer(), nullable=False),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("uraian", sa.String(), nullable=False),
        sa.Column("akar_masalah", sa.String(), nullable=False),
        sa.Column("dampak", sa.String(), nullable=False),
        sa.Column("pd_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(akar_masalah) BETWEEN 0 AND 1000",
            name=op.f("ck_permasalahan_akar_masalah_panjang"),
        ),
        sa.CheckConstraint(
            "length(alasan_ditarik) BETWEEN 0 AND 500",
            name=op.f("ck_permasalahan_alasan_ditarik_panjang"),
        ),
        sa.CheckConstraint(
            "length(dampak) BETWEEN 0 AND 1000", name=op.f("ck_permasalahan_dampak_panjang")
        ),
        sa.CheckConstraint(
            "length(judul) BETWEEN 3 AND 200", name=op.f("ck_permasalahan_judul_panjang")
        ),
        sa.CheckConstraint(
            "length(uraian) BETWEEN 0 AND 2000", name=op.f("ck_permasalahan_uraian_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["isu_id"], ["isu_strategis.id"], name=op.f("fk_permasalahan_isu_id")
        ),
        sa.ForeignKeyConstraint(
            ["pd_id"], ["perangkat_daerah.id"], name=op.f("fk_permasalahan_pd_id")
        ),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_permasalahan_pokja_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permasalahan")),
        sa.UniqueConstraint("kode", name=op.f("uq_permasalahan_kode")),
    )
    with op.batch_alter_table("permasalahan", schema=None) as batch_op:
        batch_op.create_index("ix_permasalahan_hitung", ["ditarik_pada", "pokja_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_permasalahan_isu_id"), ["isu_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_permasalahan_pd_id"), ["pd_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_permasalahan_pokja_id"), ["pokja_id"], unique=False)

    op.create_table(
        "risiko",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("pokja_id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan_ditarik", sa.String(), nullable=False),
        sa.Column("isu_id", sa.Integer(), nullable=False),
        sa.Column("permasalahan_id", sa.Integer(), nullable=True),
        sa.Column(
            "tingkat",
            sa.Enum(
                "RSP",
                "RSO",
                name="tingkatrisiko",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("kategori_id", sa.Integer(), nullable=False),
        sa.Column("pemilik_id", sa.Integer(), nullable=False),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("sebab", sa.String(), nullable=False),
        sa.Column(
            "sumber_sebab",
            sa.Enum(
                "internal",
                "eksternal",
                "keduanya",
                name="sumbersebab",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("terkendali", sa.Boolean(), nullable=False),
        sa.Column("dampak", sa.String(), nullable=False),
        sa.Column("pihak_terkena", sa.String(), nullable=False),
        sa.Column("pengendalian", sa.String(), nullable=False),
        sa.Column(
            "efektivitas",
            sa.Enum(
                "E",
                "KE",
                "TE",
                name="efektivitas",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("celah", sa.String(), nullable=False),
        sa.Column("kemungkinan_inheren", sa.Integer(), nullable=False),
        sa.Column("dampak_inheren", sa.Integer(), nullable=False),
        sa.Column("besaran_inheren", sa.Integer(), nullable=False),
        sa.Column("kemungkinan_saat_ini", sa.Integer(), nullable=False),
        sa.Column("dampak_saat_ini", sa.Integer(), nullable=False),
        sa.Column("besaran_saat_ini", sa.Integer(), nullable=False),
        sa.Column("kemungkinan_target", sa.Integer(), nullable=False),
        sa.Column("dampak_target", sa.Integer(), nullable=False),
        sa.Column("besaran_target", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "besaran_inheren BETWEEN 1 AND 25", name=op.f("ck_risiko_besaran_inheren_rentang")
        ),
        sa.CheckConstraint(
            "besaran_saat_ini BETWEEN 1 AND 25", name=op.f("ck_risiko_besaran_saat_ini_rentang")
        ),
        sa.CheckConstraint(
            "besaran_target BETWEEN 1 AND 25", name=op.f("ck_risiko_besaran_target_rentang")
        ),
        sa.CheckConstraint(
            "dampak_inheren BETWEEN 1 AND 5", name=op.f("ck_risiko_dampak_inheren_rentang")
        ),
        sa.CheckConstraint(
            "dampak_saat_ini BETWEEN 1 AND 5", name=op.f("ck_risiko_dampak_saat_ini_rentang")
        ),
        sa.CheckConstraint(
            "dampak_target BETWEEN 1 AND 5", name=op.f("ck_risiko_dampak_target_rentang")
        ),
        sa.CheckConstraint(
            "kemungkinan_inheren BETWEEN 1 AND 5",
            name=op.f("ck_risiko_kemungkinan_inheren_rentang"),
        ),
        sa.CheckConstraint(
            "kemungkinan_saat_ini BETWEEN 1 AND 5",
            name=op.f("ck_risiko_kemungkinan_saat_ini_rentang"),
        ),
        sa.CheckConstraint(
            "kemungkinan_target BETWEEN 1 AND 5", name=op.f("ck_risiko_kemungkinan_target_rentang")
        ),
        sa.CheckConstraint(
            "length(alasan_ditarik) BETWEEN 0 AND 500",
            name=op.f("ck_risiko_alasan_ditarik_panjang"),
        ),
        sa.CheckConstraint(
            "length(celah) BETWEEN 0 AND 1000", name=op.f("ck_risiko_celah_panjang")
        ),
        sa.CheckConstraint(
            "length(dampak) BETWEEN 0 AND 1000", name=op.f("ck_risiko_dampak_panjang")
        ),
        sa.CheckConstraint("length(judul) BETWEEN 3 AND 200", name=op.f("ck_risiko_judul_panjang")),
        sa.CheckConstraint(
            "length(pengendalian) BETWEEN 0 AND 1000", name=op.f("ck_risiko_pengendalian_panjang")
        ),
        sa.CheckConstraint(
            "length(pihak_terkena) BETWEEN 0 AND 500", name=op.f("ck_risiko_pihak_terkena_panjang")
        ),
        sa.CheckConstraint(
            "length(sebab) BETWEEN 0 AND 1000", name=op.f("ck_risiko_sebab_panjang")
        ),
        sa.ForeignKeyConstraint(["isu_id"], ["isu_strategis.id"], name=op.f("fk_risiko_isu_id")),
        sa.ForeignKeyConstraint(
            ["kategori_id"], ["kategori_risiko.id"], name=op.f("fk_risiko_kategori_id")
        ),
        sa.ForeignKeyConstraint(
            ["pemilik_id"], ["perangkat_daerah.id"], name=op.f("fk_risiko_pemilik_id")
        ),
        sa.ForeignKeyConstraint(
            ["permasalahan_id"], ["permasalahan.id"], name=op.f("fk_risiko_permasalahan_id")
        ),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_risiko_pokja_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risiko")),
        sa.UniqueConstraint("kode", name=op.f("uq_risiko_kode")),
    )
    with op.batch_alter_table("risiko", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risiko_isu_id"), ["isu_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risiko_kategori_id"), ["kategori_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risiko_pemilik_id"), ["pemilik_id"], unique=False)
        batch_op.create_index(
            "ix_risiko_peta",
            ["ditarik_pada", "pokja_id", "kemungkinan_saat_ini", "dampak_saat_ini"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_risiko_pokja_id"), ["pokja_id"], unique=False)
        batch_op.create_index(
            "ix_risiko_teratas",
            ["ditarik_pada", "besaran_saat_ini", "dampak_saat_ini", "id", "pokja_id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_risiko_permasalahan_id",
            ["permasalahan_id"],
            unique=True,
            sqlite_where=sa.text("ditarik_pada IS NULL"),
            postgresql_where=sa.text("ditarik_pada IS NULL"),
        )

    op.create_table(
        "solusi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("pokja_id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan_ditarik", sa.String(), nullable=False),
        sa.Column("permasalahan_id", sa.Integer(), nullable=False),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("uraian", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(alasan_ditarik) BETWEEN 0 AND 500",
            name=op.f("ck_solusi_alasan_ditarik_panjang"),
        ),
        sa.CheckConstraint("length(judul) BETWEEN 3 AND 200", name=op.f("ck_solusi_judul_panjang")),
        sa.CheckConstraint(
            "length(uraian) BETWEEN 0 AND 2000", name=op.f("ck_solusi_uraian_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["permasalahan_id"], ["permasalahan.id"], name=op.f("fk_solusi_permasalahan_id")
        ),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_solusi_pokja_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solusi")),
        sa.UniqueConstraint("kode", name=op.f("uq_solusi_kode")),
    )
    with op.batch_alter_table("solusi", schema=None) as batch_op:
        batch_op.create_index("ix_solusi_hitung", ["ditarik_pada", "pokja_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_solusi_permasalahan_id"), ["permasalahan_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_solusi_pokja_id"), ["pokja_id"], unique=False)

    op.create_table(
        "penanganan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("pokja_id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan_ditarik", sa.String(), nullable=False),
        sa.Column("risiko_id", sa.Integer(), nullable=False),
        sa.Column(
            "opsi",
            sa.Enum(
                "hindari",
                "kurangi_kemungkinan",
                "kurangi_dampak",
                "bagi",
                "terima",
                name="opsipenanganan",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("alasan", sa.String(), nullable=False),
        sa.CheckConstraint(
            "opsi <> 'terima' OR length(alasan) > 0", name=op.f("ck_penanganan_terima_beralasan")
        ),
        sa.CheckConstraint(
            "length(alasan) BETWEEN 0 AND 1000", name=op.f("ck_penanganan_alasan_panjang")
        ),
        sa.CheckConstraint(
            "length(alasan_ditarik) BETWEEN 0 AND 500",
            name=op.f("ck_penanganan_alasan_ditarik_panjang"),
        ),
        sa.CheckConstraint(
            "length(judul) BETWEEN 3 AND 200", name=op.f("ck_penanganan_judul_panjang")
        ),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_penanganan_pokja_id")),
        sa.ForeignKeyConstraint(["risiko_id"], ["risiko.id"], name=op.f("fk_penanganan_risiko_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penanganan")),
        sa.UniqueConstraint("kode", name=op.f("uq_penanganan_kode")),
    )
    with op.batch_alter_table("penanganan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_penanganan_pokja_id"), ["pokja_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_penanganan_risiko_id"), ["risiko_id"], unique=False)

    op.create_table(
        "penilaian_risiko",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("risiko_id", sa.Integer(), nullable=False),
        sa.Column(
            "posisi",
            sa.Enum(
                "inheren",
                "saat_ini",
                "target",
                name="posisi",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("kemungkinan", sa.Integer(), nullable=False),
        sa.Column("dampak", sa.Integer(), nullable=False),
        sa.Column("besaran", sa.Integer(), nullable=False),
        sa.Column("aturan_id", sa.Integer(), nullable=False),
        sa.Column("alasan", sa.String(), nullable=False),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "besaran BETWEEN 1 AND 25", name=op.f("ck_penilaian_risiko_besaran_rentang")
        ),
        sa.CheckConstraint(
            "dampak BETWEEN 1 AND 5", name=op.f("ck_penilaian_risiko_dampak_rentang")
        ),
        sa.CheckConstraint(
            "kemungkinan BETWEEN 1 AND 5", name=op.f("ck_penilaian_risiko_kemungkinan_rentang")
        ),
        sa.CheckConstraint(
            "length(alasan) BETWEEN 0 AND 1000", name=op.f("ck_penilaian_risiko_alasan_panjang")
        ),
        sa.ForeignKeyConstraint(
            ["aturan_id"], ["aturan_risiko.id"], name=op.f("fk_penilaian_risiko_aturan_id")
        ),
        sa.ForeignKeyConstraint(
            ["risiko_id"], ["risiko.id"], name=op.f("fk_penilaian_risiko_risiko_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penilaian_risiko")),
    )
    with op.batch_alter_table("penilaian_risiko", schema=None) as batch_op:
        batch_op.create_index(
            "ix_penilaian_risiko_terbaru", ["risiko_id", "posisi", "tanggal", "id"], unique=False
        )
        batch_op.create_index(
            "ix_penilaian_risiko_tren", ["posisi", "tanggal", "risiko_id", "besaran"], unique=False
        )

    op.create_table(
        "rencana_aksi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("pokja_id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("dibuat_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("diubah_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ditarik_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alasan_ditarik", sa.String(), nullable=False),
        sa.Column("solusi_id", sa.Integer(), nullable=True),
        sa.Column("penanganan_id", sa.Integer(), nullable=True),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("keluaran", sa.String(), nullable=False),
        sa.Column("ukuran", sa.String(), nullable=False),
        sa.Column("pd_id", sa.Integer(), nullable=True),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("tenggat", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "belum_mulai",
                "berjalan",
                "terkendala",
                "selesai",
                "dibatalkan",
                name="statusaksi",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("progres", sa.Integer(), nullable=False),
        sa.Column("kendala", sa.String(), nullable=False),
        sa.Column("tindak_lanjut", sa.String(), nullable=False),
        sa.Column("selesai_pada", sa.Date(), nullable=True),
        sa.Column("diperbarui_pada", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(status = 'selesai') = (selesai_pada IS NOT NULL)",
            name=op.f("ck_rencana_aksi_selesai_bertanggal"),
        ),
        sa.CheckConstraint(
            "status <> 'belum_mulai' OR progres = 0", name=op.f("ck_rencana_aksi_belum_mulai_nol")
        ),
        sa.CheckConstraint(
            "status <> 'selesai' OR progres = 100", name=op.f("ck_rencana_aksi_selesai_penuh")
        ),
        sa.CheckConstraint(
            "status <> 'terkendala' OR length(kendala) > 0",
            name=op.f("ck_rencana_aksi_terkendala_beralasan"),
        ),
        sa.CheckConstraint(
            "length(alasan_ditarik) BETWEEN 0 AND 500",
            name=op.f("ck_rencana_aksi_alasan_ditarik_panjang"),
        ),
        sa.CheckConstraint(
            "length(judul) BETWEEN 3 AND 200", name=op.f("ck_rencana_aksi_judul_panjang")
        ),
        sa.CheckConstraint(
            "length(keluaran) BETWEEN 0 AND 500", name=op.f("ck_rencana_aksi_keluaran_panjang")
        ),
        sa.CheckConstraint(
            "length(kendala) BETWEEN 0 AND 1000", name=op.f("ck_rencana_aksi_kendala_panjang")
        ),
        sa.CheckConstraint(
            "length(tindak_lanjut) BETWEEN 0 AND 1000",
            name=op.f("ck_rencana_aksi_tindak_lanjut_panjang"),
        ),
        sa.CheckConstraint(
            "length(ukuran) BETWEEN 0 AND 500", name=op.f("ck_rencana_aksi_ukuran_panjang")
        ),
        sa.CheckConstraint(
            "mulai IS NULL OR tenggat IS NULL OR tenggat >= mulai",
            name=op.f("ck_rencana_aksi_tenggat_urut"),
        ),
        sa.CheckConstraint(
            "progres BETWEEN 0 AND 100", name=op.f("ck_rencana_aksi_progres_rentang")
        ),
        sa.CheckConstraint(
            "solusi_id IS NOT NULL OR penanganan_id IS NOT NULL",
            name=op.f("ck_rencana_aksi_melayani"),
        ),
        sa.ForeignKeyConstraint(
            ["pd_id"], ["perangkat_daerah.id"], name=op.f("fk_rencana_aksi_pd_id")
        ),
        sa.ForeignKeyConstraint(
            ["penanganan_id"], ["penanganan.id"], name=op.f("fk_rencana_aksi_penanganan_id")
        ),
        sa.ForeignKeyConstraint(["pokja_id"], ["pokja.id"], name=op.f("fk_rencana_aksi_pokja_id")),
        sa.ForeignKeyConstraint(
            ["solusi_id"], ["solusi.id"], name=op.f("fk_rencana_aksi_solusi_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rencana_aksi")),
        sa.UniqueConstraint("kode", name=op.f("uq_rencana_aksi_kode")),
    )
    with op.batch_alter_table("rencana_aksi", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rencana_aksi_kabar", ["ditarik_pada", "pokja_id", "diperbarui_pada"], unique=False
        )
        batch_op.create_index(
            "ix_rencana_aksi_pd", ["ditarik_pada", "pd_id", "tenggat"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_rencana_aksi_penanganan_id"), ["penanganan_id"], unique=False
        )
        batch_op.create_index(
            "ix_rencana_aksi_rekap",
            ["ditarik_pada", "pokja_id", "status", "tenggat", "mulai", "progres"],
            unique=False,
        )
        batch_op.create_index(
            "ix_rencana_aksi_selesai", ["ditarik_pada", "selesai_pada", "pokja_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rencana_aksi_solusi_id"), ["solusi_id"], unique=False)
        batch_op.create_index(
            "ix_rencana_aksi_tenggat",
            [
                "ditarik_pada",
                "tenggat",
                "id",
                "status",
                "progres",
                "mulai",
                "pokja_id",
                "pd_id",
                "diperbarui_pada",
            ],
            unique=False,
        )

    op.create_table(
        "pemutakhiran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aksi_id", sa.Integer(), nullable=False),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pelaku", sa.String(), nullable=False),
        sa.Column(
            "status_sebelum",
            sa.Enum(
                "belum_mulai",
                "berjalan",
                "terkendala",
                "selesai",
                "dibatalkan",
                name="status_sebelum",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "status_sesudah",
            sa.Enum(
                "belum_mulai",
                "berjalan",
                "terkendala",
                "selesai",
                "dibatalkan",
                name="status_sesudah",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("progres_sebelum", sa.Integer(), nullable=False),
        sa.Column("progres_sesudah", sa.Integer(), nullable=False),
        sa.Column("kendala", sa.String(), nullable=False),
        sa.Column("tindak_lanjut", sa.String(), nullable=False),
        sa.Column("catatan", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(catatan) BETWEEN 0 AND 2000", name=op.f("ck_pemutakhiran_catatan_panjang")
        ),
        sa.CheckConstraint(
            "length(kendala) BETWEEN 0 AND 1000", name=op.f("ck_pemutakhiran_kendala_panjang")
        ),
        sa.CheckConstraint(
            "length(tindak_lanjut) BETWEEN 0 AND 1000",
            name=op.f("ck_pemutakhiran_tindak_lanjut_panjang"),
        ),
        sa.CheckConstraint(
            "progres_sebelum BETWEEN 0 AND 100",
            name=op.f("ck_pemutakhiran_progres_sebelum_rentang"),
        ),
        sa.CheckConstraint(
            "progres_sesudah BETWEEN 0 AND 100",
            name=op.f("ck_pemutakhiran_progres_sesudah_rentang"),
        ),
        sa.ForeignKeyConstraint(
            ["aksi_id"], ["rencana_aksi.id"], name=op.f("fk_pemutakhiran_aksi_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pemutakhiran")),
    )
    with op.batch_alter_table("pemutakhiran", schema=None) as batch_op:
        batch_op.create_index("ix_pemutakhiran_aksi", ["aksi_id", "pada"], unique=False)
        batch_op.create_index("ix_pemutakhiran_pada", ["pada"], unique=False)

    op.create_table(
        "pendukung_aksi",
        sa.Column("aksi_id", sa.Integer(), nullable=False),
        sa.Column("pd_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aksi_id"], ["rencana_aksi.id"], name=op.f("fk_pendukung_aksi_aksi_id")
        ),
        sa.ForeignKeyConstraint(
            ["pd_id"], ["perangkat_daerah.id"], name=op.f("fk_pendukung_aksi_pd_id")
        ),
        sa.PrimaryKeyConstraint("aksi_id", "pd_id", name=op.f("pk_pendukung_aksi")),
    )

    op.bulk_insert(
        sa.table("versi_data", sa.column("id"), sa.column("nomor")), [{"id": 1, "nomor": 0}]
    )


def downgrade() -> None:
    op.drop_table("pendukung_aksi")
    with op.batch_alter_table("pemutakhiran", schema=None) as batch_op:
        batch_op.drop_index("ix_pemutakhiran_pada")
        batch_op.drop_index("ix_pemutakhiran_aksi")

    op.drop_table("pemutakhiran")
    with op.batch_alter_table("rencana_aksi", schema=None) as batch_op:
        batch_op.drop_index("ix_rencana_aksi_tenggat")
        batch_op.drop_index(batch_op.f("ix_rencana_aksi_solusi_id"))
        batch_op.drop_index("ix_rencana_aksi_selesai")
        batch_op.drop_index("ix_rencana_aksi_rekap")
        batch_op.drop_index(batch_op.f("ix_rencana_aksi_penanganan_id"))
        batch_op.drop_index("ix_rencana_aksi_pd")
        batch_op.drop_index("ix_rencana_aksi_kabar")

    op.drop_table("rencana_aksi")
    with op.batch_alter_table("penilaian_risiko", schema=None) as batch_op:
        batch_op.drop_index("ix_penilaian_risiko_tren")
        batch_op.drop_index("ix_penilaian_risiko_terbaru")

    op.drop_table("penilaian_risiko")
    with op.batch_alter_table("penanganan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_penanganan_risiko_id"))
        batch_op.drop_index(batch_op.f("ix_penanganan_pokja_id"))

    op.drop_table("penanganan")
    with op.batch_alter_table("solusi", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_solusi_pokja_id"))
        batch_op.drop_index(batch_op.f("ix_solusi_permasalahan_id"))
        batch_op.drop_index("ix_solusi_hitung")

    op.drop_table("solusi")
    with op.batch_alter_table("risiko", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_risiko_permasalahan_id",
            sqlite_where=sa.text("ditarik_pada IS NULL"),
            postgresql_where=sa.text("ditarik_pada IS NULL"),
        )
        batch_op.drop_index("ix_risiko_teratas")
        batch_op.drop_index(batch_op.f("ix_risiko_pokja_id"))
        batch_op.drop_index("ix_risiko_peta")
        batch_op.drop_index(batch_op.f("ix_risiko_pemilik_id"))
        batch_op.drop_index(batch_op.f("ix_risiko_kategori_id"))
        batch_op.drop_index(batch_op.f("ix_risiko_isu_id"))

    op.drop_table("risiko")
    with op.batch_alter_table("permasalahan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_permasalahan_pokja_id"))
        batch_op.drop_index(batch_op.f("ix_permasalahan_pd_id"))
        batch_op.drop_index(batch_op.f("ix_permasalahan_isu_id"))
        batch_op.drop_index("ix_permasalahan_hitung")

    op.drop_table("permasalahan")
    op.drop_table("selera_risiko")
    with op.batch_alter_table("isu_strategis", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_isu_strategis_pokja_id"))

    op.drop_table("isu_strategis")
    op.drop_table("sel_matriks")
    op.drop_table("pokja")
    op.drop_table("band_level")
    op.drop_table("aturan_risiko")
    op.drop_table("versi_data")
    op.drop_table("skala")
    op.drop_table("set_band")
    with op.batch_alter_table("riwayat", schema=None) as batch_op:
        batch_op.drop_index("ix_riwayat_objek")

    op.drop_table("riwayat")
    op.drop_table("perangkat_daerah")
    op.drop_table("pengaturan")
    op.drop_table("matriks")
    op.drop_table("kategori_risiko")
