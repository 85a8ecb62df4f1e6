"""The state machine of verification: its table, and that no row of commands gets around it."""

from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from model import tables as t
from model.choices import HasilVerifikasi, KeadaanVerifikasi, Peran, StatusAksi
from model.commands.aksi import update_aksi, update_status
from model.commands.bukti import add_bukti, withdraw_bukti
from model.commands.umum import restore, withdraw
from model.commands.verifikasi import verify_aksi
from model.db import open_session, read_session
from model.errors import DomainError
from model.isian import IsianAksi, IsianPemutakhiran
from model.isian_verifikasi import IsianVerifikasi
from model.permissions import Pelaku
from model.verifikasi import MESIN, LangkahKlaim, is_locked, langkah_status, next_keadaan, restored
from tests.orang import BUKTI, stored
from tests.unit.perintah import AKSI, create

K = KeadaanVerifikasi

# Every step that there may be, written down a second time; a step onto itself is none.
BOLEH = {
    (K.BELUM, K.MENUNGGU),
    (K.MENUNGGU, K.BELUM),
    (K.MENUNGGU, K.DITERIMA),
    (K.MENUNGGU, K.DIKEMBALIKAN),
    (K.DIKEMBALIKAN, K.MENUNGGU),
    (K.DITERIMA, K.DIKEMBALIKAN),
}


def test_the_table_holds_these_steps_and_no_other() -> None:
    assert {(a, b) for (a, _), b in MESIN.items() if a != b} == BOLEH


def test_nothing_but_a_verifikator_moves_what_was_accepted() -> None:
    possible = [langkah for langkah in LangkahKlaim if next_keadaan(K.DITERIMA, langkah)]
    assert possible == [LangkahKlaim.KEMBALIKAN]
    assert [keadaan for keadaan in K if is_locked(keadaan)] == [K.DITERIMA]


def test_nobody_decides_about_what_was_not_claimed() -> None:
    for keadaan, langkah in product(
        (K.BELUM, K.DIKEMBALIKAN), (LangkahKlaim.TERIMA, LangkahKlaim.KEMBALIKAN)
    ):
        assert next_keadaan(keadaan, langkah) is None


@pytest.mark.parametrize("keadaan", [k for k in K if not is_locked(k)])
@pytest.mark.parametrize("status", StatusAksi)
def test_a_pemutakhiran_leads_to_a_claim_exactly_when_it_says_selesai(
    keadaan: KeadaanVerifikasi, status: StatusAksi
) -> None:
    after = MESIN[keadaan, langkah_status(status)]
    assert (after == K.MENUNGGU) == (status == StatusAksi.SELESAI)


@pytest.mark.parametrize(
    ("before", "back"),
    [
        ((StatusAksi.BERJALAN, 40, ""), (StatusAksi.BERJALAN, 40)),
        ((StatusAksi.BELUM_MULAI, 0, ""), (StatusAksi.BELUM_MULAI, 0)),
        ((StatusAksi.TERKENDALA, 40, "Lahan"), (StatusAksi.TERKENDALA, 40)),
        ((StatusAksi.TERKENDALA, 40, " "), (StatusAksi.BERJALAN, 40)),
        ((StatusAksi.SELESAI, 100, ""), (StatusAksi.BERJALAN, 90)),
    ],
)
def test_a_returned_action_goes_back_to_a_state_that_the_rules_allow(
    before: tuple[StatusAksi, int, str], back: tuple[StatusAksi, int]
) -> None:
    assert restored(*before) == back


@dataclass(frozen=True)
class Langkah:
    """One thing somebody tries; `usang` with a version that is no longer the newest."""

    siapa: str
    apa: str
    nilai: Any = None
    usang: bool = False


@dataclass(frozen=True)
class Keadaan:
    """All there is about one action."""

    aksi: dict[str, Any]
    pemutakhiran: list[dict[str, Any]]
    bukti: list[dict[str, Any]]
    verifikasi: list[dict[str, Any]]

    @property
    def live(self) -> list[dict[str, Any]]:
        return [b for b in self.bukti if b["ditarik_pada"] is None]


SIAPA = (
    "ketua", "anggota", "pic", "ketua lain", "admin", "sekretariat", "pimpinan", "verifikator",
    "verifikator 2", "pic yang menjadi verifikator",
)  # fmt: skip


