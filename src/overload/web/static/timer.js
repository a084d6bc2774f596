// The rest timer, below the page: it counts by the clock, so it is right after a reload and a pocket, and says what
// comes next. The page tells it when a rest begins: an event "rest" with {seconds, next}, on the document.
"use strict";
(() => {
  const STORE = "overload rest " + location.pathname;
  const TOLD = "overload told of locked phones";
  const LATE_MS = 60 * 1000;
  let end = 0, next = "", tick = 0, sound = null, awake = null;

  const read = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const write = (name, text) => {
    try { if (text === null) localStorage.removeItem(name); else localStorage.setItem(name, text); } catch { /* private */ }
  };
  const make = (tag, more, ...inside) => {
    const one = Object.assign(document.createElement(tag), more);
    one.append(...inside);
    return one;
  };

  const count = make("span", { className: "left" });
  const coming = make("span", { className: "next" });
  const once = make("span", { className: "once" });
  const longer = make("button", { type: "button", className: "quiet", textContent: "+30 s", ariaLabel: "+30 s of rest" });
  const away = make("button", { type: "button", className: "quiet", textContent: "Stop", ariaLabel: "Stop the rest timer" });
  const box = make("div", { id: "timer", className: "timer", hidden: true }, count, longer, away, coming, once);
  box.setAttribute("role", "timer");
  const said = make("p", { id: "said", className: "unseen" });
  said.setAttribute("role", "status");
  document.body.append(make("aside", { ariaLabel: "Rest" }, box, said));

  // A sound may only be made by a page that was tapped, so it is made ready in the first tap.
  function ready() {
    try {
      sound ||= new AudioContext();
      sound.resume();
    } catch { /* a phone without sounds */ }
  }
  function ring() {
    if (navigator.vibrate) navigator.vibrate([200, 100, 200]);
    if (!sound) return;
    for (const at of [0, 0.25, 0.5]) {
      const tone = sound.createOscillator(), loud = sound.createGain();
      tone.frequency.value = 880;
      loud.gain.value = 0.2;
      tone.connect(loud).connect(sound.destination);
      tone.start(sound.currentTime + at);
      tone.stop(sound.currentTime + at + 0.15);
    }
  }

  async function keepAwake() {
    if (awake || !navigator.wakeLock) return;
    try {
      awake = await navigator.wakeLock.request("screen");
      awake.addEventListener("release", () => { awake = null; });
      if (!end) letSleep();
    } catch { /* a low battery refuses */ }
  }
  function letSleep() {
    if (awake) awake.release();
    awake = null;
  }

  function draw() {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0) { over(); return; }
    count.textContent = `Rest ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  }
  function over() {
    clearInterval(tick);
    const late = Date.now() - end;
    end = 0;
    write(STORE, null);
    letSleep();
    if (late > LATE_MS) { box.hidden = true; return; }
    count.textContent = "Go";
    box.classList.add("over");
    said.textContent = `Rest is over. Next: ${next}`;
    ring();
    tick = setTimeout(hide, 10000);
  }
  function hide() {
    box.hidden = true;
    said.textContent = "";
  }
  function run() {
    write(STORE, JSON.stringify({ end, next }));
    clearInterval(tick);
    clearTimeout(tick);
    said.textContent = "";
    box.classList.remove("over");
    box.hidden = false;
    coming.textContent = `Next: ${next}`;
    if (!read(TOLD)) once.textContent = "Nothing rings while the phone is locked: leave this page in sight.";
    tick = setInterval(draw, 250);
    keepAwake();
    draw();
  }
  function told() {
    if (once.textContent) write(TOLD, "1");
    once.textContent = "";
  }
  function stop() {
    clearInterval(tick);
    clearTimeout(tick);
    end = 0;
    write(STORE, null);
    told();
    letSleep();
    hide();
  }

  document.addEventListener("pointerdown", ready, { once: true });
  document.addEventListener("rest", ({ detail }) => {
    if (!detail.next || !(detail.seconds > 0)) { stop(); return; }
    told();
    end = Date.now() + detail.seconds * 1000;
    next = detail.next;
    run();
  });
  longer.addEventListener("click", () => {
    end = Math.max(end, Date.now()) + 30000;
    run();
  });
  away.addEventListener("click", stop);
  document.addEventListener("visibilitychange", () => { if (end && !document.hidden) { draw(); if (end) keepAwake(); } });
  try {
    const kept = JSON.parse(read(STORE));
    if (kept && Number(kept.end)) { end = Number(kept.end); next = String(kept.next); run(); }
  } catch { /* not ours */ }
})();
