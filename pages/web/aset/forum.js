// Two things that Streamlit 1.67 leaves to us: links inside the app without a reload, and words.
"use strict";

// A link to one of our own pages: Streamlit listens to popstate and runs the page of the address.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='/']") : null;
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!link.closest(".forum")) return;
  event.preventDefault();
  history.pushState({}, "", link.getAttribute("href"));
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
});

// Streamlit has no language setting: its own words are replaced as they appear.
// `ISTILAH` (exact words) and `POLA` (patterns) come from istilah.js.
const ATTRIBUTES = ["aria-label", "placeholder", "title", "alt"];

function translated(text) {
  const bare = text.trim();
  if (!bare) return null;
  const word = ISTILAH[bare];
  if (word !== undefined) return text.replace(bare, word);
  for (const [pattern, replacement] of POLA) {
    if (pattern.test(bare)) return text.replace(bare, bare.replace(pattern, replacement));
  }
  return null;
}

function isOurs(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return !element || element.closest(".forum, textarea, script, style, [data-testid='stMarkdown']");
}

function translateNode(root) {
  if (root.nodeType === Node.TEXT_NODE) {
    if (isOurs(root)) return;
    const text = translated(root.nodeValue);
    if (text !== null && text !== root.nodeValue) root.nodeValue = text;
    return;
  }
  if (!(root instanceof Element)) return;
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const text = value && !element.closest(".forum") ? translated(value) : null;
      if (text !== null && text !== value) element.setAttribute(name, text);
    }
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) translateNode(node);
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(translateNode);
    else translateNode(change.target);
  }
}).observe(document.documentElement, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
});
document.addEventListener("DOMContentLoaded", () => translateNode(document.body));
