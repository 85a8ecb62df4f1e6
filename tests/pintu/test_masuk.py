"""The routes of the door: who gets a cookie, where they go on to, and who has to wait."""

import asyncio
import time
from collections.abc import Callable
from statistics import median

import httpx2
import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from model import tables as t
from model.choices import Peran, Tindakan
from model.db import open_session, read_session
from model.percobaan import BATAS_AKUN
from model.sandi import hash_sandi
from pages.shared.akses import KUKI
from pages.web import halaman, pendengar
from pages.web.kuki import KUKI_PERANGKAT
from tests.orang import SISTEM, account
from tests.pintu.alamat import JAHAT, KE_LUAR
from tests.pintu.conftest import ALAMAT, DEKAT, JAUH, Klien, keep, make_app

SANDI = "pagi itu hujan turun"
BARU = "sore itu angin reda"
NAMA = "budi.santoso"


def owner(peran: Peran = Peran.SEKRETARIAT, *, harus_ganti: bool = False, nama: str = NAMA) -> int:
    """Give an account of this peran a name and a password; return its number."""
    with open_session(SISTEM) as session:
        row = account(session, peran)
        row.nama_masuk, row.sandi = nama, hash_sandi(SANDI)
        row.sandi_harus_ganti = harus_ganti
        return row.id


def sign_in(client: TestClient, sandi: str, nama: str = NAMA, **lain: str) -> httpx2.Response:
    return client.post("/masuk", data={"nama": nama, "sandi": sandi, **lain})


def gagal(client: TestClient, kali: int, **where: str) -> list[int]:
    return [sign_in(client, "salah", **where).status_code for _ in range(kali)]


def test_a_sign_in_gives_a_cookie_that_no_script_can_read(klien: Klien) -> None:
    owner()
    client = klien()
    answer = sign_in(client, SANDI)
    assert answer.status_code == 303
    sesi, perangkat = answer.headers.get_list("set-cookie")
    assert sesi.startswith(f"{KUKI}=") and perangkat.startswith(f"{KUKI_PERANGKAT}=")
    for part in ("HttpOnly", "SameSite=lax", "Path=/"):
        assert part in sesi and part in perangkat
    assert "Max-Age" not in sesi and "expires" not in sesi.lower()
    assert client.get("/sesi/keadaan").json() == {"pengguna": owner()}


def test_the_token_changes_at_sign_in_and_the_one_before_is_worthless(klien: Klien) -> None:
    owner()
    client = klien(Peran.PIMPINAN)
    before = client.cookies[KUKI]
    sign_in(client, SANDI)
    after = client.cookies[KUKI]
    assert after != before
    thief = klien()
    keep(thief, KUKI, before)
    assert thief.get("/sesi/keadaan").status_code == 401


def test_a_token_that_somebody_planted_is_not_taken_over(klien: Klien) -> None:
    owner()
    client = klien()
    keep(client, KUKI, "ditanam-orang-lain")
    sign_in(client, SANDI)
    assert client.cookies[KUKI] != "ditanam-orang-lain"


def test_signing_out_makes_a_copied_cookie_worthless(klien: Klien) -> None:
    client, thief = klien(Peran.KETUA), klien()
    keep(thief, KUKI, client.cookies[KUKI])
    assert thief.get("/sesi/keadaan").status_code == 200
    answer = client.post("/keluar")
    assert answer.headers["location"] == "/masuk?kabar=keluar"
    assert KUKI not in client.cookies
    assert thief.get("/sesi/keadaan").status_code == 401
    assert client.post("/keluar").status_code == 303  # twice does no harm


@pytest.mark.parametrize(
    ("peran", "ke"),
    [
        (Peran.ADMIN, "/menunggu"),
        (Peran.SEKRETARIAT, "/menunggu"),
        (Peran.KETUA, "/menunggu"),
        (Peran.ANGGOTA, "/menunggu"),
        (Peran.PIC, "/menunggu"),
        (Peran.VERIFIKATOR, "/verifikasi"),
        (Peran.PIMPINAN, "/pimpinan"),
    ],
)
def test_each_peran_begins_at_its_own_page(klien: Klien, peran: Peran, ke: str) -> None:
    owner(peran)
    assert sign_in(klien(), SANDI).headers["location"] == ke


