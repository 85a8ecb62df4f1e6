// Makes slides fit their box: rows of a list that do not fit are hidden from its end and counted into
// "+7 lainnya", long texts are cut at a word with an ellipsis. Nothing is ever cut in two, no type is
// made smaller.
(() => {
  "use strict";
  const angka = new Intl.NumberFormat("id-ID");
  const utuh = new WeakMap(); // the texts as they came

  // Rows that do not fit stand in a column past the edge (layar.css), or below it when alone.
  const overflows = (box) => box.scrollWidth > box.clientWidth + 1 || isTooHigh(box);

  // Letters alone may stand out of a tight line by a hair.
  function isTooHigh(box) {
    const letter = parseFloat(getComputedStyle(box).fontSize);
    return box.scrollHeight > box.clientHeight + Math.max(1, letter * 0.06);
  }

  function show(rows, many, note) {
    rows.forEach((row, at) => { row.hidden = at >= many; });
    if (!note) return;
    const rest = Number(note.dataset.banyak) - many;
    note.hidden = rest <= 0;
    note.querySelector("b").textContent = angka.format(rest);
  }

  function fitList(list) {
    const rows = [...list.children];
    const note = list.parentElement.querySelector(":scope > [data-lainnya]");
    // The note itself takes place, so it is put right before each look.
    show(rows, rows.length, note);
    if (!overflows(list)) return;
    let low = 0, high = rows.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      show(rows, middle, note);
      if (overflows(list)) high = middle - 1; else low = middle;
    }
    show(rows, low, note);
  }

  function shorten(text) {
    const kept = text.slice(0, Math.floor(text.length * 0.85) - 1);
    const word = kept.lastIndexOf(" ");
    return `${(word > kept.length / 2 ? kept.slice(0, word) : kept).replace(/[\s.,;:…]+$/, "")}…`;
  }

  function fitTexts(box) {
    const texts = [...box.querySelectorAll("[data-teks]")];
    for (const text of texts) {
      if (!utuh.has(text)) utuh.set(text, text.textContent);
      else text.textContent = utuh.get(text);
    }
    for (let turn = 0; turn < 60 && isTooHigh(box); turn += 1) {
      const longest = texts.reduce((one, other) =>
        one && one.textContent.length >= other.textContent.length ? one : other, null);
      if (!longest || longest.textContent.length < 20) return;
      longest.textContent = shorten(longest.textContent);
    }
  }

  // Makes one slide, or all slides in `root`, fit; may be called as often as one likes.
  window.forumMuat = (root = document) => {
    for (const list of root.querySelectorAll("[data-muat]")) {
      if (list.parentElement.clientWidth) show([...list.children], list.children.length, null);
    }
    for (const box of root.querySelectorAll("[data-ringkas]")) {
      if (box.clientWidth) fitTexts(box);
    }
    for (const list of root.querySelectorAll("[data-muat]")) {
      if (list.clientWidth) fitList(list);
    }
  };

  const watched = new WeakSet();
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) window.forumMuat(target);
  });
  const watch = () => {
    for (const box of document.querySelectorAll(".layar")) {
      if (!watched.has(box)) { watched.add(box); sizes.observe(box); }
    }
  };
  // A box that comes later (the preview of Kendali) is watched as soon as it is there.
  new MutationObserver(watch).observe(document, { childList: true, subtree: true });
  const start = () => { watch(); window.forumMuat(); };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  document.fonts?.ready.then(() => window.forumMuat());
})();
