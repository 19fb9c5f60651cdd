// The palette: Ctrl+K opens it, arrows walk through it, Escape closes it and gives the focus back. Without it the field in the top line leads to the page of results.
(() => {
  "use strict";

  const pause = 200;
  let waiting = 0;
  let asked = 0;

  const palette = () => document.getElementById("palette");
  const field = (box) => box.querySelector("[data-palette-field]");
  const links = (box) => [...box.querySelectorAll("a[href]")].filter((link) => link.checkVisibility());

  const open = () => {
    const box = palette();
    if (!box) return false;
    if (!box.open) box.showModal();
    field(box).select();
    return true;
  };

  const narrow = (box, typed) => {
    const words = typed.trim().toLocaleLowerCase();
    for (const place of box.querySelectorAll("[data-palette-places] li")) place.hidden = words !== "" && !place.textContent.toLocaleLowerCase().includes(words);
  };

  const find = async (box, typed) => {
    const mine = ++asked;
    const found = box.querySelector("[data-palette-found]");
    const said = box.querySelector("[data-palette-said]");
    if (typed.trim() === "") {
      found.replaceChildren();
      said.textContent = "";
      return;
    }

    const response = await fetch(`${box.dataset.address}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "text/html" } }).catch(() => null);
    // An answer that comes late belongs to what is no longer typed. One that fails leaves the way through Enter.
    if (mine !== asked || !response?.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (mine !== asked) return;
    found.replaceChildren(...page.body.childNodes);
    said.textContent = said.dataset.one.replace("{0}", String(found.querySelectorAll("li").length));
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") {
      if (open()) event.preventDefault();
      return;
    }

    const box = palette();
    if (!box?.open || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const all = links(box);
    if (all.length === 0) return;
    event.preventDefault();
    const at = all.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    if (next < 0) field(box).focus();
    else all[Math.min(next, all.length - 1)].focus();
  });

  document.addEventListener("input", (event) => {
    const box = palette();
    if (!box || event.target !== field(box)) return;
    const typed = event.target.value;
    narrow(box, typed);
    clearTimeout(waiting);
    waiting = setTimeout(() => find(box, typed), pause);
  });

  document.addEventListener("click", (event) => {
    const box = palette();
    if (!box) return;
    if (event.target.closest("[data-palette-opens]")) {
      if (open()) event.preventDefault();
    } else if (box.open && (event.target === box || event.target.closest("[data-palette-closes]") || event.target.closest("#palette a[href]"))) {
      box.close();
    }
  }, true);

  document.addEventListener("submit", (event) => {
    if (event.target.closest("#palette")) palette().close();
  });
})();
