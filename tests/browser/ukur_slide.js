// What is wrong with the slides as they stand in the page: one sentence each, none when all is well.
// A list, all slides: text past an edge, rows cut, type too small, figures too small, faint text.
(kecil) => {
  const wrong = [];
  const height = document.querySelector(".layar").clientHeight;
  const slack = Math.max(1, height / 500); // what rounding and the slant of letters make
  const percent = (px) => (100 * px) / height;
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) wrong.push("the page scrolls");

  const channel = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(colour);
  };
  const luminance = ([r, g, b]) =>
    0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };

  const BESAR = ".ubin b, .angka-besar b, .progres b, .gerak b, .jumlah, h1:not(.rapat), h2:not(.objek, .rapat)";
  for (const slide of document.querySelectorAll(".slide")) {
    const say = (what, element) =>
      wrong.push(`${slide.dataset.kunci}: ${what}: ${element.className || element.tagName} "${element.textContent.trim().slice(0, 40)}"`);
    const box = slide.getBoundingClientRect();
    const body = slide.querySelector(".isi").getBoundingClientRect();
    const inside = (rect, of) =>
      rect.left >= of.left - slack && rect.right <= of.right + slack &&
      rect.top >= of.top - slack && rect.bottom <= of.bottom + slack;

    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("[hidden]") || !element.getClientRects().length) continue;
      const style = getComputedStyle(element);
      const size = percent(parseFloat(style.fontSize));
      if (size < kecil) say(`type of ${size.toFixed(2)} %`, element);
      if (element.closest(BESAR) && size < 4.95) say(`figure of ${size.toFixed(2)} %`, element);
      range.selectNodeContents(node);
      const rect = range.getBoundingClientRect();
      const cell = element.closest(".sel, td, th, li > *, li, p, h1, h2, figcaption, .kaki > *").getBoundingClientRect();
      if (!inside(rect, box)) say("text past the slide", element);
      if (rect.left < cell.left - slack || rect.right > cell.right + slack) say("text past its column", element);
      if (element.closest(".isi") && (rect.bottom > body.bottom + slack || rect.top < body.top - slack)) say("text past the body", element);
      const [one, other] = [luminance(rgba(style.color)), luminance(ground(element))].sort((a, b) => b - a);
      const contrast = (one + 0.05) / (other + 0.05);
      if (contrast < 4.5) say(`contrast ${contrast.toFixed(2)}`, element);
    }
    for (const part of slide.querySelectorAll(".kepala, .isi, .kaki, .isi *, .kepala *")) {
      if (part.closest("[hidden], table.peta td") || !part.clientWidth) continue;
      if (part.scrollWidth > part.clientWidth + slack) say("wider than its place", part);
      if (getComputedStyle(part).overflowY !== "visible" && part.scrollHeight > part.clientHeight + slack) say("cut below", part);
    }
    for (const code of slide.querySelectorAll(".qr img")) {
      const side = percent(code.getBoundingClientRect().height);
      if (side < 12) say(`QR of ${side.toFixed(1)} %`, code);
    }
    for (const list of slide.querySelectorAll("[data-muat]")) {
      const rows = [...list.children].filter((row) => !row.hidden);
      if (list.children.length && !rows.length) say("no row is seen", list);
      for (const row of rows) {
        if (!inside(row.getBoundingClientRect(), list.getBoundingClientRect())) say("row cut", row);
      }
      const note = list.parentElement.querySelector("[data-lainnya]");
      const rest = note ? Number(note.dataset.banyak) - rows.length : 0;
      const said = note && !note.hidden ? Number(note.querySelector("b").textContent.replaceAll(".", "")) : 0;
      if (rest !== said) say(`${rest} are left out, "+${said}" is said`, list);
    }
  }
  return wrong;
}
