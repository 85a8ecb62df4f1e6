"""Commands by chance, as people would give them: for tests of what holds whatever is done."""

from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Peran, StatusKeputusan
from model.commands.agenda import move_agenda
from model.commands.aksi import create_aksi, update_aksi, update_status
from model.commands.bukti import add_bukti, restore_bukti, withdraw_bukti
from model.commands.kehadiran import record_kehadiran, withdraw_kehadiran
from model.commands.keputusan import answer_keputusan, create_keputusan
from model.commands.masalah import create_permasalahan, update_permasalahan
from model.commands.rakor import create_rakor, open_rakor, set_undangan, update_rakor
from model.commands.risiko import assess_risiko, create_risiko, update_risiko
from model.commands.umum import restore, withdraw
from model.commands.verifikasi import verify_aksi
from model.db import open_session
from model.errors import DomainError
from model.isian import (
    IsianAksi,
    IsianPemutakhiran,
    IsianPenilaian,
    IsianPermasalahan,
    IsianRisiko,
    IsianRisikoBaru,
)
from model.isian_keputusan import IsianJawaban, IsianKeputusan
from model.isian_rakor import IsianKehadiran, IsianRakor
from model.isian_verifikasi import IsianVerifikasi
from model.queries.objek import JENIS
from tests.orang import BUKTI, SISTEM, orang
from tests.stores import HARI
from tests.unit.acak_pantau import indikator, kejadian, terukur
from tests.unit.perintah import POSISI, RISIKO

VERIFIKATOR = orang(Peran.VERIFIKATOR)

ISIAN_RAKOR = IsianRakor.check(
    {"tema": "Rakor uji", "tempat": "", "mulai": HARI, "selesai": HARI, "catatan": ""}
)