def orang() -> dict[str, Pelaku]:
    """Return everybody who tries something, all with accounts; the last acts under two roles."""
    people = {
        "ketua": stored(Peran.KETUA, milik=1),
        "anggota": stored(Peran.ANGGOTA, milik=1),
        "pic": stored(Peran.PIC, milik=1),
        "ketua lain": stored(Peran.KETUA, milik=2),
        "admin": stored(Peran.ADMIN),
        "sekretariat": stored(Peran.SEKRETARIAT),
        "pimpinan": stored(Peran.PIMPINAN),
        "verifikator": stored(Peran.VERIFIKATOR),
    }
    with read_session() as session:
        query = select(t.Pengguna.id).where(t.Pengguna.nama_masuk == "verifikator2")
        people["verifikator 2"] = replace(people["verifikator"], id=session.exec(query).one())
    return people | {
        "pic yang menjadi verifikator": replace(people["pic"], peran=Peran.VERIFIKATOR)
    }


STATES = st.sampled_from(
    [
        ("belum_mulai", 0), ("berjalan", 30), ("berjalan", 80), ("terkendala", 50),
        ("selesai", 100), ("dibatalkan", 20),
    ]
)  # fmt: skip

# Mostly people who may, so that the sequences lead somewhere; and now and then anybody.
ANYBODY = st.sampled_from(SIAPA)
PENULIS = st.sampled_from(("ketua", "anggota", "pic", "sekretariat"))
PEMUTUS = st.sampled_from(("verifikator", "verifikator 2", "pic yang menjadi verifikator"))
menulis = st.one_of(PENULIS, PENULIS, PENULIS, ANYBODY)
memutus = st.one_of(PEMUTUS, PEMUTUS, PEMUTUS, ANYBODY)

STATUS = st.builds(Langkah, menulis, st.just("status"), STATES)
KLAIM = st.builds(Langkah, menulis, st.just("selesai dengan bukti"))
PUTUSAN = st.builds(Langkah, memutus, st.just("verifikasi"), st.sampled_from(HasilVerifikasi))
LAIN = st.one_of(
    st.builds(Langkah, menulis, st.just("ubah"), st.integers(0, 3)),
    st.builds(Langkah, menulis, st.just("tarik")),
    st.builds(Langkah, menulis, st.just("pulihkan")),
    st.builds(Langkah, menulis, st.just("tambah bukti")),
    st.builds(Langkah, menulis, st.just("tarik bukti"), st.integers(0, 1)),
    st.builds(Langkah, menulis, st.just("tarik bukti"), st.integers(0, 1)),
    PUTUSAN.map(lambda langkah: replace(langkah, usang=True)),
).map(lambda langkah: langkah)  # one branch among the others, however many it has itself
APA_SAJA = st.one_of(STATUS, KLAIM, PUTUSAN, LAIN, LAIN)


@st.composite
def ronde(draw: st.DrawFn) -> list[Langkah]:
    """Draw a claim and a decision about it, with anything before, between and after them."""
    few = st.lists(APA_SAJA, max_size=3)
    klaim = Langkah(draw(PENULIS), "selesai dengan bukti")
    siapa = draw(st.sampled_from(("verifikator", "verifikator", "pic yang menjadi verifikator")))
    putusan = Langkah(siapa, "verifikasi", draw(st.sampled_from(HasilVerifikasi)))
    return [*draw(few), klaim, *draw(few), putusan, *draw(few)]


JALAN = st.lists(ronde(), min_size=1, max_size=4).map(lambda rounds: sum(rounds, []))


def attempt(pelaku: Pelaku, langkah: Langkah, now: Keadaan) -> None:
    """Try one step through its command, as a page does."""
    row_id, versi = now.aksi["id"], now.aksi["versi"] - langkah.usang
    row: dict[str, Any] = {"row_id": row_id, "versi": versi}
    with open_session(pelaku) as session:
        match langkah.apa:
            case "status" | "selesai dengan bukti":
                status, progres = langkah.nilai or ("selesai", 100)
                words = {"kendala": "Lahan", "catatan": "Catatan"}
                isian = IsianPemutakhiran.check({"status": status, "progres": progres} | words)
                bukti = () if langkah.nilai else BUKTI
                update_status(session, pelaku=pelaku, isian=isian, bukti=bukti, **row)
            case "verifikasi":
                putusan = IsianVerifikasi.check({"hasil": langkah.nilai, "alasan": "Sebabnya"})
                verify_aksi(session, pelaku=pelaku, isian=putusan, **row)
            case "ubah":
                isian_aksi = IsianAksi.check(AKSI.values | {"judul": f"Judul {langkah.nilai}"})
                update_aksi(session, pelaku=pelaku, isian=isian_aksi, **row)
            case "tarik":
                withdraw(session, pelaku=pelaku, huruf="A", alasan="Keliru", **row)
            case "pulihkan":
                restore(session, pelaku=pelaku, huruf="A", **row)
            case "tambah bukti":
                add_bukti(session, pelaku=pelaku, aksi_id=row_id, bukti=BUKTI)
            case _:
                chosen = [b["id"] for b in now.bukti][langkah.nilai : langkah.nilai + 1]
                withdraw_bukti(session, pelaku=pelaku, bukti_id=chosen[0] if chosen else 999_999)


