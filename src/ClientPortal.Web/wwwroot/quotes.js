// An option that is ticked asks the server what it all comes to, and puts the answer in its place. Without script a button does the same.
(() => {
  "use strict";

  let asked = 0;

  const follow = async (form) => {
    const mine = ++asked;
    const address = new URL(location.pathname, location.origin);
    address.searchParams.set("try", "true");
    for (const option of form.querySelectorAll("[data-option]:checked")) address.searchParams.append("o", option.value);
    form.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { headers: { Accept: "text/html" } });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      // Somebody quick has ticked on: only the last answer counts.
      if (mine !== asked) return;
      for (const part of document.querySelectorAll("[data-follows]")) {
        const now = page.querySelector(`[data-follows="${CSS.escape(part.dataset.follows)}"]`);
        if (now) part.replaceChildren(...now.childNodes);
      }
    } catch {
      // No connection: the total stays as it was shown, and the server refuses an acceptance whose total is another one.
    } finally {
      if (mine === asked) form.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-option]") && event.target.form) follow(event.target.form);
  });
})();
