"""Signing in and out, and the password: `/masuk`, `/sandi`, `/keluar`, `/sesi/keadaan`."""

from functools import partial
from ipaddress import ip_address

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from model import pintu
from model.choices import CaraMasuk, Peran
from model.clock import now
from model.commands.masuk import TerlaluSering
from model.commands.sesi import sign_out
from model.config import settings
from model.db import open_session, read_session
from model.errors import DomainError, InvalidIsian, NotFound
from model.percobaan import Asal, clean_nama_masuk
from model.queries.masuk import AkunContoh, list_akun_contoh
from model.queries.sesi import SesiAktif, get_sesi
from model.sandi import PALING_PENDEK
from pages.shared import tautan
from pages.web import kuki, pendengar
from pages.web.antrean import Penuh, in_turn
from pages.web.halaman import clean_next, go_to, home_of, json, page, read_form, wants_json
from pages.web.penjaga import SESI
from pages.web.sambungan import wake

DITERUSKAN = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")

KABAR = {
    "keluar": "Anda sudah keluar.",
    "oidc": "Masuk dengan akun kantor tidak berhasil. Coba lagi, atau hubungi admin forum.",
    "tidak-terdaftar": "Akun kantor Anda belum terdaftar di dasbor ini. Hubungi admin forum.",
}


def asal_of(request: Request, nama_masuk: str = "") -> Asal:
    """Return where a request comes from, and whether this person's device is known."""
    return Asal(
        alamat=request.client.host if request.client else "",
        peramban=request.headers.get("user-agent", ""),
        perangkat=kuki.known_device(request.scope, nama_masuk) if nama_masuk else "",
    )


async def show_masuk(request: Request) -> Response:
    """Answer with the sign-in page."""
    kabar = KABAR.get(request.query_params.get("kabar", ""), "")
    return await _form(request, request.query_params.get("next", ""), kabar=kabar)


async def _form(
    request: Request, ke: str, *, status: int = 200, tunggu: int = 0, **context: str
) -> Response:
    contoh: list[AkunContoh] = []
    if may_offer_contoh(request):
        contoh = await to_thread.run_sync(_list_contoh)
    per_peran = {peran: [a for a in contoh if a.peran == peran] for peran in Peran}
    return page(
        "masuk.html",
        status,
        tunggu,
        ke=clean_next(ke),
        contoh={peran: akun for peran, akun in per_peran.items() if akun},
        oidc=bool(settings().forum_oidc_alamat),
        **{"kabar": "", "salah": "", "nama_masuk": "", **context},
    )


def _list_contoh() -> list[AkunContoh]:
    with read_session() as session:
        return list_akun_contoh(session)


def may_offer_contoh(request: Request) -> bool:
    """Return whether a request was made at this computer itself, by a server for it alone."""
    try:
        near = request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    return (
        near
        and kuki.is_loopback_host(kuki.host_of(request.scope))
        and not any(name in request.headers for name in DITERUSKAN)
        and pendengar.is_local_only(pendengar.list_alamat())
    )


async def post_masuk(request: Request) -> Response:
    """Let somebody in by name and password."""
    isian = await read_form(request)
    nama_masuk, ke = clean_nama_masuk(isian.get("nama", "")), isian.get("next", "")
    asal = asal_of(request, nama_masuk)
    try:
        await to_thread.run_sync(pintu.require_giliran, nama_masuk, asal)
        masuk = await in_turn(partial(pintu.sign_in, nama_masuk, isian.get("sandi", ""), asal))
    except DomainError as refusal:
        tunggu = refusal.tunggu if isinstance(refusal, TerlaluSering | Penuh) else 0
        status = 429 if tunggu else 401
        if wants_json(request):
            return json(status, {"pesan": str(refusal), "tunggu": tunggu}, tunggu)
        return await _form(
            request, ke, status=status, tunggu=tunggu, salah=str(refusal), nama_masuk=nama_masuk
        )
    return await enter(request, masuk, ke)