@pytest.mark.parametrize("ke", ["/pokja", "/rencana-aksi?status=Berjalan&pokja=Aset", "/?x=%20"])
def test_after_signing_in_the_page_asked_for_opens(klien: Klien, ke: str) -> None:
    owner()
    client = klien()
    asked = client.get(ke, headers={"accept": "text/html"}).headers["location"]
    form = client.get(asked).text
    assert f'name="next" value="{ke.replace("&", "&amp;")}"' in form
    assert sign_in(client, SANDI, next=ke).headers["location"] == ke


def test_no_next_leads_out_of_the_house(klien: Klien) -> None:
    assert len(KE_LUAR) >= 200
    assert [ke for ke in KE_LUAR if halaman.clean_next(ke)] == []
    owner()
    client = klien()
    for ke in KE_LUAR[::7]:
        assert sign_in(client, SANDI, next=ke).headers["location"] == "/menunggu"
        form = client.get("/masuk", params={"next": ke}).text
        assert 'name="next" value=""' in form and JAHAT not in form


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_known_and_unknown_names_get_the_same_answer(klien: Klien, accept: str) -> None:
    owner()
    # Disabled, and without a password.
    with open_session(SISTEM) as session:
        account(session, Peran.PIMPINAN).nama_masuk = "tanpa.sandi"
        row = account(session, Peran.VERIFIKATOR)
        row.nama_masuk, row.sandi, row.aktif = "nonaktif.orang", hash_sandi(SANDI), False
    answers = set()
    for nama in (NAMA, "tidak.ada.x", "tanpa.sandi", "nonaktif.orang"):
        client = klien(client=(f"198.51.100.{len(nama)}", 1))
        answer = client.post(
            "/masuk", data={"nama": nama, "sandi": "salah"}, headers={"accept": accept}
        )
        headers = {k: v for k, v in answer.headers.items() if k != "content-length"}
        answers.add((answer.status_code, answer.text.replace(nama, "NAMA"), str(headers)))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 401


def test_known_and_unknown_names_take_the_same_time(
    klien: Klien, atur: Callable[..., None]
) -> None:
    atur(FORUM_PERCOBAAN_ALAMAT="10000")
    kali = 50
    with open_session(SISTEM) as session:
        kept = hash_sandi(SANDI)
        for number in range(kali):
            row = t.Pengguna(nama_masuk=f"ada.{number}", nama="Orang", peran=Peran.PIMPINAN)
            row.sandi = kept
            session.add(row)
    client = klien()

    def seconds(nama: str) -> float:
        begin = time.perf_counter()
        assert sign_in(client, "salah", nama).status_code == 401
        return time.perf_counter() - begin

    seconds("pemanasan")
    # In pairs and in turn, so that a busy machine slows both alike.
    apart, all_times = [], []
    for number in range(kali):
        names = [f"ada.{number}", f"nir.{number}"]
        taken = {nama: seconds(nama) for nama in (names if number % 2 else reversed(names))}
        apart.append(taken[names[0]] - taken[names[1]])
        all_times += taken.values()
    # A name that costs no argon2 would differ by more than all of them take in the middle.
    assert abs(median(apart)) < median(all_times) / 4


def test_whoever_tries_too_often_is_told_how_long_to_wait(klien: Klien) -> None:
    owner()
    client = klien()
    assert gagal(client, 5) == [401, 401, 401, 429, 429]
    answer = client.post(
        "/masuk", data={"nama": NAMA, "sandi": SANDI}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) == answer.json()["tunggu"] > 0
    assert "Tunggu" in answer.json()["pesan"]
    assert KUKI not in client.cookies


def test_on_a_device_of_ones_own_nobody_else_can_lock_one_out(klien: Klien) -> None:
    owner()
    laptop, lain = klien(), klien()
    sign_in(laptop, SANDI)
    laptop.post("/keluar")
    gagal(lain, 30)
    assert sign_in(lain, SANDI).status_code == 429
    assert sign_in(laptop, SANDI).status_code == 303


