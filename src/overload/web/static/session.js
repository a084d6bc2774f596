// Better with a little of our own: no reload after a tap, + and -, a rest timer, and what was tapped while the
// connection was gone is kept and sent later. Without this file the page is plain forms and does the same.
"use strict";
(() => {
  const STORE = "overload " + location.pathname;
  const RETRY_MS = 5000;
  const page = document.getElementById("page");
  let sending = false;
  let again = 0;

  const waiting = () => {
    try { return JSON.parse(localStorage.getItem(STORE)) || []; } catch { return []; }
  };
  const keep = (taps) => {
    try {
      if (taps.length) localStorage.setItem(STORE, JSON.stringify(taps)); else localStorage.removeItem(STORE);
    } catch { /* private windows may refuse; then it is sent at once or not at all */ }
  };
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => one.toString(16).padStart(2, "0")).join("");

  function notice(text) {
    const box = document.getElementById("notice");
    if (!box) return;
    box.textContent = text;
    box.hidden = !text;
  }

  function show(text, anchor) {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("page");
    if (!fresh) return;
    const open = [...page.querySelectorAll("details[open]")].map(where);
    const timer = document.getElementById("timer");
    page.replaceChildren(...fresh.childNodes);
    const place = document.getElementById("timer");
    if (timer && place && !timer.hidden) place.replaceWith(timer);
    for (const one of page.querySelectorAll("details")) {
      if (open.includes(where(one)) && !one.closest(".exercise.done")) one.open = true;
    }
    improve();
    mark();
    const here = document.getElementById("finished") || (anchor && document.getElementById(anchor));
    if (here) here.scrollIntoView({ block: "start" });
  }

  function where(details) {
    const card = details.closest("[id]");
    return (card ? card.id : "") + " " + details.className;
  }

  function mark() {
    const taps = waiting();
    for (const one of document.querySelectorAll(".exercise")) {
      one.classList.toggle("waiting", taps.some((tap) => tap.exercise === one.id));
    }
    notice(taps.length ? `No connection. ${taps.length === 1 ? "1 tap is" : `${taps.length} taps are`} kept on this phone and sent as soon as there is one.` : "");
  }

  // Taps are sent one by one, in order, each with its own key.
  async function flush() {
    if (sending) return;
    sending = true;
    clearTimeout(again);
    let last = null;
    try {
      for (let taps = waiting(); taps.length; taps = waiting()) {
        const tap = taps[0];
        const answer = await fetch(location.pathname, {
          method: "POST", body: new URLSearchParams(tap.fields), redirect: "follow", credentials: "omit", cache: "no-store",
        });
        if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
        const text = await answer.text();
        if (!text.includes('id="page"')) throw new Error("not our server: a login page of some network, perhaps");
        keep(waiting().slice(1));
        last = { text, anchor: tap.then || tap.exercise };
      }
    } catch {
      again = setTimeout(flush, RETRY_MS);
    } finally {
      sending = false;
    }
    if (last) show(last.text, last.anchor); else mark();
  }

  function submit(event) {
    const form = event.target, button = event.submitter;
    if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
    event.preventDefault();
    const fields = [...new FormData(form, button)].filter(([name]) => name !== "key");
    fields.push(["key", newKey()]);
    const exercise = form.elements.exercise ? form.elements.exercise.value : "";
    const does = button ? button.value : "";
    const next = form.elements[does.replace("set-", "then-")];
    keep([...waiting(), { exercise, then: does.startsWith("set-") && next ? next.value : "", fields }]);
    const card = form.closest(".exercise");
    if (card) {
      card.classList.add("waiting");
      const row = button && button.closest("li");
      if (does === "asked" || does.startsWith("set-")) rest(Number((row || card).dataset.rest));
    }
    flush();
  }

  function improve() {
    for (const box of page.querySelectorAll(".stepper")) {
      if (box.querySelector("button")) continue;
      const field = box.querySelector("input"), by = Number(box.dataset.step) || 1;
      for (const step of [-1, 1]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = step < 0 ? "−" : "+";
        button.setAttribute("aria-label", `${by > 1 ? by : "One"} ${step < 0 ? "less" : "more"}: ${field.getAttribute("aria-label")}`);
        button.addEventListener("click", () => {
          field.value = String(Math.min(Number(field.max), Math.max(0, (Number(field.value) || 0) + step * by)));
        });
        if (step < 0) box.prepend(button); else box.append(button);
      }
    }
  }

  // Rest timer: counts down from the rest that is asked for, and tells the hand as well as the eye.
  let tick = 0;
  function rest(seconds) {
    const box = document.getElementById("timer");
    if (!box || !(seconds > 0)) return;
    const end = Date.now() + seconds * 1000;
    clearInterval(tick);
    const draw = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      const label = document.getElementById("timer").firstElementChild;
      label.textContent = left > 0 ? `Rest ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "Go";
      if (left <= 0) {
        document.getElementById("timer").classList.add("over");
        if (navigator.vibrate) navigator.vibrate([200, 100, 200]);
        clearInterval(tick);
        tick = setTimeout(stop, 8000);
      }
    };
    box.classList.remove("over");
    box.hidden = false;
    tick = setInterval(draw, 250);
    draw();
  }
  function stop() {
    clearInterval(tick);
    const box = document.getElementById("timer");
    if (box) box.hidden = true;
  }

  document.documentElement.classList.add("js");
  document.addEventListener("submit", submit);
  document.addEventListener("click", (event) => { if (event.target.closest("#timer button")) stop(); });
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  improve();
  mark();
  if (waiting().length) flush();
})();
