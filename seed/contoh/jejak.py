"""The riwayat that the example would have left: how its rows came to be what they are.

Each row ends in the state it has; what happened on the way is worked out from its pemutakhiran,
verifikasi and penilaian, and drawn by its code: tenggat that moved, owners that changed, rows that
were made only after the closed rakor.
"""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from model.choices import HasilVerifikasi, KeadaanVerifikasi, Posisi, StatusAksi, Tindakan
from model.clock import wib_date
from model.history import as_text
from model.verifikasi import MESIN, langkah_status
from seed.contoh.rencana_rakor import hari_tutup
from seed.contoh.riwayat import line_changed
from seed.contoh.waktu import at, at_work

Row = dict[str, Any]
Peristiwa = tuple[datetime, Row, Row]  # when, by whom, the columns as they are afterwards

# Shares: of the actions with a tenggat how many moved it three times, twice, once, or brought it
# forward; of those with an owner how many had another; of what can be young how much is.
GESER = ((0.014, 3), (0.034, 2), (0.16, 1))
MAJU = 0.185
GANTI_PD = 0.05
LAHIR_AKSI, LAHIR_MASALAH, LAHIR_RISIKO = 0.3, 0.4, 0.15

ANGKA = tuple(f"{angka}_saat_ini" for angka in ("kemungkinan", "dampak", "besaran"))
AWAL = {
    "status": StatusAksi.BELUM_MULAI, "progres": 0, "kendala": "", "tindak_lanjut": "",
    "selesai_pada": None, "verifikasi": KeadaanVerifikasi.BELUM,
}  # fmt: skip


def add_jejak(baris: dict[str, list[Row]], today: date) -> None:
    """Give the rows by table `baris` their past: lines of riwayat, versi, and when they changed."""
    jejak = Jejak(baris, today)
    jejak.make_young()
    jejak.add_aksi()
    jejak.add_risiko()
    jejak.add_keputusan()


def _by(rows: list[Row], kolom: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[kolom]].append(row)
    return found