def test_a_device_is_known_for_those_who_signed_in_on_it_only(klien: Klien) -> None:
    """Else somebody with an account could try others' passwords on a device of their own."""
    owner()
    owner(Peran.PIMPINAN, nama="lain.orang")
    client = klien()
    sign_in(client, SANDI, "lain.orang")
    assert gagal(client, 4) == [401, 401, 401, 429]
    # Nor does a forged cookie help, nor one of another device.
    for forged in ("x" * 22 + "." + "0" * 64, "tidak benar", "a" * 5000):
        keep(client, KUKI_PERANGKAT, forged)
        assert sign_in(client, "salah").status_code == 429


def test_a_device_shared_by_two_is_known_for_both(klien: Klien) -> None:
    owner()
    owner(Peran.PIMPINAN, nama="lain.orang")
    client = klien()
    for nama in (NAMA, "lain.orang"):
        assert sign_in(client, SANDI, nama).status_code == 303
    gagal(klien(), 10)
    gagal(klien(), 10, nama="lain.orang")
    for nama in (NAMA, "lain.orang"):
        assert sign_in(client, SANDI, nama).status_code == 303


def test_ten_thousand_passwords_on_one_account_and_a_thousand_accounts_once(
    klien: Klien, atur: Callable[..., None]
) -> None:
    """The first ones through the route; the rest asks what the route asks."""
    from model import pintu
    from model.commands.masuk import TerlaluSering
    from model.percobaan import Asal

    number = owner()
    client = klien(client=JAUH)
    looked_at = gagal(client, 200).count(401)
    for _ in range(9800):
        try:
            pintu.require_giliran(NAMA, Asal(JAUH[0]))
            pintu.sign_in(NAMA, "salah", Asal(JAUH[0]))
        except TerlaluSering:
            continue
        except pintu.TidakCocok:
            looked_at += 1
    assert 3 <= looked_at <= BATAS_AKUN
    other = klien(client=("203.0.113.10", 1))
    names = [sign_in(other, "salah", f"orang.{n}").status_code for n in range(1000)]
    assert names.count(401) <= 10
    with read_session() as session:
        lines = session.exec(
            select(t.Riwayat).where(t.Riwayat.tindakan == Tindakan.GAGAL_MASUK)
        ).all()
        assert len(lines) <= 2 * BATAS_AKUN
        assert len(session.exec(select(t.PercobaanMasuk)).all()) <= 4 * BATAS_AKUN
    assert client.get("/healthz").status_code == 200
    owner_elsewhere = klien(client=("198.51.100.7", 1))
    assert sign_in(owner_elsewhere, SANDI).status_code == 303
    assert owner_elsewhere.get("/sesi/keadaan").json() == {"pengguna": number}


def test_a_rush_waits_in_line_while_other_pages_stay_quick(
    contoh: str, atur: Callable[..., None]
) -> None:
    atur(FORUM_PERCOBAAN_ALAMAT="10000")

    async def rush() -> tuple[list[int], list[float]]:
        transport = httpx2.ASGITransport(make_app(), client=DEKAT)
        async with httpx2.AsyncClient(transport=transport, base_url=ALAMAT) as client:
            client.headers["origin"] = ALAMAT
            tries = [
                asyncio.create_task(
                    client.post("/masuk", data={"nama": f"orang.{n}", "sandi": "salah"})
                )
                for n in range(120)
            ]
            times = []
            while not all(task.done() for task in tries):
                begin = time.perf_counter()
                assert (await client.get("/aset/ikon.svg")).status_code == 200
                times.append(time.perf_counter() - begin)
                await asyncio.sleep(0.01)
            return [task.result().status_code for task in tries], times

    statuses, times = asyncio.run(rush())
    assert set(statuses) == {401, 429}
    assert statuses.count(429) >= 20  # the line is bounded
    assert median(times) < 0.1


def test_a_form_that_is_too_large_is_not_read(klien: Klien) -> None:
    answer = klien().post("/masuk", data={"nama": NAMA, "sandi": "x" * 100_000})
    assert answer.status_code == 401


def test_what_was_typed_comes_back_escaped_and_the_password_never(klien: Klien) -> None:
    nama = '"><script>alert(1)</script>'
    answer = sign_in(klien(), "sandi-rahasia-saya", nama)
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "sandi-rahasia-saya" not in answer.text


