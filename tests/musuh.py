"""Texts typed to do harm: a thousand of them, put together from what is known to work."""

from itertools import islice, product

# A script ran when `window.jebol` is set, or when this host is asked for anything.
TUAN_RUMAH = "jahat.invalid"

HTML = (
    "<script>window.jebol=1</script>",
    "<img src=x onerror=window.jebol=1>",
    "<svg onload=window.jebol=1>",
    "<iframe srcdoc='<script>parent.jebol=1</script>'></iframe>",
    "<a href='javascript:window.jebol=1'>klik</a>",
    f"<img src='https://{TUAN_RUMAH}/a.png'>",
    f"<link rel=stylesheet href='https://{TUAN_RUMAH}/a.css'>",
    f"<style>@import 'https://{TUAN_RUMAH}/b.css'; body{{display:none}}</style>",
    "<div style='position:fixed;inset:0;z-index:99999;background:red'>TUTUP</div>",
    "<form action='/keluar' method=post><button>Masuk lagi</button></form>",
    "<meta http-equiv=refresh content='0;url=https://jahat.invalid/'>",
    "<base href='https://jahat.invalid/'>",
    "<math><mtext></math><img src=x onerror=window.jebol=1>",
    "<details open ontoggle=window.jebol=1>x</details>",
    "<input autofocus onfocus=window.jebol=1>",
    "</p></div></body></html><h1>AKHIR</h1>",
    "<!-- <script>window.jebol=1</script> -->",
    "<noscript><p title='</noscript><img src=x onerror=window.jebol=1>'>",
)
MARKDOWN = (
    f"![x](https://{TUAN_RUMAH}/md.png)",
    "[klik](javascript:window.jebol=1)",
    f"[klik](https://{TUAN_RUMAH}/)",
    "# JUDUL BESAR",
    "**tebal** _miring_ ~~coret~~ `kode`",
    ":red[merah] :material/delete: :smile:",
    "$\\frac{1}{0}$ $$\\href{javascript:window.jebol=1}{x}$$",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "```html\n<script>window.jebol=1</script>\n```",
    f"<https://{TUAN_RUMAH}/auto>",
)
TEMPLATE = (
    "{{ 7*7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "${7*7}",
    "{{ config.items() }}",
    "datum['jebol']",
    "datum.x ? 1 : 0",
    "window.jebol=1",
    "');window.jebol=1;('",
    '";window.jebol=1;"',
    "%(jebol)s %s {0}",
    "\\u003cscript\\u003ewindow.jebol=1\\u003c/script\\u003e",
    "&lt;script&gt;window.jebol=1&lt;/script&gt;",
)
RUMUS = (
    "=1+1",
    '=HYPERLINK("https://jahat.invalid/","klik")',
    "+SUM(A1:A9)",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE risiko; --",
    "../../../../etc/passwd",
    "file:///etc/passwd",
)
HURUF = (
    "\u202egnp.exe\u202c",
    "a\u200bb\u200cc\u200dd\ufeff",
    "\u0000\u0007\u001b[31mmerah",
    "مرحبا بالعالم",
    "日本語の文字列とても長い",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "ﷺ" * 20,
    "W" * 190,
    "\ud83d",
)

DASAR = (*HTML, *MARKDOWN, *TEMPLATE, *RUMUS, *HURUF)
BUNGKUS = (
    "{}",
    "Rapat {}",
    "{} selesai",
    '" {} "',
    "' {} '",
    "> {}",
    "{0} {0}",
    "--> {} <!--",
    "]] {} [[",
    "({})",
    "1. {}",
    "* {}",
    "\n{}\n",
    "%0a{}",
    "é{}",
    "{}/",
    "\\{}",
)

NOMOR = tuple(f"{nomor}) {{}}" for nomor in range(1, 100))


def hostile(many: int = 1000, *, longest: int = 190) -> list[str]:
    """Return `many` different texts of 3 to `longest` letters; the first are the plain ones."""
    made = (
        # Not `format`: the texts hold braces of their own.
        frame.replace("{0}", text).replace("{}", text)
        for frame, text in product((*BUNGKUS, *NOMOR), DASAR)
    )
    fitting = (f"{text} ..."[:longest] if len(text) < 3 else text[:longest] for text in made)
    found = list(islice(dict.fromkeys(fitting), many))
    assert len(found) == many
    return found