class Jejak:
    """Works on the rows of one copy of the example."""

    def __init__(self, baris: dict[str, list[Row]], today: date) -> None:
        self.baris = baris
        self.today = today
        self.tutup = hari_tutup(today) + timedelta(days=1)
        self.made = {
            (line["tabel"], line["baris_id"]): line
            for line in baris["riwayat"]
            if line["tindakan"] == Tindakan.DIBUAT
        }
        self.kabar = _by(baris["pemutakhiran"], "aksi_id")
        self.putusan = _by(baris["verifikasi"], "aksi_id")
        pd_pokja = _by([row for row in baris["rencana_aksi"] if row["pd_id"]], "pokja_id")
        self.pd = {nomor: sorted({r["pd_id"] for r in rows}) for nomor, rows in pd_pokja.items()}

    def make_young(self) -> None:
        """Let some rows on which nothing older stands have been made after the closed rakor."""
        aksi = self.baris["rencana_aksi"]
        fresh = {row["id"] for row in aksi if row["id"] not in self.kabar}
        per_solusi, per_penanganan = _by(aksi, "solusi_id"), _by(aksi, "penanganan_id")
        solusi, penanganan = (
            _by(self.baris["solusi"], "permasalahan_id"),
            _by(self.baris["penanganan"], "risiko_id"),
        )
        at_risk = {row["permasalahan_id"] for row in self.baris["risiko"]}
        for masalah in self.baris["permasalahan"]:
            below = solusi[masalah["id"]]
            grand = [row for s in below for row in per_solusi[s["id"]]]
            free = masalah["id"] not in at_risk and all(row["id"] in fresh for row in grand)
            if free and Random(f"{masalah['kode']} lahir").random() < LAHIR_MASALAH:
                self._born("permasalahan", [masalah, *below, *grand], below, grand)
        for risiko in self.baris["risiko"]:
            below = penanganan[risiko["id"]]
            grand = [row for p in below for row in per_penanganan[p["id"]]]
            if all(row["id"] in fresh for row in grand) and (
                Random(f"{risiko['kode']} lahir").random() < LAHIR_RISIKO
            ):
                self._born("risiko", [risiko, *below, *grand], below, grand)
                self._assess_once(risiko)
        for row in aksi:
            young = Random(f"{row['kode']} lahir").random() < LAHIR_AKSI
            if row["id"] in fresh and young and wib_date(row["dibuat_pada"]) < self.tutup:
                self._born("rencana_aksi", [row], [], [])

    def _born(self, tabel: str, rows: list[Row], below: list[Row], grand: list[Row]) -> None:
        first = rows[0]
        day = self.tutup + timedelta(days=Random(f"{first['kode']} hari").randint(2, 22))
        names = {id(row): "rencana_aksi" for row in grand}
        names |= {id(row): "solusi" if tabel == "permasalahan" else "penanganan" for row in below}
        for minute, row in enumerate(rows):
            moment = at(day, time(10, 15)) + timedelta(minutes=4 * minute)
            row["dibuat_pada"] = row["diubah_pada"] = moment
            self.made[names.get(id(row), tabel), row["id"]]["pada"] = moment

    def _assess_once(self, risiko: Row) -> None:
        """Keep of a young risiko the last assessment of each position, made when it was made."""
        rows = self.baris["penilaian_risiko"]
        kept = {row["posisi"]: row for row in rows if row["risiko_id"] == risiko["id"]}
        moment = risiko["dibuat_pada"]
        for row in kept.values():
            row |= {"pada": moment, "tanggal": wib_date(moment), "alasan": "Penilaian awal pokja."}
        ids = {row["id"] for row in kept.values()}
        rows[:] = [row for row in rows if row["risiko_id"] != risiko["id"] or row["id"] in ids]

    def add_aksi(self) -> None:
        """Tell how each action came to its state, its tenggat and its owner."""
        for row in self.baris["rencana_aksi"]:
            owner = self._owner(row)
            plan = [*self._moved(row, owner), *self._changed_hands(row, owner)]
            first = AWAL | {
                name: next((e[2]["sebelum"][name] for e in plan if name in e[2]["sebelum"]), value)
                for name, value in (("tenggat", row["tenggat"]), ("pd_id", row["pd_id"]))
            }
            events = [(pada, by, change["sesudah"]) for pada, by, change in plan]
            self._tell("rencana_aksi", row, first, [*events, *self._work(row)])

    def _owner(self, row: Row) -> Row:
        line = self.made["rencana_aksi", row["id"]]
        return {"pelaku": line["pelaku"], "pelaku_id": line["pelaku_id"]}

    def _work(self, row: Row) -> list[Peristiwa]:
        """Return the pemutakhiran and the decisions about an action, as they changed it."""
        decided = self.putusan.get(row["id"], [])
        returned = {v["pada"] for v in decided if v["hasil"] == HasilVerifikasi.DIKEMBALIKAN}
        events: list[Peristiwa] = []
        state, done = KeadaanVerifikasi.BELUM, None
        for kabar in self.kabar.get(row["id"], []):
            status = StatusAksi(kabar["status_sesudah"])
            if kabar["pada"] in returned:
                state = KeadaanVerifikasi.DIKEMBALIKAN
            else:
                state = MESIN[state, langkah_status(status)]
            done = (done or wib_date(kabar["pada"])) if status == StatusAksi.SELESAI else None
            after = {name: kabar[name] for name in ("kendala", "tindak_lanjut")} | {
                "status": status, "progres": kabar["progres_sesudah"],
                "selesai_pada": done, "verifikasi": state,
            }  # fmt: skip
            events.append((kabar["pada"], _who(kabar), after))
        return events + [
            (v["pada"], _who(v), {"verifikasi": KeadaanVerifikasi.DITERIMA})
            for v in decided
            if v["hasil"] == HasilVerifikasi.DITERIMA
        ]

    def _days(self, row: Row, rng: Random, times: int) -> list[date]:
        """Return so many days, the last within the last weeks in which the row could change."""
        last = (row["selesai_pada"] or self.today) - timedelta(days=1)
        days = [last - timedelta(days=rng.randint(0, 55) // times + 48 * n) for n in range(times)]
        first = wib_date(row["dibuat_pada"])
        return sorted(day for day in days if day > first)

    def _moved(self, row: Row, by: Row) -> list[Peristiwa]:
        """Return how the tenggat moved, the columns before and after."""
        rng = Random(f"{row['kode']} geser")
        chance = rng.random()
        times = next((n for share, n in GESER if chance < share), 1 if chance < MAJU else 0)
        if row["tenggat"] is None or not times:
            return []
        events: list[Peristiwa] = []
        after = row["tenggat"]
        for day in reversed(self._days(row, rng, times)):
            step = timedelta(days=rng.randint(14, 45))
            before = after + step if chance >= GESER[-1][0] else after - step
            if before <= row["mulai"]:
                break
            change = {"sebelum": {"tenggat": before}, "sesudah": {"tenggat": after}}
            events.append((at(day, time(16, 40)), by, change))
            after = before
        return events[::-1]

    def _changed_hands(self, row: Row, by: Row) -> list[Peristiwa]:
        rng = Random(f"{row['kode']} pd")
        others = [pd_id for pd_id in self.pd.get(row["pokja_id"], ()) if pd_id != row["pd_id"]]
        if row["pd_id"] is None or not others or rng.random() >= GANTI_PD:
            return []
        change = {"sebelum": {"pd_id": rng.choice(others)}, "sesudah": {"pd_id": row["pd_id"]}}
        return [(at(day, time(16, 50)), by, change) for day in self._days(row, rng, 1)]

    def add_risiko(self) -> None:
        """Tell how the present position of each risiko followed its assessments."""
        nilai = _by(self.baris["penilaian_risiko"], "risiko_id")
        for row in self.baris["risiko"]:
            steps = [n for n in nilai[row["id"]] if n["posisi"] == Posisi.SAAT_INI]
            values = [{name: n[name.partition("_")[0]] for name in ANGKA} for n in steps]
            events = [(n["pada"], _who(n), v) for n, v in zip(steps, values, strict=True)]
            self._tell("risiko", row, values[0], events[1:])

    def add_keputusan(self) -> None:
        """Tell when each keputusan that is done was answered."""
        for row in self.baris["keputusan"]:
            if row["selesai_pada"] is None:
                continue
            line = self.made["keputusan", row["id"]]
            after = {name: row[name] for name in ("status", "tanggapan_pd", "selesai_pada")}
            before = {"status": "terbuka", "tanggapan_pd": "", "selesai_pada": None}
            self._tell(
                "keputusan", row, before, [(at_work(row["selesai_pada"], 15), _who(line), after)]
            )

    def _tell(self, tabel: str, row: Row, first: Row, events: list[Peristiwa]) -> None:
        """Add the lines of all changes in the order of time, and count them on the row."""
        state = dict(first)
        for pada, by, after in sorted(events, key=lambda event: event[0]):
            changed = {name: value for name, value in after.items() if state[name] != value}
            # A pemutakhiran that says the same again is a save, an assessment is none.
            if not changed and tabel != "rencana_aksi":
                continue
            row["versi"] += 1
            row["diubah_pada"] = pada
            for name, value in changed.items():
                values = as_text(state[name]), as_text(value)
                self.baris["riwayat"].append(line_changed(tabel, row, by, name, *values))
            state |= changed


def _who(row: Row) -> Row:
    return {"pelaku": row["pelaku"], "pelaku_id": row["pelaku_id"]}
