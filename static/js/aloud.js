// Elder mode reads the page aloud, by the browser's own voice. Where there is none, there is no button.
(() => {
  const bar = document.querySelector("[data-aloud]");
  const voice = window.speechSynthesis;
  if (!bar || !voice || !window.SpeechSynthesisUtterance) return;
  const [read, pause, stop, none] = ["read", "pause", "stop", "none"].map((name) => bar.querySelector(`[data-aloud-${name}]`));

  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, figcaption, summary, label, legend, div, section";
  const SILENT = "[data-aloud], nav, .back, .screen-only, .print-only, .visually-hidden, [hidden], [aria-hidden=true], "
    + "script, template, svg, button, select, textarea, code";
  // Browsers cut long utterances off; a sentence is short enough, and a pause loses no more than one.
  const LONGEST = 100;
  const SENTENCE = /[^。！？；!?;\n]*?(?:[。！？；!?;\n]+["”’）)》]*|[.](?=\s|$)|$)/gu;
  const CLAUSE = /[^，、：,:]*(?:[，、：,:]+|$)/gu;
  const spoken = { zh: "zh-CN", ko: "ko-KR", en: "en-US" };
  const tongue = (element) => element.closest("[lang]").lang.slice(0, 2);

  let parts = [];
  let place = 0;
  let run = 0; // what an earlier run still reports is not heard

  function seen(element) {
    return element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0;
  }

  function split(text, pattern) {
    return (text.match(pattern) || []).map((one) => one.trim()).filter((one) => /[\p{L}\p{N}]/u.test(one));
  }

  function sentences(text) {
    return split(text, SENTENCE).flatMap((one) => (one.length > LONGEST ? split(one, CLAUSE) : [one]));
  }

  // [{block, lang, text}] in the order of the page; words of another language are said in it.
  function gather() {
    const found = [];
    const walk = document.createTreeWalker(bar.parentElement, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const holder = walk.currentNode.parentElement;
      if (!walk.currentNode.data.trim() || holder.closest(SILENT) || !seen(holder)) continue;
      const block = holder.closest(BLOCKS);
      const lang = tongue(holder);
      const last = found[found.length - 1];
      if (last && last.block === block && last.lang === lang) last.text += walk.currentNode.data;
      else found.push({ block, lang, text: walk.currentNode.data });
    }
    return found.flatMap(({ block, lang, text }) =>
      sentences(text.replace(/\s+/g, " ")).map((one) => ({ block, lang, text: one })));
  }

  function mark(block) {
    document.querySelectorAll(".is-read").forEach((one) => one.classList.remove("is-read"));
    if (!block) return;
    block.classList.add("is-read");
    block.scrollIntoView({ block: "nearest" });
  }

  function say() {
    const part = parts[place];
    if (!part) { end(); return; }
    const mine = run;
    const utterance = new SpeechSynthesisUtterance(part.text);
    utterance.lang = spoken[part.lang] || part.lang;
    utterance.rate = 0.9;
    const known = voice.getVoices().find((one) => one.lang.slice(0, 2) === part.lang);
    if (known) utterance.voice = known;
    utterance.onend = () => { if (mine === run) { place += 1; say(); } };
    utterance.onerror = () => { if (mine === run) end(); };
    mark(part.block);
    voice.speak(utterance);
  }

  function hush() {
    run += 1;
    voice.cancel();
  }

  function show(reading, paused) {
    read.setAttribute("aria-pressed", String(reading));
    pause.setAttribute("aria-pressed", String(paused));
    if (!reading && bar.contains(document.activeElement)) read.focus();
    pause.hidden = stop.hidden = !reading;
  }

  function begin() {
    const voices = voice.getVoices();
    none.hidden = !voices.length || voices.some((one) => one.lang.slice(0, 2) === tongue(bar));
    if (!none.hidden) return;
    parts = gather();
    place = 0;
    show(true, false);
    say();
  }

  function end() {
    hush();
    mark(null);
    show(false, false);
  }

  read.addEventListener("click", () => (read.getAttribute("aria-pressed") === "true" ? end() : begin()));
  stop.addEventListener("click", end);
  // Not the voice's own pause, which some phones take for an end: the sentence begins again.
  pause.addEventListener("click", () => {
    const paused = pause.getAttribute("aria-pressed") !== "true";
    show(true, paused);
    hush();
    if (!paused) say();
  });
  window.addEventListener("pagehide", hush);
  voice.getVoices(); // some browsers look for their voices only when first asked
  bar.hidden = false;
})();
