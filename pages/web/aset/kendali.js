// The moderator's desk: clocks that run between two runs of the page, and slides fitted when small.
"use strict";

// A clock is drawn with the seconds used until then (`data-detik`); from the moment it is first seen
// it goes on by itself, so that neither the clock of this computer nor a rerun matters.
const JAM_DILIHAT = new WeakMap();

function menitDetik(detik) {
  const dua = (n) => String(n).padStart(2, "0");
  return `${dua(Math.floor(detik / 60))}.${dua(detik % 60)}`;
}

function runClocks() {
  for (const jam of document.querySelectorAll("[data-jam]")) {
    if (!JAM_DILIHAT.has(jam)) JAM_DILIHAT.set(jam, performance.now());
    if (!("berjalan" in jam.dataset)) continue;
    const detik = Number(jam.dataset.detik) + Math.floor((performance.now() - JAM_DILIHAT.get(jam)) / 1000);
    const sisa = Number(jam.dataset.menit) * 60 - detik;
    jam.querySelector("[data-pakai]").textContent = menitDetik(detik);
    jam.querySelector("[data-sisa]").textContent = sisa < 0 ? `lewat ${menitDetik(-sisa)}` : `sisa ${menitDetik(sisa)}`;
    jam.classList.toggle("lewat", sisa < 0);
  }
}
setInterval(runClocks, 500);

// Slides are made to fit their box by muat.js, which knows of those that were there at the start.
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (!(node instanceof Element)) continue;
      node.querySelectorAll("[data-jam]").forEach((jam) => JAM_DILIHAT.set(jam, performance.now()));
      node.querySelectorAll(".layar.pratinjau .slide").forEach((slide) => window.forumMuat?.(slide));
    }
  }
}).observe(document.documentElement, { subtree: true, childList: true });
