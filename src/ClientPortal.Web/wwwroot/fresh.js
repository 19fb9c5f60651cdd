// While the server is at something, the parts of the page that tell of it are asked for again and again. Without script a link does the same.
const pause = 1_500;
let later = 0;

function watch() {
  clearTimeout(later);
  if (document.querySelector("[data-fresh]")) later = setTimeout(refresh, pause);
}

async function refresh() {
  const told = document.querySelector("[data-fresh]")?.dataset.fresh;
  if (!told) return;
  try {
    if (!document.hidden) {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!response.ok || !show(new DOMParser().parseFromString(await response.text(), "text/html"))) return;
    }
  } catch {
    // No connection: the page stays as it was, and asks again.
  }

  if (!document.querySelector("[data-fresh]")) {
    const said = document.querySelector("[data-fresh-said]");
    if (said) said.textContent = document.querySelector(`[data-follows="${told}"]`)?.textContent ?? "";
  }

  watch();
}

// What is the same stays, so that nobody loses their place in it. False when another page answered.
function show(page) {
  let known = false;
  for (const part of document.querySelectorAll("[data-follows]")) {
    const now = page.querySelector(`[data-follows="${CSS.escape(part.dataset.follows)}"]`);
    if (!now) continue;
    known = true;
    if (now.innerHTML === part.innerHTML) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.replaceChildren(...now.childNodes);
    if (focused) document.getElementById(focused)?.focus();
  }

  return known;
}

window.Blazor?.addEventListener("enhancedload", watch);
watch();
