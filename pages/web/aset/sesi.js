// When the sesi has ended under an open page: sign in over it, and go on where one was.
// Nothing beneath is touched; Streamlit connects again by itself and keeps what was typed.
"use strict";

(() => {
  const TANDA = document.querySelector("meta[name='forum-pengguna']");
  const ORANG = TANDA?.content ?? "0";
  const LAYAR = TANDA?.hasAttribute("data-layar") ?? false;
  const SELANG = 3000;
  const APP = "[data-testid='stApp']";
  let lapis = null;
  let jam = 0;

  const terhubung = () => document.querySelector(APP)?.dataset.testConnectionState === "CONNECTED";

  // 200: somebody is signed in; 401: nobody; anything else says nothing about the sesi.
  async function periksa() {
    clearTimeout(jam);
    let answer;
    try {
      answer = await fetch("/sesi/keadaan", { headers: { Accept: "application/json" }, cache: "no-store" });
    } catch {
      return lagi();
    }
    if (answer.status === 401) tampilkan();
    else if (answer.status === 403) location.reload(); // the password has to be changed first
    else if (answer.ok) lanjut((await answer.json()).pengguna);
    lagi();
  }

  function lagi() {
    clearTimeout(jam);
    if (lapis || !terhubung()) jam = setTimeout(periksa, SELANG);
  }

  function lanjut(pengguna) {
    if (String(pengguna) !== ORANG) return location.reload();
    lapis?.close();
    lapis?.remove();
    lapis = null;
  }

  function unsur(nama, isi = {}, ...anak) {
    const dibuat = Object.assign(document.createElement(nama), isi);
    dibuat.append(...anak);
    return dibuat;
  }

  function tampilkan() {
    if (lapis) return;
    if (LAYAR) return padamkan();
    const nama = unsur("input", { name: "nama", autocomplete: "username", autocapitalize: "none", spellcheck: false, maxLength: 80, required: true });
    const sandi = unsur("input", { name: "sandi", type: "password", autocomplete: "current-password", maxLength: 128, required: true });
    const salah = unsur("p", { className: "salah" });
    salah.setAttribute("role", "alert");
    const tombol = unsur("button", { type: "submit", className: "tombol utama", textContent: "Masuk" });
    const isian = unsur(
      "form", { method: "post", action: "/masuk" },
      unsur("label", {}, "Nama masuk", nama), unsur("label", {}, "Kata sandi", sandi), salah, tombol,
    );
    isian.addEventListener("submit", (event) => {
      event.preventDefault();
      masuk(isian, tombol, salah, sandi);
    });
    const judul = unsur("h2", { id: "sesi-berakhir", textContent: "Sesi Anda berakhir" });
    const tab = unsur("a", { href: "/masuk", target: "_blank", rel: "opener", textContent: "Masuk di tab baru" });
    lapis = unsur(
      "dialog", { className: "forum sesi-berakhir" }, judul,
      unsur("p", { textContent: "Halaman ini dan yang sudah Anda ketik tetap ada di bawah. Masuk lagi untuk melanjutkan." }),
      isian, unsur("p", { className: "kecil" }, "Punya akun kantor, atau akun contoh? ", tab, ", lalu kembali ke sini."),
    );
    lapis.setAttribute("aria-labelledby", "sesi-berakhir");
    lapis.addEventListener("cancel", (event) => event.preventDefault());
    // Streamlit's own dialog would take the keyboard back, and read keys as its shortcuts.
    for (const kind of ["keydown", "keyup", "keypress", "focusin", "focusout"]) {
      lapis.addEventListener(kind, (event) => event.stopPropagation());
    }
    new MutationObserver(() => {
      for (const name of ["inert", "aria-hidden"]) lapis?.removeAttribute(name);
    }).observe(lapis, { attributes: true, attributeFilter: ["inert", "aria-hidden"] });
    lapis.style.colorScheme = getComputedStyle(document.querySelector(APP) ?? document.body).colorScheme;
    document.body.append(lapis);
    lapis.showModal();
    nama.focus();
  }

  // A screen in a meeting room: nobody types a password there.
  function padamkan() {
    lapis = unsur(
      "dialog", { className: "forum sesi-berakhir" }, unsur("h2", { textContent: "Layar ini sudah diputus" }),
      unsur("p", { textContent: "Sekretariat dapat menyambungkannya lagi dengan tautan baru dari halaman Layar Rapat." }),
    );
    lapis.addEventListener("cancel", (event) => event.preventDefault());
    document.body.append(lapis);
    lapis.showModal();
  }

  async function masuk(isian, tombol, salah, sandi) {
    tombol.disabled = true;
    salah.textContent = "";
    try {
      const answer = await fetch("/masuk", {
        method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(new FormData(isian)),
      });
      const isi = await answer.json();
      if (answer.ok) {
        if (isi.harus_ganti) return location.assign(isi.ke);
        return lanjut(isi.pengguna);
      }
      salah.textContent = isi.pesan;
      sandi.select();
    } catch {
      salah.textContent = "Server belum dapat dihubungi. Coba lagi sebentar lagi.";
    } finally {
      tombol.disabled = false;
    }
  }

  let lalu = "";
  new MutationObserver(() => {
    const kini = document.querySelector(APP)?.dataset.testConnectionState ?? "";
    if (kini === lalu) return;
    const putus = lalu === "CONNECTED";
    lalu = kini;
    if (putus) periksa();
  }).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-connection-state"],
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && document.querySelector(APP)) periksa();
  });
})();
