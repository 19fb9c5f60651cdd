// Keeps the bell fresh while the page is in sight. Without it the number is that of when the page was made.
const address = "/bell/stream";
const longestPause = 60_000;
let stream = null;
let pause = 2_000;
let later = 0;

function show(news) {
  const bell = document.querySelector("[data-bell]");
  if (!bell) return;
  const count = bell.querySelector("[data-bell-count]");
  const before = Number(bell.dataset.bell);
  bell.dataset.bell = String(news.count);
  bell.setAttribute("aria-label", news.label);
  bell.title = news.label;
  count.textContent = news.count > 99 ? "99+" : String(news.count);
  count.hidden = news.count === 0;
  if (news.count > before) {
    bell.classList.remove("rings");
    void bell.offsetWidth; // begins the motion anew
    bell.classList.add("rings");
    const said = document.querySelector("[data-bell-said]");
    if (said) said.textContent = news.label;
  }
}

function open() {
  if (stream || document.hidden || !document.querySelector("[data-bell]")) return;
  clearTimeout(later);
  stream = new EventSource(address);
  stream.addEventListener("bell", (event) => {
    pause = 2_000;
    show(JSON.parse(event.data));
  });
  stream.addEventListener("error", () => {
    // A broken connection is taken up by the browser itself; an answer that is no stream is not.
    if (stream?.readyState !== EventSource.CLOSED) return;
    close();
    later = setTimeout(open, pause);
    pause = Math.min(pause * 2, longestPause);
  });
}

function close() {
  clearTimeout(later);
  stream?.close();
  stream = null;
}

// A page out of sight holds no connection: browsers give a site only six of them over HTTP/1.1.
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
window.addEventListener("pagehide", close);
window.addEventListener("pageshow", open);
open();