def look(aksi_id: int) -> Keadaan:
    """Return all there is about one action, as stored."""
    with read_session() as session:
        rows = [
            [
                row.model_dump()
                for row in session.exec(
                    select(kind).where(kind.aksi_id == aksi_id).order_by(col(kind.id))
                )
            ]
            for kind in (t.Pemutakhiran, t.Bukti, t.Verifikasi)
        ]
        return Keadaan(session.get_one(t.RencanaAksi, aksi_id).model_dump(), *rows)


@dataclass
class Pengamat:
    """Follows one action from outside and says what the rules forbid."""

    penyusun: set[int] = field(default_factory=set)
    sebelum_klaim: tuple[StatusAksi, int] = (StatusAksi.BELUM_MULAI, 0)

    def check(self, pelaku: Pelaku, before: Keadaan, after: Keadaan) -> None:
        """Check the state after a step that was let through."""
        a, b = before.aksi, after.aksi
        done = b["status"] == StatusAksi.SELESAI
        assert done == (b["verifikasi"] in (K.MENUNGGU, K.DITERIMA))
        assert done == (b["selesai_pada"] is not None)
        assert not done or after.live, "Selesai without bukti"
        step = (a["verifikasi"], b["verifikasi"])
        assert step[0] == step[1] or step in BOLEH
        decided = after.verifikasi[len(before.verifikasi) :]
        if a["verifikasi"] == K.DITERIMA:
            assert decided or after == before, "changed while it was verified"
        assert bool(decided) == (step in BOLEH and step[1] in (K.DITERIMA, K.DIKEMBALIKAN))
        if decided:
            self._check_decision(pelaku, after, decided)
        else:
            made = after.pemutakhiran[len(before.pemutakhiran) :]
            made += [x for x in after.bukti if x["id"] not in {y["id"] for y in before.bukti}]
            self.penyusun |= {row["pelaku_id"] for row in made}
            if a["status"] != StatusAksi.SELESAI:
                self.sebelum_klaim = (a["status"], a["progres"])
        self._check_chain(after)

    def _check_decision(
        self, pelaku: Pelaku, after: Keadaan, decided: list[dict[str, Any]]
    ) -> None:
        [row] = decided
        assert pelaku.peran == Peran.VERIFIKATOR
        assert row["pelaku_id"] == pelaku.id
        assert pelaku.id not in self.penyusun, "verified by one who made the claim"
        assert row["hasil"] == after.aksi["verifikasi"]
        assert after.aksi["ditarik_pada"] is None
        if row["hasil"] == HasilVerifikasi.DIKEMBALIKAN:
            assert (after.aksi["status"], after.aksi["progres"]) == self.sebelum_klaim
            assert after.pemutakhiran[-1]["catatan"] == "Dikembalikan verifikator: Sebabnya"
        self.penyusun = {b["pelaku_id"] for b in after.live}

    def _check_chain(self, after: Keadaan) -> None:
        state = (StatusAksi.BELUM_MULAI, 0)
        for one in after.pemutakhiran:
            assert (one["status_sebelum"], one["progres_sebelum"]) == state
            state = (one["status_sesudah"], one["progres_sesudah"])
        assert (after.aksi["status"], after.aksi["progres"]) == state


@pytest.mark.usefixtures("contoh")
@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # each try costs transactions: shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(jalan=JALAN)
def test_no_row_of_commands_reaches_a_state_that_the_rules_forbid(jalan: list[Langkah]) -> None:
    people, pengamat = orang(), Pengamat()
    now = look(create(AKSI).id)
    for langkah in jalan:
        pelaku = people[langkah.siapa]
        try:
            attempt(pelaku, langkah, now)
        except DomainError:
            assert look(now.aksi["id"]) == now, f"refused, but not without a trace: {langkah}"
            continue
        after = look(now.aksi["id"])
        pengamat.check(pelaku, now, after)
        now = after
