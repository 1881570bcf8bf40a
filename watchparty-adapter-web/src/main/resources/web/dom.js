// Short words for what every view does with the document.

import { spokenLanguage, t } from "./words.js";

export const element = (id) => document.getElementById(id);

/**
 * A new element: properties that are functions listen to events ("click"), "class", "text" and "dataset" are what they
 * say, true and false set attributes or leave them out, all others are attributes.
 */
export function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  Object.entries(properties).forEach(([name, value]) => {
    if (typeof value === "function") {
      made.addEventListener(name, value);
    } else if (name === "class") {
      made.className = value;
    } else if (name === "text") {
      made.textContent = value;
    } else if (name === "dataset") {
      Object.assign(made.dataset, value);
    } else if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  });
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function makeSvg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

export function icon(name) {
  return makeSvg("svg", { class: "icon", "aria-hidden": "true" }, makeSvg("use", { href: `#icon-${name}` }));
}

/** Shows another icon in a button that has one. */
export function setIcon(id, name) {
  const shown = element(id).querySelector("use");
  if (shown.getAttribute("href") !== `#icon-${name}`) {
    shown.closest("svg").replaceWith(icon(name));
  }
}

/** A button that shows an icon and says its words to those who do not see it. */
export function iconButton(name, words, onClick, properties = {}) {
  return make(
    "button",
    { type: "button", class: "quiet square", "aria-label": words, title: words, click: onClick, ...properties },
    icon(name),
  );
}

/** A live region speaks whenever it is written to, so it is written to only when it says something else. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** Shows a sentence in a place that is hidden when there is none. */
export function say(id, sentence) {
  const target = element(id);
  setText(target, sentence ?? "");
  target.hidden = !sentence;
}

/**
 * Draws a list anew where it has changed only, so that focus, scrolling and what a hand is about to press stay. Items
 * are plain data, all that the row shows; `draw` makes a row of one.
 */
export function drawList(list, items, keyOf, draw) {
  const rows = new Map([...list.children].map((row) => [row.dataset.key, row]));
  const focus = focusIn(list);
  items.forEach((item, place) => {
    const key = String(keyOf(item));
    const drawn = `${spokenLanguage()} ${JSON.stringify(item)}`;
    let row = rows.get(key);
    if (row?.drawn !== drawn) {
      const fresh = Object.assign(draw(item), { drawn });
      fresh.dataset.key = key;
      row?.replaceWith(fresh);
      row = fresh;
    }
    rows.delete(key);
    if (list.children[place] !== row) {
      list.insertBefore(row, list.children[place] ?? null);
    }
  });
  rows.forEach((row) => row.remove());
  if (focus && !list.contains(document.activeElement)) {
    list
      .querySelector(`[data-key="${CSS.escape(focus.key)}"]`)
      ?.querySelectorAll("button, a, input")
      [focus.place]?.focus();
  }
}

function focusIn(list) {
  const row = list.contains(document.activeElement) ? document.activeElement.closest("[data-key]") : null;
  return (
    row && {
      key: row.dataset.key,
      place: [...row.querySelectorAll("button, a, input")].indexOf(document.activeElement),
    }
  );
}

/** Fills a select with [[value, words]]. */
export function fillSelect(select, options, chosen) {
  select.replaceChildren(
    ...[...options].map(([value, words]) => make("option", { value, selected: value === chosen }, words)),
  );
}

/** Words an element by a key, and again whenever another language is spoken. */
export function word(target, key) {
  target.dataset.words = key;
  setText(target, t(key));
}

/** Words an attribute by a key, likewise. */
export function wordAttribute(target, attribute, key) {
  target.setAttribute(`data-words-${attribute}`, key);
  target.setAttribute(attribute, t(key));
}

/** Fills a select with [[value, key of its words]]; they are worded anew together with the page. */
export function fillWorded(select, options, chosen) {
  select.replaceChildren(
    ...[...options].map(([value, key]) =>
      make("option", { value, selected: value === chosen, "data-words": key }, t(key)),
    ),
  );
}

/** Asks a question; resolves with whether the answer was yes. */
export function confirm({ question, yes, no = t("cancel") }) {
  const dialog = element("confirm-dialog");
  element("confirm-question").textContent = question;
  element("confirm-yes").textContent = yes;
  element("confirm-no").textContent = no;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** Lets a dialog be closed by its own button and by a press beside it. */
export function bindSheet(dialog, closing) {
  closing.addEventListener("click", () => dialog.close());
  dialog.addEventListener("pointerdown", (event) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    if (event.target === dialog && (x < left || x > right || y < top || y > bottom)) {
      dialog.close();
    }
  });
}

/** The colour of somebody's initial: always the same for the same person. */
function hueOf(id) {
  return [...id].reduce((hash, character) => (hash * 31 + character.codePointAt(0)) % 360, 7);
}

/** A round initial for a person. */
export function initialOf(userId, name) {
  const made = make("span", { class: "initial", "aria-hidden": "true" }, [...name.trim()][0]?.toUpperCase() ?? "?");
  made.style.setProperty("--hue", hueOf(userId));
  return made;
}
