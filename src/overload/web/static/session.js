// Better with a little of our own: no reload after a tap, + and -, and what was tapped while the connection was gone is
// kept and sent later. Without this file the page is plain forms and does the same.
"use strict";
(() => {
  const STORE = "overload " + location.pathname;
  const FIRST_MS = 5000, MOST_MS = 60000;
  const page = document.getElementById("page");
  let sending = false, again = 0, pause = FIRST_MS;
  let trouble = "", lost = "";

  const waiting = () => {
    try { return JSON.parse(localStorage.getItem(STORE)) || []; } catch { return []; }
  };
  const keep = (taps) => {
    try {
      if (taps.length) localStorage.setItem(STORE, JSON.stringify(taps)); else localStorage.removeItem(STORE);
    } catch { /* private windows may refuse; then it is sent at once or not at all */ }
  };
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => one.toString(16).padStart(2, "0")).join("");

  function show(text, anchor) {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("page");
    if (!fresh) return;
    const open = [...page.querySelectorAll("details[open]")].map(where);
    page.replaceChildren(...fresh.childNodes);
    for (const one of page.querySelectorAll("details")) {
      if (open.includes(where(one)) && !one.closest(".exercise.done")) one.open = true;
    }
    refill();
    improve();
    mark();
    const card = anchor && document.getElementById(anchor), ask = page.querySelector(".many");
    const here = page.querySelector("[role=alert]") || (ask && !(card && card.contains(ask)) && document.getElementById("finished") && ask.closest("section"))
      || (!ask && document.getElementById("finished")) || card;
    if (here) here.scrollIntoView({ block: "start" });
  }

  function where(details) {
    const card = details.closest("[id]");
    return (card ? card.id : "") + " " + details.className;
  }

  const number = (row) => row.querySelector("[value^=set-]").value.slice(4);
  const covers = ({ does }, row) => does === "asked" || does === "save" || Number((/^set-(\d+)$/.exec(does) || [])[1]) >= Number(number(row));

  // The fields hold what was typed for the taps that are kept, after a reload too.
  function refill() {
    for (const { exercise, fields } of waiting()) {
      const form = exercise && document.getElementById(exercise)?.querySelector("form");
      for (const [name, value] of form ? fields : []) {
        const field = form.elements[name];
        if (!field || !/^(?:(?:reps|load|right|rir)-\d+|note|on)$/.test(name)) continue;
        if (field.options && ![...field.options].some((one) => one.value === value)) field.add(new Option(value, value));
        field.value = value;
      }
    }
  }

  // What is kept is said and seen; what the server does not take can be thrown away, and only by the athlete.
  function mark() {
    const taps = waiting(), box = document.getElementById("notice");
    for (const one of document.querySelectorAll(".exercise")) {
      const own = taps.filter((tap) => tap.exercise === one.id);
      one.classList.toggle("waiting", own.length > 0);
      for (const row of one.querySelectorAll("li.open")) row.classList.toggle("kept", own.some((tap) => covers(tap, row)));
    }
    if (!box) return;
    const many = taps.length === 1 ? "1 tap is" : `${taps.length} taps are`;
    const kept = taps.length ? `${trouble || "No connection."} ${many} kept on this phone and sent as soon as that is over.` : "";
    box.textContent = [lost, kept].filter(Boolean).join(" ");
    box.hidden = !box.textContent;
    if (taps.length && trouble.includes("(")) {
      const away = document.createElement("button");
      away.type = "button";
      away.className = "quiet";
      away.textContent = `Throw away: ${taps.map((tap) => tap.said || "a tap").join("; ")}`;
      away.addEventListener("click", () => { keep([]); trouble = ""; mark(); });
      box.append(" ", away);
    }
  }

  // Taps are sent one by one, in order, each with its own key. One goes only when the server says with `x-tap` that it
  // has it, or that it never will; every other answer may be a proxy's, a login page of some network, or our bad day.
  async function flush() {
    if (sending) return;
    sending = true;
    clearTimeout(again);
    let last = null;
    try {
      for (let taps = waiting(); taps.length; taps = waiting()) {
        const tap = taps[0];
        trouble = "";
        const answer = await fetch(location.pathname, {
          method: "POST", body: new URLSearchParams(tap.fields), headers: { "X-Tap": "1" }, redirect: "manual", credentials: "omit", cache: "no-store",
        });
        const verdict = answer.headers.get("x-tap");
        if (verdict !== "taken" && verdict !== "refused") {
          trouble = troubleOf(answer);
          throw new Error(trouble);
        }
        const text = await answer.text();
        keep(waiting().slice(1));
        pause = FIRST_MS;
        if (verdict === "refused") lost = `Not done: ${tap.said || "a tap"}.`;
        if (text.includes("<header data-session>")) last = { text, anchor: tap.then || tap.exercise };
      }
    } catch {
      again = setTimeout(flush, pause);
      pause = Math.min(2 * pause, MOST_MS);
    } finally {
      sending = false;
    }
    if (last) show(last.text, last.anchor); else mark();
  }

  function troubleOf(answer) {
    if (answer.status >= 500 || answer.status === 429) return "The server has no time.";
    if (answer.status >= 400) return `The server does not take it (${answer.status}); its link may have ended.`;
    return "Another page answers, a login of this network perhaps.";
  }

  function submit(event) {
    const form = event.target, button = event.submitter;
    if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
    event.preventDefault();
    const fields = [...new FormData(form, button)].filter(([name]) => name !== "key");
    fields.push(["key", newKey()]);
    const exercise = form.elements.exercise ? form.elements.exercise.value : "";
    const card = form.closest(".exercise"), does = button ? button.value : "";
    const next = form.elements[does.replace("set-", "then-")];
    const name = card ? card.querySelector("h2").textContent.trim() : "";
    const what = button ? button.ariaLabel || button.textContent.trim() : "";
    lost = "";
    keep([...waiting(), {
      exercise, does, fields, then: does.startsWith("set-") && next ? next.value : "", said: [name, what].filter(Boolean).join(": "),
    }]);
    if (card) {
      card.classList.add("waiting");
      if (does === "asked" || does === "save" || does.startsWith("set-")) rest(card, button.closest("li"), next && next.value);
    }
    if (does === "all-asked") document.dispatchEvent(new CustomEvent("rest", { detail: { seconds: 0, next: "" } }));
    pause = FIRST_MS;
    flush();
  }

  // The rest after a row, or after the last of a card; what follows is the next row that is not done, if there is one.
  function rest(card, row, then) {
    const rows = [...page.querySelectorAll(".exercise li.open:not(.kept)")];
    const here = row || [...card.querySelectorAll("li.open:not(.kept)")].pop();
    if (!here) return;
    const after = rows.slice(rows.indexOf(here) + 1);
    const next = rows.find((one) => one.closest(".exercise").id === then) || after[0] || rows.find((one) => one.closest(".exercise") !== card);
    const seconds = Number(here.dataset.rest || here.closest(".exercise").dataset.rest);
    document.dispatchEvent(new CustomEvent("rest", { detail: { seconds, next: next ? saying(next) : "" } }));
  }
  function saying(row) {
    const reps = row.querySelector("input[type=number]"), load = row.querySelector("select");
    const name = row.closest(".exercise").querySelector("h2").textContent.trim();
    return `${name}, set ${number(row)}: ${reps.value} x ${load.selectedOptions[0].label.trim()}`;
  }

  // What is changed in a set goes on to the sets after it, and the large button then writes down what stands there.
  function improve() {
    for (const box of page.querySelectorAll("li > span")) {
      const field = box.querySelector("input, select"), by = Number(box.dataset.step) || 1;
      for (const step of [-1, 1]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = step < 0 ? "−" : "+";
        const what = field.matches("select") ? step < 0 ? "Lighter" : "Heavier" : (by > 1 ? by : "One") + (step < 0 ? " less" : " more");
        button.ariaLabel = `${what}: ${field.ariaLabel}`;
        button.addEventListener("click", () => {
          if (field.matches("select")) field.selectedIndex = Math.min(field.options.length - 1, Math.max(0, field.selectedIndex + step));
          else field.value = String(Math.min(Number(field.max) || 99, Math.max(0, (Number(field.value) || 0) + step * by)));
          field.dispatchEvent(new Event("change", { bubbles: true }));
        });
        if (step < 0) box.prepend(button); else box.append(button);
      }
      const all = field.matches("select") && box.closest("ol").querySelector("li.open select");
      if (all && all !== field && box.closest("li.open")) {
        const own = field.value;
        field.replaceChildren(...[...all.options].map((one) => one.cloneNode(true)));
        field.value = own;
      }
      field.dataset.was = field.value;
      field.inputMode = "numeric";
    }
  }
  function changed({ target }) {
    const row = target.closest("li.open"), card = target.closest(".exercise");
    if (!row) return;
    if (target.matches("select")) {
      const was = target.dataset.was, chosen = target.selectedOptions[0];
      for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
        const field = next.querySelector("select");
        if (!next.matches(".open") || field.value !== was) continue;
        if (![...field.options].some((one) => one.value === chosen.value)) field.add(chosen.cloneNode(true));
        field.value = field.dataset.was = chosen.value;
      }
    }
    target.dataset.was = target.value;
    const main = card.querySelector("button.main");
    if (main) {
      main.value = "save";
      main.textContent = "Save as entered";
    }
  }

  document.documentElement.classList.add("js");
  document.addEventListener("submit", submit);
  page.addEventListener("change", changed);
  addEventListener("online", () => { pause = FIRST_MS; flush(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  refill();
  improve();
  mark();
  if (waiting().length) flush();
})();
