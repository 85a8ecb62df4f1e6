"""Addresses for the tests of the door: what there is, tricks with paths, `next` that lead away."""

from itertools import product

from pages.shared.halaman import HALAMAN

LAIN = (
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/_stcore/upload_file/a/b",
    "/_stcore/stream",
    "/_stcore/allowed-message-origins",
    "/media/0123.png",
    "/component/a/b.js",
    "/static/js/index.js",
    "/app/static/x.txt",
    "/index.html",
    "/manifest.json",
    "/robots.txt",
    "/bukti/1",
    "/sesi/keadaan",
    "/sandi",
    "/layar",
    "/layar/unduh",
    "/layar/tampil",
    "/layar/langsung",
    "/langsung",
    "/auth/login",
    "/oauth2callback",
    "/tidak-ada",
)

SEMUA = (*sorted({halaman.alamat for halaman in HALAMAN}), *LAIN)

# Paths that a sloppy guard would take for an open one.
TIPUAN = (
    "//",
    "//pokja",
    "/masuk/",
    "/masuk/../pokja",
    "/masuk/%2e%2e/pokja",
    "/masuk/..%2fpokja",
    "/masuk%2f..%2fpokja",
    "/masuk;/pokja",
    "/masukan",
    "/masuk/contoh/../../pokja",
    "/MASUK",
    "/healthz/",
    "/healthz/../pokja",
    "/healthz%00/pokja",
    "/_stcore/health/../metrics",
    "/_stcore/health/",
    "/_stcore/healthx",
    "/aset/",
    "/aset/../pokja",
    "/aset/%2e%2e/%2e%2e/dashboard.py",
    "/aset/..%5c..%5cdashboard.py",
    "/aset//etc/passwd",
    "/aset/forum.css/../../pokja",
    "/layar/masuk/",
    "/layar/masuk/a/b",
    "/layar/masuk/../../pokja",
    "/pokja#/masuk",
    "/pokja?/masuk",
    "/./masuk/x",
)

JAHAT = "jahat.example"
_SKEMA = ("http:", "https:", "HTTPS:", "ftp:", "javascript:", "data:text/html,", "vbscript:", "")
_GARIS = (
    "//",
    "///",
    "/\\",
    "\\\\",
    "\\/",
    "/%2f",
    "/%5c",
    "%2f%2f",
    "/\t/",
    "/\n/",
    "/\r/",
    "/ /",
)
_EKOR = ("", "/pokja", "?x=1")
_LEPAS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "mailto:a@jahat.example",
    f"{JAHAT}",
    f"{JAHAT}/pokja",
    f"@{JAHAT}",
    f"/@{JAHAT}/..//",
    f"/.{JAHAT}",
    f"/..//{JAHAT}",
    f"/./{JAHAT}",
    f"/pokja/../..//{JAHAT}",
    f"/pokja//{JAHAT}",
    f"/;@{JAHAT}",
    f"/\u2215\u2215{JAHAT}",
    f"\u3000//{JAHAT}",
    f"//{JAHAT}@127.0.0.1:8501/",
    f"http://127.0.0.1:8501@{JAHAT}/",
    f"http://127.0.0.1:8501.{JAHAT}/",
    "http://127.0.0.1:8501/pokja",
    "pokja",
    "./pokja",
    "../pokja",
    "/pokja\r\nSet-Cookie: a=b",
    "/pokja\r\n\r\n<script>",
    "/pokja%0d%0aSet-Cookie:a=b",
    "/pokja\x00",
    "/pokja#//jahat.example",
    "/" + "a" * 3000,
    "/keluar",
    "/masuk?next=//jahat.example",
    "/masuk/oidc?next=//jahat.example",
    "/_stcore/metrics",
    "/media/x",
)

KE_LUAR = tuple(
    dict.fromkeys(
        [f"{a}{b}{JAHAT}{c}" for a, b, c in product(_SKEMA, _GARIS, _EKOR) if a or b] + list(_LEPAS)
    )
)
