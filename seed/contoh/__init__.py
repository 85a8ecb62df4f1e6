"""The example data: texts in one TOML file per pokja, states and dates worked out from today.

The texts were written for this project. Totals equal the published ones of the forum (45 isu
strategis, 145 permasalahan, 147 solusi, 314 rencana aksi); every single row is an example.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from model.choices import HasilVerifikasi, KeadaanVerifikasi, StatusAksi
from seed.contoh.berkas import bukti_contoh
from seed.contoh.keadaan import Keadaan, keadaan_aksi, penilaian_risiko
from seed.contoh.putusan import SESUAI, keputusan_contoh
from seed.contoh.rakor import Tempat, add_rakor
from seed.contoh.rencana_rakor import diputuskan
from seed.contoh.riwayat import line_made
from seed.contoh.waktu import ASAL, at_work

Row = dict[str, Any]


class Perakit:
    """Turns texts into rows: gives ids and codes, works out states, keeps rows per table.

    `acuan` maps (table, kode) to ids of the reference data; `matriks` maps (K, D) to besaran.
    Call `rakit` per pokja, then take `baris`. Ids go on from one call to the next.
    """

    def __init__(
        self, acuan: dict[tuple[str, str], int], matriks: dict[tuple[int, int], int], today: date
    ) -> None:
        self.acuan = acuan
        self.matriks = matriks
        self.today = today
        self.baris: dict[str, list[Row]] = defaultdict(list)
        # Files by their names on the disk. Copies of the example for benchmarks make do with links.
        self.berkas: dict[str, bytes] = {}
        self.dengan_berkas = True
        self.ids: dict[str, int] = defaultdict(int)
        self._nomor: dict[str, int] = defaultdict(int)
        self._pengguna: dict[str, int] = {}

    def add_pengguna(self, rows: list[Row]) -> None:
        """Add the example people, before any pokja."""
        dibuat = at_work(self.today - timedelta(days=335))
        for row in rows:
            row |= {"versi": 1, "dibuat_pada": dibuat, "diubah_pada": dibuat}
            self._pengguna[row["nama_masuk"]] = row_id = self._add("pengguna", **row)
            self._riwayat("pengguna", row_id, dibuat, {"pelaku": ASAL, "pelaku_id": None})

    def add_rakor(self, pokja: list[tuple[str, str]]) -> None:
        """Add the example rakor, after the people; `pokja` gives slug and name in order."""
        self._pokja = {slug: nomor for nomor, (slug, _) in enumerate(pokja, start=1)}
        add_rakor(self.baris, Tempat(self.acuan, pokja, self._pengguna, self.today))

    def by(self, nama_masuk: str) -> Row:
        """Return who did something, as the tables keep it."""
        row_id = self._pengguna[nama_masuk]
        return {"pelaku": f"Pengguna {row_id}", "pelaku_id": row_id}

    def rakit(self, slug: str, pokja_kode: str, texts: Row) -> None:
        """Add everything that the file of one pokja describes."""
        self.pokja_id = self.acuan["pokja", slug]
        self.pokja_kode = pokja_kode
        self.pelaku = self.by(f"anggota.{slug}")
        self.ketua = self.by(f"ketua.{slug}")
        for isu in texts["isu"]:
            isu_id = self._tercatat("isu_strategis", "I", isu, "judul", "uraian")
            for masalah in isu.get("permasalahan", []):
                self._permasalahan(isu_id, masalah)
            for risiko in isu.get("risiko", []):
                self._risiko(isu_id, None, risiko)
        for keputusan in texts["keputusan"]:
            row = keputusan_contoh(keputusan, self.acuan, self.today)
            rakor, dibuat = diputuskan(self._pokja[slug], keputusan["tercatat"], self.today)
            made: Row = {"oleh": self.by("sekretariat"), "dibuat": dibuat, "rakor_id": rakor}
            self._tercatat("keputusan", "K", row, *row, **made)

    def _permasalahan(self, isu_id: int, teks: Row) -> None:
        masalah_id = self._tercatat(
            "permasalahan", "P", teks, "judul", "uraian", "akar_masalah", "dampak",
            isu_id=isu_id, pd_id=self.acuan["pd", teks["pd"]],
        )  # fmt: skip
        penanganan = []
        if "risiko" in teks:
            penanganan = self._risiko(isu_id, masalah_id, teks["risiko"])
        for solusi in teks.get("solusi", []):
            solusi_id = self._tercatat(
                "solusi", "S", solusi, "judul", "uraian", permasalahan_id=masalah_id
            )
            for aksi in solusi.get("aksi", []):
                also = penanganan[0] if aksi.get("juga_penanganan") else None
                self._aksi(aksi, solusi_id=solusi_id, penanganan_id=also)

    def _risiko(self, isu_id: int, masalah_id: int | None, teks: Row) -> list[int]:
        """Add one risiko with its assessments and treatments; return the ids of the latter."""
        posisi = {
            f"{angka}_{jenis}": nilai
            for jenis in ("inheren", "saat_ini", "target")
            for angka, nilai in zip(
                ("kemungkinan", "dampak", "besaran"),
                (*teks[jenis], self.matriks[tuple(teks[jenis])]),
                strict=True,
            )
        }
        risiko_id = self._tercatat(
            "risiko", "R", teks, "judul", "sebab", "dampak", "pengendalian", "celah", "tingkat",
            "efektivitas", "terkendali",
            isu_id=isu_id, permasalahan_id=masalah_id, pihak_terkena=teks["pihak"],
            sumber_sebab=teks["sumber"], kategori_id=self.acuan["kategori", teks["kategori"]],
            pemilik_id=self.acuan["pd", teks["pd"]], **posisi,
        )  # fmt: skip
        kode = self.baris["risiko"][-1]["kode"]
        for nilai in penilaian_risiko(kode, teks, self.matriks, self.today):
            self._add(
                "penilaian_risiko",
                risiko_id=risiko_id,
                aturan_id=self.acuan["aturan", ""],
                **self.ketua,
                pada=at_work(nilai["tanggal"], 14),
                **nilai,
            )
        penanganan_ids = []
        for teks_penanganan in teks.get("penanganan", []):
            penanganan_id = self._tercatat(
                "penanganan", "T", teks_penanganan, "judul", "opsi",
                risiko_id=risiko_id, alasan=teks_penanganan.get("alasan", ""),
            )  # fmt: skip
            penanganan_ids.append(penanganan_id)
            for aksi in teks_penanganan.get("aksi", []):
                self._aksi(aksi, solusi_id=None, penanganan_id=penanganan_id)
        return penanganan_ids

    def _aksi(self, teks: Row, *, solusi_id: int | None, penanganan_id: int | None) -> None:
        nomor = self._nomor[f"{self.pokja_kode}-A"] + 1
        keadaan = keadaan_aksi(f"{self.pokja_kode}-A{nomor:02d}", teks, self.today)
        aksi_id = self._tercatat(
            "rencana_aksi", "A", teks, "judul", "keluaran",
            ukuran="" if keadaan.tanpa_ukuran else teks["ukuran"],
            solusi_id=solusi_id, penanganan_id=penanganan_id,
            pd_id=None if keadaan.tanpa_pemilik else self.acuan["pd", teks["pd"]],
            mulai=keadaan.mulai, tenggat=keadaan.tenggat, status=keadaan.status,
            progres=keadaan.progres, kendala=keadaan.kendala, tindak_lanjut=keadaan.tindak_lanjut,
            selesai_pada=keadaan.selesai_pada, verifikasi=keadaan.verifikasi,
        )  # fmt: skip
        self.baris["rencana_aksi"][-1]["diperbarui_pada"] = self._pemutakhiran(aksi_id, keadaan)
        if keadaan.verifikasi == KeadaanVerifikasi.DITERIMA:
            assert keadaan.selesai_pada is not None
            decided = at_work(keadaan.selesai_pada + timedelta(days=3 + aksi_id % 5), 13)
            self._verifikasi(aksi_id, decided, SESUAI, "diterima")
        for pd in teks.get("pendukung", []):
            self.baris["pendukung_aksi"].append({"aksi_id": aksi_id, "pd_id": self.acuan["pd", pd]})

    def _pemutakhiran(self, aksi_id: int, keadaan: Keadaan) -> datetime | None:
        """Add the updates of one action; return the moment of the last, None when never updated."""
        pada = None
        sebelum: Row = {"status": "belum_mulai", "progres": 0}
        for langkah in keadaan.langkah:
            pada = at_work(langkah["tanggal"], 8 + aksi_id % 9)
            alasan = langkah.get("dikembalikan", "")
            if alasan:
                self._verifikasi(aksi_id, pada, alasan, "dikembalikan")
            self._add(
                "pemutakhiran",
                aksi_id=aksi_id,
                pada=pada,
                **(self._verifikator(aksi_id) if alasan else self.pelaku),
                status_sebelum=sebelum["status"],
                progres_sebelum=sebelum["progres"],
                status_sesudah=langkah["status"],
                progres_sesudah=langkah["progres"],
                kendala=langkah["kendala"],
                tindak_lanjut=langkah["tindak_lanjut"],
                catatan=langkah["catatan"],
            )
            sebelum = langkah
            if langkah["status"] == StatusAksi.SELESAI:
                self._bukti(aksi_id, pada)
        return pada

    def _bukti(self, aksi_id: int, pada: datetime) -> None:
        """Add what proves that an action is done."""
        aksi = self.baris["rencana_aksi"][-1]
        kode, judul = aksi["kode"], aksi["judul"]
        common = {"versi": 1, "dibuat_pada": pada, "diubah_pada": pada, "ditarik_pada": None}
        milik = {"aksi_id": aksi_id, "pemutakhiran_id": self.baris["pemutakhiran"][-1]["id"]}
        for row, isi in bukti_contoh(aksi_id, kode, judul, pada, files=self.dengan_berkas):
            if isi is not None:
                self.berkas[row["nama_simpan"]] = isi
            bukti_id = self._add("bukti", pada=pada, **milik, **self.pelaku, **common, **row)
            self._riwayat("bukti", bukti_id, pada, self.pelaku)

    def _verifikator(self, aksi_id: int) -> Row:
        return self.by("verifikator" if aksi_id % 2 else "verifikator2")

    def _verifikasi(self, aksi_id: int, pada: datetime, alasan: str, hasil: str) -> None:
        """Add the decision about the claim that the last pemutakhiran makes."""
        self._add(
            "verifikasi",
            aksi_id=aksi_id,
            pemutakhiran_id=self.baris["pemutakhiran"][-1]["id"],
            hasil=HasilVerifikasi(hasil),
            alasan=alasan,
            **self._verifikator(aksi_id),
            pada=pada,
        )

    def _tercatat(
        self,
        tabel: str,
        huruf: str,
        teks: Row,
        *kolom: str,
        oleh: Row | None = None,
        dibuat: datetime | None = None,
        **lain: Any,
    ) -> int:
        """Add an edited row with its code and the riwayat of its making; return its id."""
        awalan = f"{self.pokja_kode}-{huruf}"
        self._nomor[awalan] += 1
        lebar = 1 if huruf == "I" else 2
        dibuat = dibuat or at_work(self.today - timedelta(days=330), 10)
        row_id = self._add(
            tabel,
            kode=f"{awalan}{self._nomor[awalan]:0{lebar}d}",
            pokja_id=self.pokja_id,
            versi=1,
            dibuat_pada=dibuat,
            diubah_pada=dibuat,
            ditarik_pada=None,
            alasan_ditarik="",
            **{nama: teks[nama] for nama in kolom},
            **lain,
        )
        self._riwayat(tabel, row_id, dibuat, oleh or self.ketua)
        return row_id

    def _riwayat(self, tabel: str, baris_id: int, pada: datetime, by: Row) -> None:
        self.baris["riwayat"].append(line_made(tabel, baris_id, pada, by))

    def _add(self, tabel: str, /, **row: Any) -> int:
        self.ids[tabel] += 1
        self.baris[tabel].append({"id": self.ids[tabel], **row})
        return self.ids[tabel]
