// The office's full screen: pages turn every 20 seconds and the data reload every five minutes; space or the button pauses.
// On a screen too small to hold a page, and without this script, all stand below one another.
(() => {
  const wall = matchMedia("(min-width: 60em) and (min-height: 30em)");
  const pages = [...document.querySelectorAll("[data-board-page]")];
  const links = pages.map((page) => document.querySelector(`a[href="#${page.id}"]`));
  const button = document.querySelector("[data-board-pause]");
  let shown = Math.max(0, pages.findIndex((page) => `#${page.id}` === location.hash));
  let paused = false;

  function show(number) {
    shown = (number + pages.length) % pages.length;
    pages.forEach((page, place) => { page.hidden = wall.matches && place !== shown; });
    links.forEach((link, place) => {
      if (wall.matches && place === shown) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    for (const part of [button, document.querySelector("[data-board-turns]")]) part.hidden = !wall.matches;
  }

  function pause() {
    paused = !paused;
    button.setAttribute("aria-pressed", paused);
  }

  links.forEach((link, place) => link.addEventListener("click", (event) => {
    if (!wall.matches) return;
    event.preventDefault();
    show(place);
  }));
  button.addEventListener("click", pause);
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && wall.matches && !event.target.closest("a, button, input, select, summary")) {
      event.preventDefault();
      pause();
    }
    if (event.key === "ArrowRight") show(shown + 1);
    if (event.key === "ArrowLeft") show(shown - 1);
  });
  wall.addEventListener("change", () => show(shown));
  setInterval(() => { if (!paused && wall.matches) show(shown + 1); }, 20_000);
  setInterval(() => { if (!paused) location.reload(); }, 300_000);
  show(shown);
})();
