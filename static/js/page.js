// Small comforts on every page; all of it works without this file too.
(() => {
  // Ask before a verb that cannot be taken back.
  const dialog = document.getElementById("confirm");
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.confirm || form.dataset.sure || !dialog.showModal) return;
    event.preventDefault();
    event.stopPropagation();
    const asked = event.submitter;
    document.getElementById("confirm-question").textContent = form.dataset.confirm;
    dialog.querySelector("[data-confirm-yes]").textContent = asked ? asked.textContent.trim() : "";
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      form.dataset.sure = "1";
      form.requestSubmit(asked);
    }, { once: true });
    dialog.showModal();
  }, true);

  // A second click of an impatient hand is no second verb.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", (event) => { delete event.target.dataset?.sent; });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      delete form.dataset.sure;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    });
  });

  // A word of the law says where it stands what it means; without this file its link leads to the page of words.
  const words = (root) => root.querySelectorAll("a.term:not([role])").forEach((word) => {
    word.setAttribute("role", "button");
    word.setAttribute("aria-expanded", "false");
  });
  let explained = 0;
  words(document);
  document.addEventListener("htmx:load", (event) => words(event.target));
  document.addEventListener("click", (event) => {
    const word = event.target.closest?.("a.term");
    if (!word || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const shown = document.getElementById(word.getAttribute("aria-describedby"));
    word.setAttribute("aria-expanded", String(!shown));
    if (shown) { shown.remove(); word.removeAttribute("aria-describedby"); return; }
    // Behind the sentence, which stays whole.
    const means = document.createElement("span");
    means.className = "term__means";
    means.id = `means-${explained += 1}`;
    means.append(Object.assign(document.createElement("strong"), { textContent: word.dataset.name }), " ", word.dataset.means);
    word.closest("p, li, dt, dd, th, td, div").append(means);
    word.setAttribute("aria-describedby", means.id);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches?.("a.term")) return;
    event.preventDefault();
    event.target.click();
  });

  // Menus close on Escape and on a click elsewhere; dialogs open by their button.
  const open = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const opener = event.target.closest?.("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
})();
