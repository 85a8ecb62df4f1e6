// What Streamlit 1.67 leaves to us: links inside the app without a reload, the focus, and words.
"use strict";

// Streamlit listens to popstate and runs the page of the address, its filters as they stand there.
function openPage(address) {
  history.pushState({}, "", address);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

// Another page begins at its start for the keyboard too, however it was reached: a link, the menu,
// the way back, a saved form. Left alone the focus stays on whatever the next page draws there.
// Whoever goes back in the browser's history finds the page as far down as it was left: the page
// is drawn bit by bit, and moves there as it grows, until the person moves it.
const FORMULIR = ["ubah", "baru", "nilai"]; // the parameters of the address that open one
const places = new Map(); // how far down, by key of the entry in the history
let left = 0;
window.navigation?.addEventListener("currententrychange", ({ from, navigationType }) => {
  const main = document.getElementById("stMain");
  if (!main) return;
  places.set(from.key, main.scrollTop);
  left = navigationType === "traverse" ? places.get(navigation.currentEntry.key) : 0;
  const then = new URL(from.url), now = new URLSearchParams(location.search);
  if (then.pathname !== location.pathname) main.focus({ preventScroll: true });
  // A form that was saved or left gives way to what it was about, from its start.
  else if (FORMULIR.some((name) => then.searchParams.has(name) && !now.has(name))) main.scrollTo(0, 0);
});
function goDown() {
  const main = document.getElementById("stMain");
  if (main && main.scrollTop !== left && main.scrollHeight - main.clientHeight >= left) main.scrollTo(0, left);
}
for (const move of ["wheel", "touchstart", "pointerdown", "keydown"]) {
  document.addEventListener(move, () => ((left = 0), (goal = "")), { capture: true, passive: true });
}

// Whoever leaves a list by a link with `data-pulang` finds it where it was left: when the list is
// drawn again (its end carries the id), the page goes there once.
let place = null;
function rememberPlace() {
  place = { path: location.pathname, top: document.querySelector("[data-testid='stMain']")?.scrollTop ?? 0 };
}
function returnToPlace() {
  if (!place || location.pathname !== place.path || !document.querySelector("#akhir-menunggu, #akhir-temuan")) return;
  document.querySelector("[data-testid='stMain']")?.scrollTo(0, place.top);
  place = null;
}

// What a link names on another page is drawn later than it is pressed: the page moves there as it
// grows, until the person moves it.
let goal = "";
const goToGoal = () => document.getElementById(goal)?.scrollIntoView();

// A link to one of our own pages is followed without a reload.
// The next page begins at its top; `data-ke` names the element to go to instead, empty: stay here.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='/']") : null;
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  // A file, or a window of its own, is the browser's matter.
  if (!link.closest(".forum") || link.target || link.hasAttribute("download")) return;
  // Not a page of Streamlit's: the server answers it itself.
  if ("muat" in link.dataset) return;
  event.preventDefault();
  if (link.dataset.pulang !== undefined) rememberPlace();
  // The link back is the browser's own step back, when that leads there.
  const before = window.navigation?.entries()[navigation.currentEntry.index - 1];
  if (link.closest(".kembali") && before?.url === link.href) return history.back();
  const target = link.dataset.ke, other = link.pathname !== location.pathname;
  openPage(link.href);
  goal = (other && target) || "";
  if (target === undefined || goal) document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
  else if (target) document.getElementById(target)?.scrollIntoView();
});

// A link may name a field of the form that it opens (`kolom`): once drawn, it is in view and ready.
let fieldOf = "";
function goToField() {
  const kolom = new URLSearchParams(location.search).get("kolom");
  if (!kolom) fieldOf = "";
  if (!kolom || fieldOf === location.href) return;
  const isField = (name) => name.startsWith("st-key-ubah-") && name.endsWith(`-${kolom}`);
  const box = [...document.querySelectorAll("[class*='st-key-ubah-']")].find((element) => [...element.classList].some(isField));
  const input = box?.querySelector("[role='spinbutton'], input, textarea");
  if (!input) return;
  fieldOf = location.href;
  input.focus({ preventScroll: true });
  box.scrollIntoView({ block: "center" });
}

// A button that copies what stands in the element it names; selected too, for browsers that refuse.
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest(".forum [data-salin]") : null;
  const source = button && document.getElementById(button.dataset.salin);
  if (!source) return;
  getSelection().selectAllChildren(source);
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    if (!document.execCommand("copy")) return;
  }
  button.textContent = "Tersalin";
});

