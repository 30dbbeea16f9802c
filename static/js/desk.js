// Keys for desks: j and k walk the rows, Enter opens, / searches, ? lists the keys. They can be switched off (WCAG 2.1.4).
(() => {
  const MARK = "keys-off";
  const keys = document.getElementById("keys");
  const off = () => { try { return localStorage.getItem(MARK) === "1"; } catch { return false; } };
  const choice = keys.querySelector("[data-keys-switch]");
  choice.checked = !off();
  choice.addEventListener("change", () => {
    try { localStorage.setItem(MARK, choice.checked ? "0" : "1"); } catch { /* a private window forgets it */ }
  });

  const rows = () => [...document.querySelectorAll("[data-desk] [data-row]")];
  const link = (row) => row.querySelector("[data-open]");

  function walk(step) {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    link(next)?.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function writing(target) {
    return target.closest("input, textarea, select, [contenteditable], dialog");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || writing(event.target)) return;
    if (event.key === "?") { event.preventDefault(); keys.showModal(); return; }
    if (off() || !document.querySelector("[data-desk]")) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
  });

  // The row whose item is shown beside the list stays marked.
  document.addEventListener("htmx:afterRequest", (event) => {
    const row = event.target.closest?.("[data-row]");
    if (!row || !event.detail.successful) return;
    rows().forEach((other) => other.classList.toggle("is-chosen", other === row));
  });
})();
