// A small menu under the button that opens it.

import { make } from "./dom.js";

let close = () => {};

/** Closes the menu that is open, if one is. */
export function closeMenu() {
  close();
}

/** Opens a menu of [{words, act, isGrave?, isChosen?}] under a button; with no entries, nothing happens. */
export function openMenu(button, entries) {
  close();
  if (entries.length === 0) {
    return;
  }
  const menu = make(
    "div",
    { role: "menu", class: "menu" },
    entries.map(({ words, act, isGrave, isChosen }) =>
      make(
        "button",
        {
          type: "button",
          role: isChosen === undefined ? "menuitem" : "menuitemradio",
          "aria-checked": isChosen === undefined ? null : String(isChosen),
          class: isGrave ? "grave" : "",
          tabindex: "-1",
          click: () => {
            close();
            act();
          },
        },
        words,
      ),
    ),
  );
  const listeners = new AbortController();
  close = () => {
    listeners.abort();
    const hadFocus = menu.contains(document.activeElement);
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    if (hadFocus) {
      button.focus();
    }
    close = () => {};
  };
  document.body.append(menu);
  place(menu, button);
  button.setAttribute("aria-expanded", "true");
  (menu.querySelector("[aria-checked=true]") ?? menu.firstElementChild).focus();
  menu.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", (event) => menu.contains(event.target) || close(), {
    signal: listeners.signal,
  });
  window.addEventListener("resize", () => close(), { signal: listeners.signal });
  document.addEventListener("scroll", () => close(), { signal: listeners.signal, capture: true });
}

function onKey(event) {
  const items = [...event.currentTarget.children];
  const focused = items.indexOf(document.activeElement);
  const next = {
    ArrowDown: (focused + 1) % items.length,
    ArrowUp: (focused - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (next !== undefined) {
    items[next].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    close();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Below the button when there is room, else above; never beyond the window's edges. */
function place(menu, button) {
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.right - width), window.innerWidth - width - 8);
  const below = at.bottom + 4;
  const isRoomBelow = below + height + 8 <= window.innerHeight;
  const top = Math.max(8, Math.min(isRoomBelow ? below : at.top - height - 4, window.innerHeight - height - 8));
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}