// A cell of a table that is still open when a button is pressed: the table passes its text on a
// moment after the press has closed it (150 ms, counted from a frame that a busy computer draws
// late), and the run of the button would leave without it. The press waits until that is done.
const SETELAH_SEL = 300;
const openCell = () => document.querySelector("#portal :is(input, textarea)");
function pressLater(button) {
  if (openCell()) setTimeout(pressLater, 50, button);
  else requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => button.click(), SETELAH_SEL)));
}
let cellOpen = false;
document.addEventListener("pointerdown", (event) => {
  const inside = event.target instanceof Element && event.target.closest("#portal");
  cellOpen = !inside && openCell() !== null;
}, true);
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-testid='stButton'] button") : null;
  if (!cellOpen || !button) return;
  cellOpen = false;
  event.preventDefault();
  event.stopPropagation();
  pressLater(button);
}, true);

// Where a measured number is typed, a phone shows digits.
document.addEventListener("pointerdown", (event) => {
  const input = event.target instanceof Element ? event.target.closest(".st-key-angka-saja input[aria-label='Nilai']") : null;
  if (input) input.inputMode = "decimal";
}, true);

// Another page of a list is read from its start; the numbers stand below it.
document.addEventListener("click", (event) => {
  const numbers = event.target instanceof Element ? event.target.closest("[data-testid='stPagination']") : null;
  const before = (start) => numbers?.compareDocumentPosition(start) & Node.DOCUMENT_POSITION_PRECEDING;
  [...document.querySelectorAll(".forum [id^='daftar']")].filter(before).at(-1)?.scrollIntoView();
});

// The menu too: left to Streamlit it would carry the filters of this page into the next one. What
// goes along is the past day that is looked at.
const MENU = "[data-testid='stTopNavLink'], [data-testid='stTopNavDropdownLink'], [data-testid='stSidebarNavLink']";
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest(MENU) : null;
  if (!link || link.target || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  const per = new URLSearchParams(location.search).get("per");
  openPage(per ? `${link.href}?per=${encodeURIComponent(per)}` : link.href);
  document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
  // What lies over the page closes: the list of a narrow menu, the menu of a phone.
  if (link.dataset.testid === "stTopNavDropdownLink") document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  if (link.dataset.testid === "stSidebarNavLink") document.querySelector("[data-testid='stSidebarCollapseButton'] button")?.click();
}, true);

// Streamlit has no language setting: its own words are replaced as they appear.
// `ISTILAH` (whole texts) and `POLA` (patterns) come from istilah.js.
const ATTRIBUTES = [
  "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "title", "alt",
];
// Drawn by us, or typed by a person: stays as it is.
const OURS = ".forum, .layar, script, style, [data-testid='stMarkdown']";

function translated(text) {
  const bare = text.trim();
  if (!bare) return text;
  if (Object.hasOwn(ISTILAH, bare)) return text.replace(bare, () => ISTILAH[bare]);
  const word = POLA.reduce((left, [pattern, right]) => left.replace(pattern, right), bare);
  return word === bare ? text : text.replace(bare, () => word);
}

function translateText(node) {
  if (node.parentElement?.tagName === "TEXTAREA") return;
  const text = translated(node.nodeValue);
  if (text !== node.nodeValue) node.nodeValue = text;
}

function translateAttribute(element, name) {
  const value = element.getAttribute(name);
  const text = value && translated(value);
  if (text && text !== value) element.setAttribute(name, text);
}

function translateTree(root) {
  if ((root instanceof Element ? root : root.parentElement)?.closest(OURS)) return;
  if (root.nodeType === Node.TEXT_NODE) return translateText(root);
  if (!(root instanceof Element)) return;
  const walker = document.createTreeWalker(
    root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => (node instanceof Element && node.matches(OURS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  );
  for (let node = root; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) translateText(node);
    else ATTRIBUTES.forEach((name) => translateAttribute(node, name));
  }
}

new MutationObserver((changes) => {
  if (left) goDown();
  if (goal) goToGoal();
  if (place) returnToPlace();
  if (fieldOf || location.search.includes("kolom=")) goToField();
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(translateTree);
    else if (change.type === "characterData") translateTree(change.target);
    else if (!change.target.closest(OURS)) translateAttribute(change.target, change.attributeName);
  }
}).observe(document.documentElement, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
});
document.addEventListener("DOMContentLoaded", () => translateTree(document.body));
