// Sets that are held count up by the clock: a button begins, another tap ends it, and its seconds stand in the field.
"use strict";
(() => {
  const page = document.getElementById("page");
  let begun = 0, row = "", tick = 0;

  const seconds = () => Math.floor((Date.now() - begun) / 1000);
  const fieldOf = (button) => button.closest("li").querySelector("input[type=number]");
  const buttonOf = (name) => [...page.querySelectorAll("button.count")].find((one) => nameOf(one) === name);
  const nameOf = (button) => button.closest(".exercise").id + " " + fieldOf(button).name;

  function say() {
    const button = buttonOf(row);
    if (!button) return stop();
    const now = seconds(), asked = Number(fieldOf(button).dataset.asked);
    button.textContent = `Stop at ${now} s`;
    if (now === asked && button.dataset.rung !== row) {
      button.dataset.rung = row;
      if (navigator.vibrate) navigator.vibrate(300);
    }
  }
  function stop() {
    clearInterval(tick);
    begun = 0;
    row = "";
  }
  function tapped({ target }) {
    const button = target.closest("button.count");
    if (!button) return;
    const own = nameOf(button), field = fieldOf(button);
    if (begun && row === own) {
      field.value = String(Math.min(seconds(), Number(field.max) || seconds()));
      stop();
      button.textContent = "Count again";
      field.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    if (begun) buttonOf(row).textContent = "Count up";
    stop();
    begun = Date.now();
    row = own;
    tick = setInterval(say, 250);
    say();
  }
  // The page is drawn anew after each tap that is written down; a count that runs goes on.
  function improve() {
    for (const sign of page.querySelectorAll("li.open .sign")) {
      const box = sign.closest("li"), field = box.querySelector("input[type=number]");
      if (sign.textContent !== "s" || box.querySelector(".count")) continue;
      field.dataset.asked = field.value;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet count";
      button.textContent = "Count up";
      button.setAttribute("aria-description", field.getAttribute("aria-label"));
      box.append(button);
    }
    if (begun) say();
  }
  document.addEventListener("click", tapped);
  new MutationObserver(improve).observe(page, { childList: true });
  improve();
})();
