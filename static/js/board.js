// The office's full screen: pages turn every 20 seconds and the data reload every five minutes; the space key pauses.
(() => {
  const pages = [...document.querySelectorAll("[data-board-page]")];
  let shown = 0;
  let paused = false;
  const show = () => pages.forEach((page, number) => { page.hidden = number !== shown; });
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && !event.target.closest("a, button, input, select, summary")) {
      event.preventDefault();
      paused = !paused;
    }
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      shown = (shown + (event.key === "ArrowRight" ? 1 : pages.length - 1)) % pages.length;
      show();
    }
  });
  setInterval(() => { if (!paused) { shown = (shown + 1) % pages.length; show(); window.dispatchEvent(new Event("resize")); } }, 20_000);
  setInterval(() => { if (!paused) { location.reload(); } }, 300_000);
  show();
})();