async def enter(request: Request, masuk: pintu.Masuk, ke: str) -> Response:
    """Answer somebody who has come in: their cookie, and the page to go on to."""
    old = kuki.sesi_token(request.scope)
    if old:
        await to_thread.run_sync(_leave, old)
    sesi = masuk.sesi
    ke = clean_next(ke) or home_of(sesi.pelaku.peran)
    if sesi.harus_ganti:
        ke = tautan.url(tautan.SANDI, next=ke)
    if wants_json(request):
        who = {"pengguna": sesi.pelaku.id, "harus_ganti": sesi.harus_ganti, "ke": ke}
        answer = json(200, who)
    else:
        answer = go_to(ke)
    kuki.set_sesi(answer, request.scope, masuk.token)
    if sesi.cara == CaraMasuk.SANDI:
        kuki.remember_device(answer, request.scope, masuk.nama_masuk)
    wake()
    return answer


def _leave(token: str) -> None:
    """End the sesi that the browser had until now."""
    with read_session() as session:
        sesi = get_sesi(session, token=token, saat=now())
    if sesi is not None:
        with open_session(sesi.pelaku) as session:
            sign_out(session, sesi=sesi)


async def post_contoh(request: Request) -> Response:
    """Let an example person in by one click."""
    isian = await read_form(request)
    number = isian.get("akun", "")
    if not may_offer_contoh(request) or not (number.isascii() and number.isdecimal()):
        return await _form(request, "", status=403, salah="Akun contoh tidak tersedia di sini.")
    try:
        enter_as = partial(pintu.sign_in_contoh, int(number[:9]), asal_of(request))
        masuk = await to_thread.run_sync(enter_as)
    except NotFound as refusal:
        return await _form(request, "", status=403, salah=str(refusal))
    return await enter(request, masuk, isian.get("next", ""))


async def post_keluar(request: Request) -> Response:
    """End the sesi of this browser."""
    token = kuki.sesi_token(request.scope)
    await to_thread.run_sync(_leave, token)
    wake()
    answer = go_to("/masuk?kabar=keluar")
    kuki.drop_sesi(answer, request.scope)
    return answer


async def show_sandi(request: Request) -> Response:
    """Answer with the form for a new password."""
    return _sandi_form(request, request.query_params.get("next", ""))


def _sandi_form(
    request: Request,
    ke: str,
    *,
    status: int = 200,
    tunggu: int = 0,
    salah: dict[str, str] | None = None,
) -> Response:
    sesi: SesiAktif = request.scope[SESI]
    return page(
        "sandi.html",
        status,
        tunggu,
        ke=clean_next(ke),
        sesi=sesi,
        bersandi=sesi.cara == CaraMasuk.SANDI,
        profil=settings().forum_sandi,
        least=PALING_PENDEK[settings().forum_sandi],
        hari=settings().sandi_berlaku_hari,
        salah=salah or {},
    )


async def post_sandi(request: Request) -> Response:
    """Change the password; the first one too."""
    isian = await read_form(request)
    sesi: SesiAktif = request.scope[SESI]
    lama, baru = isian.get("sandi_lama", ""), isian.get("sandi_baru", "")
    ke = isian.get("next", "")
    if baru != isian.get("sandi_ulang", ""):
        salah = {"sandi_ulang": "Kedua kata sandi baru tidak sama. Ketik ulang."}
        return _sandi_form(request, ke, status=422, salah=salah)
    try:
        token = await in_turn(partial(pintu.change_sandi, sesi, lama, baru))
    except InvalidIsian as refusal:
        return _sandi_form(request, ke, status=422, salah=refusal.per_kolom)
    except (TerlaluSering, Penuh) as refusal:
        salah = {"sandi_lama": str(refusal)}
        return _sandi_form(request, ke, status=429, tunggu=refusal.tunggu, salah=salah)
    except NotFound as refusal:
        return await _form(request, ke, status=401, salah=str(refusal))
    wake()
    answer = go_to(clean_next(ke) or home_of(sesi.pelaku.peran))
    kuki.set_sesi(answer, request.scope, token)
    return answer


async def tell_sesi(request: Request) -> Response:
    """Tell forum.js whose sesi it is. Without one the guard has answered 401 already."""
    sesi: SesiAktif = request.scope[SESI]
    return json(200, {"pengguna": sesi.pelaku.id})
