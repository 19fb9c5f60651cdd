// Small helps. Everything works without them.
(() => {
  "use strict";

  // The server shows moments by the reader's clock; the browser alone knows which zone that is.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.includes(`portal-zone=${zone}`)) {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `portal-zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
  }

  const openMenus = () => document.querySelectorAll("details[data-menu][open]");

  // A menu closes when something else is touched.
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
    const shows = event.target.closest("[data-shows]");
    if (shows) {
      const field = document.getElementById(shows.dataset.shows);
      const shown = field.type === "text";
      field.type = shown ? "password" : "text";
      shows.setAttribute("aria-pressed", String(!shown));
      field.focus();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of openMenus()) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    } else if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") {
      const search = document.getElementById("search");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  // A field that holds a password never posts while it shows it as text a browser would remember.
  document.addEventListener("submit", (event) => {
    for (const shows of event.target.querySelectorAll("[data-shows]")) document.getElementById(shows.dataset.shows).type = "password";
  });

  // Passkeys: the server says what it wants, the browser asks the person, the answer travels with the form.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-passkey]");
    if (!button || button.dataset.ready) return;
    event.preventDefault();
    const form = button.form;
    const answer = form.querySelector("[data-passkey-answer]");
    button.disabled = true;
    try {
      const token = form.querySelector("[name=__RequestVerificationToken]").value;
      const response = await fetch(button.dataset.passkey, { method: "POST", headers: { RequestVerificationToken: token } });
      if (!response.ok) throw new Error(`The server answered ${response.status}`);
      const options = await response.json();
      const credential = "passkeyMakes" in button.dataset
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      answer.value = JSON.stringify(credential);
    } catch {
      // Refused by the person or the device: the server says so beside the form, with what to do instead.
      answer.value = "";
    }

    button.disabled = false;
    button.dataset.ready = "true";
    form.requestSubmit(button);
  });
})();
