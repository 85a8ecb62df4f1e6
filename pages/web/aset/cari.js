// The search: `/` outside of fields, or the link in the head of a page, leads to its box.
"use strict";

(() => {
  const ALAMAT = "/cari";
  const LINK = ".forum .siapa a.cari";
  const KOTAK = ".st-key-kotak-cari input[type='text']";
  // Where a stroke is typed, or keys have a meaning of their own.
  const KOLOM = "input, textarea, select, canvas, [contenteditable='true'], [role='dialog'], [role='grid'], [role='listbox'], [role='menu']";
  const FORMULIR = "[data-testid='stForm'], [class*='st-key-isian-']";
  const KIRIM = "[data-testid='stFormSubmitButton']";
  const ISIAN = "label, button, input, [role='radio'], [role='combobox'], [role='spinbutton']";
  const MEMILIH = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", " ", "Backspace", "Delete"]);
  const DITOLAK = ".forum .ditolak[role='alert']";

  const plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;
  const closest = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);
  const here = () => location.pathname === ALAMAT;

  // Opened without words the page puts the cursor into its box; going back to words that were
  // looked for leaves it where it is. The box comes some time after the address.
  let waiting = null;
  function enterBox() {
    const box = here() && document.querySelector(KOTAK);
    if (!box) return false;
    waiting?.disconnect();
    waiting = null;
    box.focus();
    box.select();
    return true;
  }
  function enterSoon() {
    if (enterBox() || waiting) return;
    waiting = new MutationObserver(enterBox);
    waiting.observe(document.documentElement, { subtree: true, childList: true });
  }
  function giveUp() {
    waiting?.disconnect();
    waiting = null;
  }

  // A form that somebody has begun to fill in is not left by a key, nor one that was refused. What
  // is chosen with the mouse or the keys counts too: a box tells nothing when it takes a choice.
  let begun = false;
  const note = (event, chosen) => { begun ||= closest(event, FORMULIR) !== null && chosen; };
  document.addEventListener("input", (event) => note(event, true), true);
  document.addEventListener("click", (event) => {
    if (closest(event, KIRIM)) begun = false;
    else note(event, closest(event, ISIAN) !== null);
  }, true);
  document.addEventListener("keydown", (event) => note(event, plain(event) && MEMILIH.has(event.key)), true);
  window.addEventListener("popstate", () => {
    begun = false;
    if (!here()) giveUp();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !plain(event) || event.repeat || event.isComposing || event.defaultPrevented) return;
    const link = document.querySelector(LINK);
    if (!link || closest(event, KOLOM) || document.querySelector("[role='dialog']")) return;
    if ((begun || document.querySelector(DITOLAK)) && document.querySelector(FORMULIR)) return;
    event.preventDefault();
    link.click();
  });

  document.addEventListener("click", (event) => {
    if (!closest(event, LINK) || event.button !== 0 || event.shiftKey || !plain(event)) return;
    if (here()) event.preventDefault(); // no way to go
    // After forum.js has changed the address.
    setTimeout(enterSoon);
  }, true);

  if (here() && !new URLSearchParams(location.search).get("cari")) enterSoon();
})();
