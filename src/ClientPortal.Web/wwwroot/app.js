// Small helps. Everything works without them.
(() => {
  "use strict";

  // The server shows moments by the reader's clock; the browser alone knows which zone that is.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.includes(`portal-zone=${zone}`)) {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `portal-zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
  }

  const focus = (part) => {
    if (!part.matches("a[href], button, input, select, textarea, [tabindex]")) part.tabIndex = -1;
    part.focus();
  };

  // A link within the page moves the focus, as it does without script. Blazor would only scroll, or load the page anew and lose what was typed.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href);
    if (to.origin + to.pathname + to.search !== location.origin + location.pathname + location.search) return;
    const part = document.getElementById(decodeURIComponent(to.hash.slice(1)));
    if (!part) return;
    event.preventDefault();
    history.replaceState(history.state, "", to.href);
    focus(part);
  }, true);

  // When the page was replaced in place, readers hear the new one's name, or what was wrong with their form.
  let shown = location.href;
  window.Blazor?.addEventListener("enhancedload", () => {
    const wrong = document.querySelector(".error-summary");
    if (wrong) focus(wrong);
    else if (location.href !== shown && !location.hash) focus(document.querySelector("h1") ?? document.body);
    shown = location.href;
  });

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
    }
  });

  // A field that holds a password never posts while it shows it as text a browser would remember.
  document.addEventListener("submit", (event) => {
    for (const shows of event.target.querySelectorAll("[data-shows]")) document.getElementById(shows.dataset.shows).type = "password";
  });

  // A page that answered a refused form is an answer to a post, and none of them is kept: going back to it would show the browser's own
  // error. Once the form is sent again its place in the history is an address like any other.
  document.addEventListener("submit", (event) => {
    if (event.target.method === "post") history.replaceState(history.state, "", location.href);
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