def test_the_first_password_is_changed_and_then_everything_opens(klien: Klien) -> None:
    owner(Peran.KETUA, harus_ganti=True)
    client = klien()
    assert sign_in(client, SANDI, next="/pokja").headers["location"] == "/sandi?next=%2Fpokja"
    before = client.cookies[KUKI]
    isian = {"sandi_lama": SANDI, "sandi_baru": BARU, "sandi_ulang": BARU, "next": "/pokja"}
    wrong = client.post("/sandi", data=isian | {"sandi_ulang": "lain"})
    assert wrong.status_code == 422 and "tidak sama" in wrong.text
    weak = client.post("/sandi", data=isian | {"sandi_baru": "pendek", "sandi_ulang": "pendek"})
    assert weak.status_code == 422 and "paling sedikit 15" in weak.text
    assert client.post("/sandi", data=isian).headers["location"] == "/pokja"
    assert client.cookies[KUKI] != before
    assert client.get("/sesi/keadaan").status_code == 200
    thief = klien()
    keep(thief, KUKI, before)
    assert thief.get("/sesi/keadaan").status_code == 401


def test_a_link_for_a_screen_survives_a_preview_and_works_once(klien: Klien) -> None:
    from datetime import timedelta

    from model.clock import now
    from model.queries.sesi import hash_token

    with open_session(SISTEM) as session:
        session.add(
            t.TautanLayar(
                token=hash_token("tautan-uji"),
                pengguna_id=account(session, Peran.LAYAR).id,
                dibuat_pada=now(),
                berlaku_sampai=now() + timedelta(hours=1),
            )
        )
    for _ in range(3):
        assert klien().get("/layar/masuk/tautan-uji").status_code == 200
        assert klien().head("/layar/masuk/tautan-uji").status_code == 200
    layar = klien(client=JAUH)
    answer = layar.post("/layar/masuk/tautan-uji")
    assert (answer.status_code, answer.headers["location"]) == (303, "/layar")
    assert layar.get("/sesi/keadaan").status_code == 200
    again = klien().post("/layar/masuk/tautan-uji")
    assert again.status_code == 410 and "sudah dipakai" in again.text


@pytest.fixture
def mendengar(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give `mendengar("…")`, which lets the server listen on these addresses."""

    def listen(*alamat: str) -> None:
        monkeypatch.setattr(pendengar, "list_alamat", lambda: list(alamat))

    return listen


def test_example_persons_come_in_by_one_click_at_this_computer(
    klien: Klien, mendengar: Callable[..., None]
) -> None:
    mendengar("127.0.0.1")
    client = klien()
    assert "Akun contoh" in client.get("/masuk").text
    answer = client.post("/masuk/contoh", data={"akun": "1", "next": "/pokja"})
    assert answer.headers["location"] == "/pokja"
    assert client.get("/sesi/keadaan").json() == {"pengguna": 1}
    assert client.post("/masuk/contoh", data={"akun": "9999"}).status_code == 403
    for forged in ("", "0", "-1", "1 OR 1=1", "٣"):
        assert client.post("/masuk/contoh", data={"akun": forged}).status_code == 403


@pytest.mark.parametrize(
    "keadaan", ["alamat lain", "diteruskan", "dari jauh", "tidak diketahui", "publik", "asli"]
)
def test_example_persons_come_in_nowhere_else(
    klien: Klien, mendengar: Callable[..., None], atur: Callable[..., None], keadaan: str
) -> None:
    at = {"tidak diketahui": (), "alamat lain": ("127.0.0.1", "192.0.2.7")}
    mendengar(*at.get(keadaan, ("127.0.0.1",)))
    headers = {"x-forwarded-for": "127.0.0.1"} if keadaan == "diteruskan" else {}
    if keadaan == "publik":
        atur(FORUM_ALAMAT_PUBLIK="http://127.0.0.1:8501")
    if keadaan == "asli":
        with open_session(SISTEM) as session:
            session.delete(session.get_one(t.Pengaturan, "data_contoh"))
    client = klien(client=JAUH if keadaan == "dari jauh" else DEKAT)
    assert "Akun contoh" not in client.get("/masuk", headers=headers).text
    answer = client.post("/masuk/contoh", data={"akun": "1"}, headers=headers)
    assert answer.status_code in (403, 503)
    assert KUKI not in client.cookies
