// Pages that stay as new as the data: when somebody saves, the open page is run again by itself.
// Nothing half-typed is lost by it, and it counts as nobody's doing (pages/shared/langsung.py).
// For whoever steers the rakor: a button at every risiko and rencana aksi that shows it on the screens.
"use strict";

(() => {
  const ACAK = 400; // ms over which the pages of an office spread their runs
  const SELANG = 1000; // ms between two runs, when saves come quickly
  const SABAR = 250; // ms until it is looked again whether the page is at rest
  const app = () => document.querySelector("[data-testid='stApp']");

  let tampak = null; // data version that the page shows
  let muat = null; // asks for another run
  let kabar = null; // the last word of the server: {versi, rakor, pandu, nomor}
  let diminta = null; // what was asked for last
  let lalu = 0;
  let jam = 0;

  window.forumLangsung = (versi, ulang) => {
    tampak = versi;
    muat = ulang;
    jadwalkan();
  };

  // A page that shows how the rakor is steered says so with data-panduan, and wants to hear of it too.
  function ketinggalan() {
    if (!kabar || !muat || tampak === null) return null;
    if (kabar.versi !== tampak) return `v${kabar.versi}`;
    const nomor = document.querySelector("[data-panduan]")?.dataset.panduan;
    return nomor !== undefined && kabar.nomor !== undefined && nomor !== String(kabar.nomor) ? `n${kabar.nomor}` : null;
  }

  function jadwalkan() {
    const perlu = ketinggalan();
    if (jam || !perlu || perlu === diminta) return;
    jam = setTimeout(coba, Math.max(Math.random() * ACAK, lalu + SELANG - Date.now()));
  }

  function coba() {
    jam = 0;
    const perlu = ketinggalan();
    if (!perlu || perlu === diminta || document.hidden) return;
    const keadaan = app()?.dataset ?? {};
    if (ditekan || keadaan.testScriptState !== "notRunning" || keadaan.testConnectionState !== "CONNECTED") {
      jam = setTimeout(coba, SABAR);
      return;
    }
    diminta = perlu;
    lalu = Date.now();
    jaga();
    muat();
  }

  document.addEventListener("visibilitychange", jadwalkan);

  // What is under the finger stays there until the press is over, and has had time to be sent.
  let ditekan = false;
  document.addEventListener("pointerdown", () => { ditekan = true; }, true);
  for (const nama of ["pointerup", "pointercancel", "blur"]) {
    window.addEventListener(nama, () => setTimeout(() => { ditekan = false; }, 150), true);
  }

  // Half-typed words live in the browser until they are sent, and Streamlit keeps them through a run.
  // Only when the field itself goes, because its page has become another, they would be lost: then
  // they are shown, to be copied.

  const ISIAN = "[data-testid='stTextArea'] textarea, [data-testid='stTextInput'] input";
  const PALING_PENDEK = 10; // what is typed again in a moment needs no rescue
  const diketik = new Map(); // field: its words, since it was last sent
  let tekanan = 0; // whoever has pressed since sends or drops the words themselves
  document.addEventListener("input", (event) => {
    const isian = event.target instanceof Element && event.target.closest(ISIAN);
    if (isian) diketik.set(isian, isian.value);
  }, true);
  document.addEventListener("click", (event) => {
    const tombol = event.target instanceof Element && event.target.closest("[data-testid='stFormSubmitButton'] button, [data-testid='stButton'] button, a");
    if (!tombol) return;
    diketik.clear();
    tekanan += 1;
  }, true);

  function jaga() {
    const sebelum = [...diketik].filter(([isian, kata]) => isian.isConnected && isian.value === kata && kata.trim().length >= PALING_PENDEK);
    if (!sebelum.length) return;
    const [alamat, ditekan] = [location.pathname, tekanan];
    const lihat = (kali) => {
      if (location.pathname !== alamat || tekanan !== ditekan) return;
      if (kali && app()?.dataset.testScriptState !== "notRunning") return void setTimeout(lihat, SABAR, kali - 1);
      const ada = [...document.querySelectorAll(ISIAN)].map((isian) => isian.value);
      const hilang = sebelum.map(([, kata]) => kata).filter((kata) => !ada.includes(kata));
      if (hilang.length) selamatkan(hilang);
    };
    setTimeout(lihat, 2 * SABAR, 40);
  }

  // What a person has opened stays open when its words are drawn anew.

  const terbuka = new Set();
  let halaman = location.pathname;
  const namaRinci = (rinci) => rinci.querySelector("summary")?.textContent.replace(/[\d.]+/g, "").trim() ?? "";
  document.addEventListener("toggle", (event) => {
    const rinci = event.target;
    if (!(rinci instanceof HTMLDetailsElement) || !rinci.isConnected || !rinci.closest(".forum")) return;
    if (rinci.open) terbuka.add(namaRinci(rinci));
    else terbuka.delete(namaRinci(rinci));
  }, true);
  new MutationObserver((changes) => {
    if (!terbuka.size) return;
    if (halaman !== location.pathname) {
      halaman = location.pathname;
      return terbuka.clear();
    }
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const rinci of node.querySelectorAll("details:not([open])")) {
          if (rinci.closest(".forum") && terbuka.has(namaRinci(rinci))) rinci.open = true;
        }
      }
    }
  }).observe(document.documentElement, { subtree: true, childList: true });

  function unsur(nama, isi = {}, ...anak) {
    const dibuat = Object.assign(document.createElement(nama), isi);
    dibuat.append(...anak);
    return dibuat;
  }

  function selamatkan(hilang) {
    document.querySelector(".isian-hilang")?.remove();
    const kotak = unsur(
      "div", { className: "forum isian-hilang" },
      unsur("p", {}, unsur("b", { textContent: "Isian yang sedang Anda ketik sudah tidak ada di halaman ini." }), " Datanya baru saja diubah orang lain. Teks Anda:"),
      unsur("pre", { id: "isian-hilang", textContent: hilang.join("\n\n") }),
    );
    const salin = unsur("button", { type: "button", className: "tombol", textContent: "Salin" });
    salin.dataset.salin = "isian-hilang";
    kotak.append(unsur("p", {}, salin, " ", unsur("button", { type: "button", className: "tombol", textContent: "Tutup", onclick: () => kotak.remove() })));
    kotak.setAttribute("role", "alert");
    document.body.append(kotak);
  }

  // "Tampilkan di layar"

  const OBJEK = ".forum a[href^='/rincian-risiko?'], .forum a[href^='/rincian-aksi?']";

  function beriTanda(akar) {
    if (!kabar?.pandu || kabar.rakor === null) return;
    const tautan = akar.matches?.(OBJEK) ? [akar] : [...(akar.querySelectorAll?.(OBJEK) ?? [])];
    for (const satu of tautan) {
      const kode = new URLSearchParams(satu.search).get("kode");
      // Buttons are about what is on this page already, which has a button of its own.
      if (!kode || satu.dataset.tayang !== undefined || satu.closest(".layar, svg") || satu.classList.contains("tombol")) continue;
      satu.dataset.tayang = "";
      // One mark is enough where a row leads to the same thing twice.
      if (satu.closest("li, tr, article")?.querySelector(`.tayangkan[data-kode="${CSS.escape(kode)}"]`)) continue;
      const tombol = unsur("button", { type: "button", className: "tayangkan", title: "Tampilkan di layar" });
      tombol.dataset.kode = kode;
      tombol.setAttribute("aria-label", `Tampilkan ${kode} di layar`);
      tombol.append(unsur("span", { className: "ikon", textContent: "cast", ariaHidden: "true" }));
      satu.after(tombol);
    }
  }

  function cabutTanda() {
    document.querySelectorAll(".forum .tayangkan").forEach((tombol) => tombol.remove());
    document.querySelectorAll(".forum a[data-tayang]").forEach((tautan) => delete tautan.dataset.tayang);
  }

  new MutationObserver((changes) => {
    if (!kabar?.pandu) return;
    for (const change of changes) change.addedNodes.forEach((node) => node instanceof Element && beriTanda(node));
  }).observe(document.documentElement, { subtree: true, childList: true });

  document.addEventListener("click", async (event) => {
    const tombol = event.target instanceof Element && event.target.closest(".forum .tayangkan");
    if (!tombol) return;
    event.preventDefault();
    event.stopPropagation();
    tombol.disabled = true;
    let kalimat = "Server belum dapat dihubungi. Coba lagi sebentar lagi.";
    try {
      const jawaban = await fetch("/layar/tampil", {
        method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams({ kode: tombol.dataset.kode }),
      });
      kalimat = (await jawaban.json()).pesan;
    } catch { /* said above */ }
    tombol.disabled = false;
    tombol.focus();
    katakan(kalimat);
  }, true);

  let ucapan = null;
  let jamUcapan = 0;
  function katakan(kalimat) {
    if (!ucapan) {
      ucapan = unsur("p", { className: "forum ucapan" });
      ucapan.setAttribute("role", "status");
      document.body.append(ucapan);
    }
    ucapan.textContent = kalimat;
    clearTimeout(jamUcapan);
    jamUcapan = setTimeout(() => { ucapan.textContent = ""; }, 4000);
  }

  // The connection comes back by itself.

  let percobaan = 0;
  let soket = null;

  function sambung() {
    if (soket) return;
    const alamat = new URL("/langsung", location.href);
    alamat.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const ini = new WebSocket(alamat);
    soket = ini;
    ini.onmessage = ({ data }) => {
      const pesan = JSON.parse(data);
      if (!("versi" in pesan)) return;
      percobaan = 0;
      const dulu = kabar;
      kabar = pesan;
      if (dulu?.pandu !== pesan.pandu || dulu?.rakor !== pesan.rakor) {
        if (pesan.pandu && pesan.rakor !== null) beriTanda(document.body);
        else cabutTanda();
      }
      jadwalkan();
    };
    ini.onclose = () => {
      soket = null;
      const nanti = Math.min(15000, 1000 * 2 ** percobaan++);
      setTimeout(sambung, nanti * (0.75 + Math.random() / 2));
    };
  }
  // After the page itself: what it shows is newer than what would be said now.
  if (document.readyState === "complete") sambung();
  else addEventListener("load", sambung);
})();
