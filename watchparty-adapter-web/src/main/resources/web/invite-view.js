// Inviting others: by link, by code, by a picture to be scanned, and by whatever this device shares with.

import { bindSheet, element, makeSvg, setText } from "./dom.js";
import { t } from "./words.js";

const COPIED_MS = 2_500;

// White around the picture, in its own squares, without which scanners do not see it.
const QR_BORDER = 4;

/** The dialog that invites to the party that `party()` answers; made once for the page. */
export class InviteView {
  #party;
  #drawnUrl = null;
  #copiedTimers = new Map();

  constructor({ party }) {
    this.#party = party;
    bindSheet(element("invite-dialog"), element("invite-close"));
    element("invite-open").addEventListener("click", () => this.open());
    element("invite-also").addEventListener("click", () => this.open());
    element("copy").addEventListener("click", () => this.#copy("copy", element("invite-url").value));
    element("copy-code").addEventListener("click", () => this.#copy("copy-code", this.#party().code));
    element("invite-url").addEventListener("focus", () => element("invite-url").select());
    element("share").addEventListener("click", () => this.#share());
  }

  draw() {
    const { may, code, inviteUrl } = this.#party();
    const isOffered = may.has("invite") && Boolean(code);
    element("invite-open").hidden = !isOffered;
    element("invite-also").hidden = !isOffered;
    if (!isOffered && element("invite-dialog").open) {
      element("invite-dialog").close();
    }
    setText(element("invite-code"), code ?? "");
    if (element("invite-url").value !== inviteUrl) {
      element("invite-url").value = inviteUrl;
    }
  }

  open() {
    this.draw();
    ["copy", "copy-code"].forEach((id) => this.#drawCopy(id));
    setText(element("invite-why"), t("invite.why"));
    element("share").hidden = typeof navigator.share !== "function";
    element("invite-dialog").showModal();
    element("copy").focus();
    this.#drawQr(this.#party().inviteUrl);
  }

  /** Without the library, which is fetched at the first opening, link and code do as well. */
  async #drawQr(url) {
    if (url === this.#drawnUrl) {
      return;
    }
    try {
      const { qrcode } = await import("/client/vendor/qrcode.js");
      element("qr").replaceChildren(pictureOf(squaresOf(qrcode, url)));
      element("qr").hidden = false;
      this.#drawnUrl = url;
    } catch {
      element("qr").hidden = true;
    }
  }

  async #copy(id, text) {
    if (await copied(text)) {
      element(id).dataset.copied = "true";
      clearTimeout(this.#copiedTimers.get(id));
      this.#copiedTimers.set(
        id,
        setTimeout(() => {
          delete element(id).dataset.copied;
          this.#drawCopy(id);
        }, COPIED_MS),
      );
    }
    this.#drawCopy(id);
  }

  #drawCopy(id) {
    const words = id === "copy" ? t("invite.copy-link") : t("invite.copy-code");
    setText(element(id), element(id).dataset.copied ? t("invite.copied") : words);
  }

  async #share() {
    const { title, inviteUrl } = this.#party();
    try {
      await navigator.share({ title, text: t("invite.share-text", { title }), url: inviteUrl });
    } catch {
      // They thought better of it.
    }
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

/** Without TLS there is no clipboard object; a selection can still be copied. */
function copiedBySelection(text) {
  const field = element("invite-url");
  const shown = field.value;
  field.value = text;
  field.select();
  const isDone = document.execCommand("copy");
  field.value = shown;
  return isDone;
}

/** Rows of squares, true where they are dark. */
function squaresOf(qrcode, text) {
  const made = qrcode(0, "M");
  made.addData(text);
  made.make();
  const places = [...Array(made.getModuleCount()).keys()];
  return places.map((row) => places.map((column) => made.isDark(row, column)));
}

function pictureOf(squares) {
  const size = squares.length + 2 * QR_BORDER;
  const path = squares
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QR_BORDER} ${y + QR_BORDER}h1v1h-1z` : "")))
    .join("");
  return makeSvg(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": t("invite.qr"), "shape-rendering": "crispEdges" },
    makeSvg("path", { class: "ground", d: `M0 0h${size}v${size}h-${size}z` }),
    makeSvg("path", { class: "dark", d: path }),
  );
}