class Acak:
    """Does things by chance, as people do; what is refused is refused."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.done = 0

    def step(self) -> None:
        """Run one command in a transaction of its own."""
        act = self.rng.choice(
            [self.status, self.status, self.status, self.risiko, self.aksi, self.aksi_baru,
             self.nilai,
             self.risiko_baru, self.tarik, self.pulihkan, self.putusan, self.putusan_baru,
             self.masalah, self.periksa, self.rakor, self.hadir, self.bukti, self.bukti_risiko,
             *(partial(act, self.rng, self.row) for act in (indikator, terukur, kejadian))]
        )  # fmt: skip
        try:
            with open_session(SISTEM) as session:
                act(session)
            self.done += 1
        except DomainError:
            pass

    def row(self, session: Session, kind: type[Any], *where: Any) -> Any:
        ids = session.exec(select(kind.id).where(*where).order_by(col(kind.id))).all()
        if not ids:
            raise DomainError("none")
        # A few rows often: changes of one row upon another are what goes wrong.
        return session.get_one(kind, self.rng.choice(ids[:12] if self.rng.random() < 0.7 else ids))

    def status(self, session: Session) -> None:
        row = self.row(session, t.RencanaAksi)
        status = self.rng.choice(["berjalan", "berjalan", "terkendala", "selesai", "dibatalkan"])
        isian = {
            "status": status,
            "progres": 100 if status == "selesai" else self.rng.choice([0, 40, 60, row.progres]),
            "kendala": self.rng.choice(["Lahan belum bebas", "Izin tertahan", row.kendala]),
            "tindak_lanjut": self.rng.choice(["", "Rapat"]),
            "catatan": "Dihentikan" if status == "dibatalkan" else "",
        }
        if self.rng.random() < 0.3:  # the same again: saved, but no line of riwayat
            isian |= {"status": row.status, "progres": row.progres, "kendala": row.kendala}
            isian |= {"tindak_lanjut": row.tindak_lanjut}
        bukti = BUKTI if status == "selesai" or self.rng.random() < 0.2 else ()
        update_status(
            session, pelaku=SISTEM, row_id=row.id, versi=row.versi,
            isian=IsianPemutakhiran.check(isian), bukti=bukti,
        )  # fmt: skip

    def periksa(self, session: Session) -> None:
        row = self.row(session, t.RencanaAksi, t.RencanaAksi.verifikasi != "belum")
        hasil = self.rng.choice(["diterima", "dikembalikan"])
        isian = IsianVerifikasi.check({"hasil": hasil, "alasan": "Belum lengkap"})
        verify_aksi(session, pelaku=VERIFIKATOR, row_id=row.id, versi=row.versi, isian=isian)

    def _aksi(self, solusi_id: int | None, penanganan_id: int | None) -> IsianAksi:
        mulai = HARI - timedelta(days=self.rng.randint(0, 90))
        tenggat = self.rng.choice([None, mulai + timedelta(days=self.rng.randint(1, 200))])
        return IsianAksi.check(
            {
                "judul": f"Aksi ke-{self.rng.random()}", "solusi_id": solusi_id,
                "penanganan_id": penanganan_id, "mulai": mulai, "tenggat": tenggat,
                "pd_id": self.rng.choice([None, 1, 2, 3]),
                "pendukung_ids": self.rng.sample(range(1, 40), self.rng.randint(0, 3)),
                "keluaran": self.rng.choice(["", "Dokumen, dengan koma"]),
            }
        )  # fmt: skip

    def aksi(self, session: Session) -> None:
        row = self.row(session, t.RencanaAksi)
        isian = self._aksi(row.solusi_id, row.penanganan_id)
        update_aksi(session, pelaku=SISTEM, row_id=row.id, versi=row.versi, isian=isian)

    def aksi_baru(self, session: Session) -> None:
        solusi = self.row(session, t.Solusi)
        create_aksi(
            session, pelaku=SISTEM, pokja_id=solusi.pokja_id, isian=self._aksi(solusi.id, None)
        )

    def nilai(self, session: Session) -> None:
        row = self.row(session, t.Risiko)
        now_ = {"kemungkinan_saat_ini": self.rng.randint(2, 5), "dampak_saat_ini": 4}
        isian = IsianPenilaian.check(POSISI | now_ | {"alasan": "Dinilai ulang"})
        bukti = BUKTI if self.rng.random() < 0.3 else ()
        assess_risiko(
            session, pelaku=SISTEM, row_id=row.id, versi=row.versi, isian=isian, bukti=bukti
        )

    def risiko(self, session: Session) -> None:
        row = self.row(session, t.Risiko)
        names = IsianRisiko.model_fields.keys() & row.model_dump().keys()
        values = {name: getattr(row, name) for name in names}
        values |= {"terkendali": not row.terkendali, "celah": self.rng.choice(["", "Belum ada"])}
        isian = IsianRisiko.check(values)
        update_risiko(session, pelaku=SISTEM, row_id=row.id, versi=row.versi, isian=isian)

    def risiko_baru(self, session: Session) -> None:
        isu = self.row(session, t.IsuStrategis)
        values = RISIKO | POSISI | {"isu_id": isu.id, "judul": f"Risiko {self.rng.random()}"}
        create_risiko(
            session, pelaku=SISTEM, pokja_id=isu.pokja_id, isian=IsianRisikoBaru.check(values)
        )

    def tarik(self, session: Session) -> None:
        huruf = self.rng.choice(["A", "A", "R", "S", "K", "P"])
        row = self.row(session, JENIS[huruf])
        withdraw(
            session, pelaku=SISTEM, huruf=huruf, row_id=row.id, versi=row.versi, alasan="Ganda"
        )

    def pulihkan(self, session: Session) -> None:
        huruf = self.rng.choice(["A", "A", "K", "R"])
        row = self.row(session, JENIS[huruf], col(JENIS[huruf].ditarik_pada).is_not(None))
        restore(session, pelaku=SISTEM, huruf=huruf, row_id=row.id, versi=row.versi)

    def putusan(self, session: Session) -> None:
        row = self.row(session, t.Keputusan)
        status = self.rng.choice(list(StatusKeputusan))
        isian = IsianJawaban.check({"status": status, "tanggapan_pd": "Sudah dikerjakan"})
        answer_keputusan(session, pelaku=SISTEM, row_id=row.id, versi=row.versi, isian=isian)

    def putusan_baru(self, session: Session) -> None:
        isian = IsianKeputusan.check({"judul": "Segera tuntaskan", "pd_id": 4})
        create_keputusan(session, pelaku=SISTEM, pokja_id=self.rng.randint(1, 9), isian=isian)

    def masalah(self, session: Session) -> None:
        row = self.row(session, t.Permasalahan)
        isian = IsianPermasalahan.check(
            {"judul": f"Masalah {self.rng.random()}", "isu_id": row.isu_id, "pd_id": row.pd_id,
             "uraian": self.rng.choice(["", "Uraian"])}
        )  # fmt: skip
        if self.rng.random() < 0.5:
            create_permasalahan(session, pelaku=SISTEM, pokja_id=row.pokja_id, isian=isian)
        else:
            update_permasalahan(session, pelaku=SISTEM, row_id=row.id, versi=row.versi, isian=isian)

    def rakor(self, session: Session) -> None:
        row = session.exec(select(t.Rakor).order_by(col(t.Rakor.id).desc())).first()
        if row is None or self.rng.random() < 0.1:
            create_rakor(session, pelaku=SISTEM, isian=ISIAN_RAKOR)
        elif self.rng.random() < 0.3:
            open_rakor(session, pelaku=SISTEM, row_id=row.id, versi=row.versi)
        elif self.rng.random() < 0.5:
            isian = ISIAN_RAKOR.model_copy(update={"tema": f"Tema {self.rng.random()}"})
            update_rakor(session, pelaku=SISTEM, row_id=row.id, versi=row.versi, isian=isian)
        elif self.rng.random() < 0.5:
            item = self.row(session, t.Agenda, t.Agenda.rakor_id == row.id)
            move_agenda(session, pelaku=SISTEM, row_id=item.id, versi=item.versi, langkah=2)
        else:
            wanted = self.rng.sample(range(1, 40), 20)
            set_undangan(session, pelaku=SISTEM, rakor_id=row.id, pd_ids=wanted)

    def hadir(self, session: Session) -> None:
        rakor = self.row(session, t.Rakor)
        pd_id = self.rng.randint(1, 5)
        if self.rng.random() < 0.6:
            isian = IsianKehadiran.check({"pd_id": pd_id, "jabatan": "Kepala bidang"})
            record_kehadiran(session, pelaku=SISTEM, rakor_id=rakor.id, isian=isian)
        else:
            withdraw_kehadiran(session, pelaku=SISTEM, rakor_id=rakor.id, pd_id=pd_id)

    def bukti(self, session: Session) -> None:
        row = self.row(session, t.Bukti, col(t.Bukti.ditarik_pada).is_(None))
        withdraw_bukti(session, pelaku=SISTEM, bukti_id=row.id)

    def bukti_risiko(self, session: Session) -> None:
        gone = col(t.Bukti.ditarik_pada).is_not(None)
        if self.rng.random() < 0.4:
            restore_bukti(session, pelaku=SISTEM, bukti_id=self.row(session, t.Bukti, gone).id)
        else:
            add_bukti(session, pelaku=SISTEM, risiko_id=self.row(session, t.Risiko).id, bukti=BUKTI)
