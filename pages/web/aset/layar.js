// The big screen: which slide is seen, by itself or as the moderator wants it, and what is new.
// What stands in the page is told in pages/layar/halaman.py; the same script runs in the file
// for a meeting without network (data-sumber="berkas"), where nobody steers.
"use strict";

(() => {
  const badan = document.body;
  const kotak = document.querySelector(".layar");
  const BERKAS = badan.dataset.sumber === "berkas";
  const VERSI = new URL(document.currentScript?.src || "x:").searchParams.get("v");
  const ALAMAT = new URLSearchParams(location.search);
  const DIAM = 3000; // ms without movement after which cursor and bar go
  const LAMA_PETUNJUK = 5000;
  const SUNYI = 40_000; // ms without a word from the server: the line is dead
  const OBJEK = "objek.";

  let mode = "otomatis"; // or "dipandu": as the moderator wants
  let setir = ""; // the slide that the moderator wants
  let detik = 20;
  let waktu = {}; // the clock of each agenda item
  let geser = 0; // how far the server's clock is ahead of ours, in ms
  let jeda = false; // rotation stopped
  let lepas = false; // looking around by oneself although steered
  let terputus = false;
  let selesai = false; // the sesi is over
  let tempat = ""; // the slide of the deck seen last: where next and previous count from

  const satu = (pemilih, dari = document) => dari.querySelector(pemilih);
  const semua = () => [...kotak.children].filter((s) => !s.dataset.kunci?.startsWith(OBJEK));
  const cari = (kunci) => [...kotak.children].find((s) => s.dataset.kunci === kunci);
  const aktif = () => satu(".slide.aktif", kotak);
  const dipandu = () => mode === "dipandu" && !lepas && !terputus;

  function unsur(nama, isi = {}, ...anak) {
    const dibuat = Object.assign(document.createElement(nama), isi);
    dibuat.append(...anak);
    return dibuat;
  }

  // One slide is seen, the others are out of reach of keyboard and screen reader too.

  function tampil(kunci) {
    const tuju = cari(kunci);
    if (!tuju) return false;
    if (!kunci.startsWith(OBJEK)) tempat = kunci;
    if (!tuju.classList.contains("aktif")) {
      for (const bagian of kotak.children) {
        bagian.classList.toggle("aktif", bagian === tuju);
        bagian.inert = bagian !== tuju;
      }
      muat(tuju);
      satu("[data-kabar]").textContent = tuju.getAttribute("aria-label") ?? "";
      buangObjek();
      hitung();
    }
    putar();
    keterangan();
    return true;
  }

  const muat = (bagian) => window.forumMuat?.(bagian);

  function keTempat(nomor) {
    const bagian = semua();
    if (bagian.length) tampil(bagian[Math.max(0, Math.min(bagian.length - 1, nomor))].dataset.kunci);
  }

  const nomorKini = () => Math.max(0, semua().findIndex((s) => s.dataset.kunci === tempat));

  // Rotation

  const garis = unsur("div", { className: "kemajuan" });
  let jam = 0;
  let gerak = null;

  function berputar() {
    return mode === "otomatis" && !jeda && !selesai;
  }

  function putar() {
    clearTimeout(jam);
    gerak?.cancel();
    gerak = null;
    if (!berputar() || semua().length < 2) return;
    jam = setTimeout(() => keTempat((nomorKini() + 1) % semua().length), detik * 1000);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
      gerak = garis.animate([{ transform: "scaleX(0)" }, { transform: "scaleX(1)" }], detik * 1000);
    }
  }

  function setJeda(henti) {
    jeda = henti;
    putar();
    keterangan();
  }

  // What is said: quietly, at the edge, and gone after a while unless there is something to press.

  const petunjuk = unsur("p", { className: "petunjuk", hidden: true });
  petunjuk.setAttribute("role", "status");
  let jamPetunjuk = 0;

  function katakan(kalimat, tombol = null, tetap = false) {
    clearTimeout(jamPetunjuk);
    petunjuk.replaceChildren(...(kalimat ? [kalimat] : []), ...(tombol ? [tombol] : []));
    petunjuk.hidden = !kalimat;
    petunjuk.classList.toggle("tetap", tetap);
    if (kalimat && !tetap) jamPetunjuk = setTimeout(() => katakan(""), LAMA_PETUNJUK);
  }

  const tombol = (kata, kerja) => unsur("button", { type: "button", textContent: kata, onclick: kerja });

  function lepaskan() {
    lepas = true;
    katakan("Tidak mengikuti moderator.", tombol("Ikuti lagi", ikutiLagi), true);
    keterangan();
  }

  function ikutiLagi() {
    lepas = false;
    katakan("");
    ikuti();
  }

  function keterangan() {
    const jumlah = semua().length;
    satu("[data-posisi]").textContent = jumlah ? `${nomorKini() + 1}/${jumlah}` : "";
    let kata = `Otomatis, ${detik} detik`;
    if (mode === "dipandu") kata = lepas ? "Tidak mengikuti" : "Dipandu";
    else if (jeda) kata = "Dijeda";
    satu("[data-keadaan]").textContent = kata;
    const tombolJeda = satu("[data-aksi='jeda']");
    tombolJeda.setAttribute("aria-pressed", String(jeda));
    tombolJeda.setAttribute("aria-label", jeda ? "Lanjutkan" : "Jeda");
    tombolJeda.disabled = mode === "dipandu";
  }

  // Keys and buttons

  const LANGKAH = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, Enter: 1,
    ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
  };
  // Stop nothing: they are about the window, or begin something else.
  const LAIN = /^(Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock|Tab|Escape|F\d+|f|F|t|T)$/;

  function pindah(kunci) {
    const jumlah = semua().length;
    if (kunci in LANGKAH) keTempat(nomorKini() + LANGKAH[kunci]);
    else if (kunci === "Home" || kunci === "0") keTempat(0);
    else if (kunci === "End") keTempat(jumlah - 1);
    else if (/^[1-9]$/.test(kunci)) {
      const tuju = semua().find((s) => s.dataset.nomor === kunci && s.dataset.kunci.startsWith("ringkasan."));
      if (tuju) tampil(tuju.dataset.kunci);
    }
  }

  const memindah = (kunci) => kunci in LANGKAH || /^(Home|End|\d)$/.test(kunci);

  function tekan(kunci) {
    if (dipandu()) {
      if (kunci === " " || memindah(kunci)) katakan("Dipandu moderator.", tombol("Lepas", lepaskan));
      return;
    }
    if (kunci === " ") {
      if (mode === "otomatis") setJeda(!jeda);
      katakan(mode !== "otomatis" ? "" : jeda ? "Putaran dihentikan. Spasi untuk melanjutkan." : "Putaran dilanjutkan.");
      return;
    }
    if (berputar()) {
      setJeda(true);
      katakan("Putaran dihentikan. Spasi untuk melanjutkan.");
    }
    pindah(kunci);
  }

  // Somebody is here: the sesi of a person, which an open screen alone does not prolong, is in use.
  let dipakai = 0;
  function pakai() {
    if (Date.now() - dipakai < 60_000 || soket?.readyState !== WebSocket.OPEN) return;
    dipakai = Date.now();
    soket.send("{}");
  }
  document.addEventListener("pointerdown", pakai);

  document.addEventListener("keydown", (event) => {
    pakai();
    if (event.ctrlKey || event.altKey || event.metaKey || selesai) return;
    const padaTombol = event.target instanceof Element && event.target.closest("button, a");
    if (padaTombol && (event.key === " " || event.key === "Enter")) return;
    if (event.key === "f" || event.key === "F") return void layarPenuh();
    if (event.key === "t" || event.key === "T") return gantiTema();
    if (LAIN.test(event.key)) return;
    if (event.key === " " || memindah(event.key)) event.preventDefault(); // no scrolling
    tekan(event.key);
  });

  const AKSI = {
    awal: () => tekan("Home"),
    sebelum: () => tekan("ArrowLeft"),
    lanjut: () => tekan("ArrowRight"),
    jeda: () => tekan(" "),
    tema: gantiTema,
    penuh: layarPenuh,
  };
  satu("[data-bilah]").addEventListener("click", (event) => {
    const ditekan = event.target instanceof Element && event.target.closest("[data-aksi]");
    if (!ditekan) return;
    AKSI[ditekan.dataset.aksi]?.();
    if (event.detail) ditekan.blur(); // by mouse: the next key is for the slides again
  });

  async function layarPenuh() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await document.documentElement.requestFullscreen();
    } catch {
      katakan("Peramban ini tidak mengizinkan layar penuh dari sini. Coba tombol F11.");
    }
  }

  function gantiTema() {
    const gelap = kotak.dataset.tema
      ? kotak.dataset.tema === "gelap"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    kotak.dataset.tema = gelap ? "terang" : "gelap";
    try {
      localStorage.setItem("forum-layar-tema", kotak.dataset.tema);
    } catch { /* kept for this window only */ }
  }

  // Cursor and bar are there while something moves.

  let jamGerak = 0;
  function bergerak() {
    badan.classList.add("bergerak");
    clearTimeout(jamGerak);
    jamGerak = setTimeout(() => {
      if (satu("[data-bilah]:hover, [data-bilah] :focus-visible")) bergerak();
      else badan.classList.remove("bergerak");
    }, DIAM);
  }
  for (const nama of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(nama, bergerak, { passive: true });

  // The countdown of the agenda item whose slide is seen, by the server's clock.

  function hitung() {
    const bagian = aktif();
    const tanda = bagian && satu("[data-hitung]", bagian);
    if (!tanda) return;
    const milik = waktu[bagian.dataset.agenda];
    let kata = "";
    let lewat = false;
    if (milik && (milik.sejak || milik.terpakai)) {
      const berjalan = milik.sejak ? (Date.now() + geser - milik.sejak) / 1000 : 0;
      const sisa = Math.round(milik.menit * 60 - milik.terpakai - Math.max(0, berjalan));
      lewat = sisa < 0;
      const dua = (n) => String(n).padStart(2, "0");
      kata = `${lewat ? "lewat " : ""}${dua(Math.floor(Math.abs(sisa) / 60))}.${dua(Math.abs(sisa) % 60)}`;
    }
    if (tanda.textContent !== kata) tanda.textContent = kata;
    tanda.classList.toggle("lewat", lewat);
  }
  setInterval(hitung, 250);

  // What the server says

  function ganti({ kunci, html }) {
    const cetak = document.createElement("template");
    cetak.innerHTML = html;
    const baru = cetak.content.firstElementChild;
    const lama = cari(kunci);
    baru.classList.remove("aktif");
    if (!lama) {
      baru.inert = true;
      kotak.append(baru);
      return;
    }
    for (const { name } of [...lama.attributes]) {
      if (name.startsWith("data-") && !baru.hasAttribute(name)) lama.removeAttribute(name);
    }
    for (const { name, value } of baru.attributes) {
      if (name !== "class") lama.setAttribute(name, value);
    }
    lama.replaceChildren(...baru.childNodes);
    if (lama.classList.contains("aktif")) muat(lama);
  }

  function buangObjek() {
    for (const bagian of [...kotak.children]) {
      const kunci = bagian.dataset.kunci;
      if (kunci.startsWith(OBJEK) && kunci !== setir && !bagian.classList.contains("aktif")) bagian.remove();
    }
  }

  function terimaIsi(isi) {
    if (VERSI && isi.aset !== VERSI) return location.reload(); // another version of this program
    const rakorLain = (kotak.dataset.rakor ?? "") !== String(isi.rakor ?? "");
    const nomor = nomorKini();
    isi.slide.forEach(ganti);
    for (const bagian of semua()) {
      if (!isi.urutan.includes(bagian.dataset.kunci)) bagian.remove();
    }
    if (semua().some((s, i) => s.dataset.kunci !== isi.urutan[i])) {
      isi.urutan.forEach((kunci) => kotak.append(cari(kunci)));
    }
    for (const tanda of kotak.querySelectorAll("[data-per]")) {
      if (tanda.textContent !== isi.per) tanda.textContent = isi.per;
    }
    if (rakorLain) {
      kotak.dataset.rakor = isi.rakor ?? "";
      document.title = document.title.replace(/^.*(?= – )/, () => isi.nama);
      lepas = jeda = false;
      setir = "";
      katakan("");
    }
    if (rakorLain) keTempat(0);
    else if (!aktif()) keTempat(nomor);
    ikuti();
    hitung();
  }

  function terimaKeadaan(keadaan) {
    geser = keadaan.kini - Date.now();
    const dulu = `${mode} ${detik}`;
    ({ mode, detik, waktu } = keadaan);
    setir = mode === "dipandu" ? keadaan.slide : "";
    if (keadaan.objek) ganti(keadaan.objek);
    if (mode === "otomatis" && lepas) ikutiLagi();
    if (dulu !== `${mode} ${detik}`) {
      if (mode === "dipandu") jeda = false;
      putar();
    }
    ikuti();
    hitung();
  }

  function ikuti() {
    if (mode === "dipandu" && !lepas && setir !== aktif()?.dataset.kunci) tampil(setir);
    keterangan();
  }

  // The connection: comes back by itself; meanwhile everything goes on.

  let soket = null;
  let percobaan = 0;
  let jamSambung = 0;
  let jamSunyi = 0;

  function sambung() {
    clearTimeout(jamSambung);
    if (soket || selesai) return;
    const alamat = new URL("/layar/langsung", location.href);
    alamat.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    alamat.searchParams.set("rakor", ALAMAT.get("rakor") ?? "");
    const ini = new WebSocket(alamat);
    soket = ini;
    ini.onopen = () => {
      ini.send(JSON.stringify({ punya: Object.fromEntries(semua().map((s) => [s.dataset.kunci, s.dataset.sidik])) }));
      dengar();
    };
    ini.onmessage = ({ data }) => {
      if (soket !== ini) return;
      dengar();
      const pesan = JSON.parse(data);
      percobaan = 0;
      putus(false);
      if (pesan.jenis === "isi") terimaIsi(pesan);
      else if (pesan.jenis === "keadaan") terimaKeadaan(pesan);
    };
    ini.onclose = () => {
      if (soket === ini) tutup();
    };
  }

  function dengar() {
    clearTimeout(jamSunyi);
    jamSunyi = setTimeout(tutup, SUNYI);
  }

  function tutup() {
    clearTimeout(jamSunyi);
    const lama = soket;
    soket = null;
    lama?.close();
    putus(true);
    periksa();
    const nanti = Math.min(4000, 500 * 2 ** percobaan++);
    clearTimeout(jamSambung);
    jamSambung = setTimeout(sambung, nanti * (0.75 + Math.random() / 2));
  }

  function putus(ya) {
    if (terputus === ya) return;
    terputus = ya;
    satu("[data-putus]").hidden = !ya;
  }

  // 401: nobody is signed in any more. Anything else says nothing about that.
  async function periksa() {
    try {
      const jawaban = await fetch("/sesi/keadaan", { headers: { Accept: "application/json" }, cache: "no-store" });
      if (jawaban.status === 401) berakhir();
    } catch { /* no network: the next try will tell */ }
  }

  function berakhir() {
    if (selesai) return;
    selesai = true;
    clearTimeout(jamSambung);
    putar();
    katakan("");
    putus(false);
    const lapis = unsur("dialog", { className: "berakhir" });
    if ("layar" in badan.dataset) {
      kotak.replaceChildren();
      lapis.append(
        unsur("h2", { textContent: "Layar ini sudah diputus" }),
        unsur("p", { textContent: "Sekretariat dapat menyambungkannya lagi dengan tautan baru dari halaman Layar Rapat." }),
      );
    } else {
      const ke = new URLSearchParams({ next: location.pathname + location.search });
      lapis.append(
        unsur("h2", { textContent: "Sesi Anda berakhir" }),
        unsur("p", { textContent: "Slide di belakang ini tidak diperbarui lagi." }),
        unsur("a", { href: `/masuk?${ke}`, textContent: "Masuk lagi" }),
      );
    }
    lapis.addEventListener("cancel", (event) => event.preventDefault());
    badan.append(lapis);
    lapis.showModal();
  }

  // The screen stays lit where the browser lets us ask for it.
  async function terjaga() {
    try {
      if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen");
    } catch { /* not on battery, or not over http */ }
  }

  function mulai() {
    badan.append(garis, petunjuk);
    try {
      kotak.dataset.tema ||= localStorage.getItem("forum-layar-tema") ?? "";
    } catch { /* the system's theme */ }
    if (!kotak.dataset.tema) delete kotak.dataset.tema;
    for (const bagian of kotak.children) bagian.inert = !bagian.classList.contains("aktif");
    tempat = aktif()?.dataset.kunci ?? "";
    if (!tampil(ALAMAT.get("slide") ?? "")) tampil(tempat);
    bergerak();
    terjaga();
    document.addEventListener("visibilitychange", terjaga);
    if (BERKAS) return;
    sambung();
    addEventListener("offline", () => soket && tutup());
    addEventListener("online", () => {
      percobaan = 0;
      sambung();
    });
  }

  mulai();
})();
