// The page as an app: it is opened without a connection too, where the browser lets it, and says in a line where not.
"use strict";
(() => {
  if (!isSecureContext) {
    const line = document.getElementById("missing");
    if (line) line.hidden = false;
    return;
  }
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.register("/worker.js").catch(() => {});
  // What was loaded before the worker was there is fetched once more by way of it, and so is what is likely next.
  const fetched = () => {
    const here = navigator.serviceWorker.controller;
    const more = [...document.querySelectorAll("a[data-next]")].map((one) => one.pathname);
    if (here) for (const one of new Set([location.pathname, ...more])) fetch(one, { credentials: "omit" }).catch(() => {});
  };
  if (!navigator.serviceWorker.controller) navigator.serviceWorker.addEventListener("controllerchange", fetched, { once: true });
  else addEventListener("load", () => { if (document.querySelector("a[data-next]")) fetched(); });
})();
