"""Fill the configured store with hostile texts through the commands, in every field they reach."""

import secrets
from collections.abc import Callable, Iterator
from typing import Any

from annotated_types import MaxLen
from sqlmodel import Session

from model.bukti import BuktiBaru
from model.commands.aksi import create_aksi, update_status
from model.commands.bukti import add_bukti
from model.commands.keputusan import create_keputusan
from model.commands.masalah import create_isu, create_permasalahan, create_solusi
from model.commands.pengguna import create_pengguna
from model.commands.risiko import assess_risiko, create_penanganan, create_risiko
from model.commands.tanggapan import create_tanggapan
from model.db import open_session
from model.errors import InvalidIsian
from model.isian import (
    Isian,
    IsianAksi,
    IsianIsu,
    IsianPemutakhiran,
    IsianPenanganan,
    IsianPenilaian,
    IsianPermasalahan,
    IsianRisikoBaru,
    IsianSolusi,
)
from model.isian_bukti import IsianTautan
from model.isian_keputusan import IsianKeputusan
from model.isian_pengguna import IsianPengguna
from model.isian_tanggapan import IsianTanggapan
from model.permissions import Pelaku
from model.queries.objek import get_objek
from tests.unit.perintah import POSISI, RISIKO

Texts = Iterator[str]

BARIS, PANJANG = 5, 200  # so many texts, each so long at most, in a field with room for them


def _longest(form: type[Isian], field: str) -> int:
    """Return how long the text of a field may be."""
    marks = form.model_fields[field].metadata
    limits: list[int] = [m.max_length for m in marks if isinstance(m, MaxLen)]
    return max(limits, default=0)


class Pengisi:
    """Puts texts into the fields of new objects of one pokja; counts what was saved."""

    def __init__(self, pelaku: Pelaku, texts: Texts, judul: Texts, pokja_id: int) -> None:
        self.pelaku, self.texts, self.judul, self.pokja_id = pelaku, texts, judul, pokja_id
        self.kode: list[str] = []
        self.tersimpan = 0

    def isian(self, form: type[Isian], values: dict[str, Any], *fields: str) -> Isian:
        """Return the form with hostile texts in each of `fields`; refused ones are left out.

        A long field holds several, each at the beginning of a line; a short one takes of `judul`.
        """
        taken: dict[str, Any] = {}
        for field in fields:
            many = BARIS if _longest(form, field) >= BARIS * PANJANG else 1
            lines: list[str] = []
            for text in self.texts if many > 1 else self.judul:
                held = "\n".join([*lines, text])
                try:
                    form.check(values | dict.fromkeys(fields, "Teks biasa") | taken | {field: held})
                except InvalidIsian:
                    continue  # refused at the door, which is as good as shown well
                lines.append(text)
                taken[field] = held
                self.tersimpan += 1
                if len(lines) == many:
                    break
        return form.check(values | dict.fromkeys(fields, "Teks biasa") | taken)

    def create(self, command: Callable[..., str], isian: Isian) -> int:
        """Add an object; return its id."""
        with open_session(self.pelaku) as session:
            kode = command(session, pelaku=self.pelaku, pokja_id=self.pokja_id, isian=isian)
            session.flush()
            self.kode.append(kode)
            return self.objek(session, kode).id

    def objek(self, session: Session, kode: str) -> Any:
        return get_objek(session, kode=kode)

    def run(self, command: Callable[..., Any], kode: str, isian: Isian) -> None:
        """Change an object."""
        with open_session(self.pelaku) as session:
            objek = self.objek(session, kode)
            command(session, pelaku=self.pelaku, row_id=objek.id, versi=objek.versi, isian=isian)

    def rantai(self) -> None:
        """Add one chain from isu to keputusan, hostile in each of its fields."""
        isu = self.create(create_isu, self.isian(IsianIsu, {}, "judul", "uraian"))
        masalah = self.create(
            create_permasalahan,
            self.isian(
                IsianPermasalahan, {"isu_id": isu, "pd_id": 1},
                "judul", "uraian", "akar_masalah", "dampak",
            ),
        )  # fmt: skip
        solusi = self.create(
            create_solusi,
            self.isian(IsianSolusi, {"permasalahan_id": masalah}, "judul", "uraian"),
        )
        risiko = self.create(
            create_risiko,
            self.isian(
                IsianRisikoBaru, RISIKO | POSISI | {"isu_id": isu, "permasalahan_id": masalah},
                "judul", "sebab", "dampak", "pihak_terkena", "pengendalian", "celah",
            ),
        )  # fmt: skip
        kode_risiko = self.kode[-1]
        nilai = POSISI | {"dampak_saat_ini": 3}
        self.run(assess_risiko, kode_risiko, self.isian(IsianPenilaian, nilai, "alasan"))
        penanganan = self.create(
            create_penanganan,
            self.isian(
                IsianPenanganan, {"risiko_id": risiko, "opsi": "terima"}, "judul", "alasan"
            ),
        )  # fmt: skip
        self.create(
            create_aksi,
            self.isian(
                IsianAksi,
                {"solusi_id": solusi, "penanganan_id": penanganan, "pd_id": 1,
                 "mulai": "2026-01-05", "tenggat": "2026-06-30"},
                "judul", "keluaran", "ukuran",
            ),
        )  # fmt: skip
        self.run(
            update_status,
            self.kode[-1],
            self.isian(
                IsianPemutakhiran, {"status": "terkendala", "progres": 40},
                "kendala", "tindak_lanjut", "catatan",
            ),
        )  # fmt: skip
        self._percakapan(kode_risiko, self.kode[-1])
        self.create(
            create_keputusan, self.isian(IsianKeputusan, {"pd_id": 1}, "judul", "uraian")
        )  # fmt: skip
        self._orang()

    def _percakapan(self, *kode: str) -> None:
        """Remark on objects, and prove an action with a link."""
        for objek_kode in kode:
            isian = self.isian(IsianTanggapan, {}, "isi")
            with open_session(self.pelaku) as session:
                objek = self.objek(session, objek_kode)
                create_tanggapan(
                    session, pelaku=self.pelaku, huruf=objek.huruf, row_id=objek.id, isian=isian
                )
        bukti = self.isian(IsianTautan, {"tautan": "https://contoh.invalid/x"}, "nama")
        with open_session(self.pelaku) as session:
            objek = self.objek(session, kode[-1])
            link = BuktiBaru.link(bukti.tautan, bukti.nama)  # type: ignore[attr-defined]
            add_bukti(session, pelaku=self.pelaku, aksi_id=objek.id, bukti=[link])

    def _orang(self) -> None:
        """Add an account with a hostile name."""
        values = {"nama_masuk": f"orang.{secrets.token_hex(6)}", "peran": "pimpinan"}
        isian = self.isian(IsianPengguna, values, "nama", "jabatan")
        with open_session(self.pelaku) as session:
            create_pengguna(session, pelaku=self.pelaku, isian=isian)
