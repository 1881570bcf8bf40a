// My account: who I am, what is kept of me, and how to be forgotten.

import { confirm, element, say } from "./dom.js";
import { refusalSentence } from "./news.js";
import { t } from "./words.js";

const REVOKED_AFTER_MS = 10_000;

/** The account dialog; made once for the page. */
export class AccountView {
  #rest;
  #account;

  /** `onGone(key)` is told when the account is signed out or deleted, with the key of what to say about it or null. */
  constructor({ rest, account, onGone }) {
    this.#rest = rest;
    this.#account = account;
    const dialog = element("account-dialog");
    element("who").addEventListener("click", () => {
      const { user } = account;
      element("account-title").textContent = user.display_name;
      element("account-username").textContent = user.username;
      element("account-id").textContent = user.id;
      say("account-refusal", null);
      dialog.showModal();
    });
    element("export").addEventListener("click", () => this.#attempt(() => this.#export()));
    element("erase").addEventListener("click", () => this.#attempt(() => this.#erase(dialog, onGone)));
    element("sign-out").addEventListener("click", () => {
      dialog.close();
      onGone(null);
    });
  }

  async #export() {
    const data = await this.#rest.get("/users/me/export");
    const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `watchparty-${this.#account.user.username}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), REVOKED_AFTER_MS);
  }

  async #erase(dialog, onGone) {
    const isSure = await confirm({
      question: t("account.erase-sure"),
      yes: t("account.erase-yes"),
      no: t("account.erase-no"),
    });
    if (isSure) {
      await this.#rest.delete("/users/me");
      dialog.close();
      onGone("account.erased");
    }
  }

  async #attempt(action) {
    say("account-refusal", null);
    try {
      await action();
    } catch (refusal) {
      say("account-refusal", refusalSentence(refusal));
    }
  }
}
