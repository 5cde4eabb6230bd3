"use strict";
// A map that is there already can be drawn nearer: by buttons, keys (+ − 0 and arrows), the wheel with Ctrl, and dragging.
(() => {
  const WIDTH = 1000, HEIGHT = 440, LOWEST = 520, NEAREST = 24;

  const enliven = (figure) => {
    const frame = figure.querySelector(".map-frame"), ground = figure.querySelector(".ground");
    const sheet = figure.querySelector(".map-sheet");
    const first = ground.getAttribute("viewBox").split(" ").map(Number);
    let view = first.slice();

    const places = [...figure.querySelectorAll("svg[data-x], .land-name")].map((one) => ({
      one,
      x: one.dataset.x ? Number(one.dataset.x) : first[0] + (parseFloat(one.getAttribute("x")) / 100) * first[2],
      y: one.dataset.y ? Number(one.dataset.y) : first[1] + (parseFloat(one.getAttribute("y")) / 100) * first[3],
    }));

    const told = document.createElement("p");
    told.className = "map-told";
    told.setAttribute("aria-hidden", "true");
    const tools = document.createElement("div");
    tools.className = "map-tools";
    const button = (sign, words, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = sign;
      made.setAttribute("aria-label", words);
      made.title = words;
      made.addEventListener("click", act);
      tools.append(made);
      return made;
    };

    const show = () => {
      ground.setAttribute("viewBox", view.map((one) => one.toFixed(2)).join(" "));
      for (const { one, x, y } of places) {
        one.setAttribute("x", `${(((x - view[0]) / view[2]) * 100).toFixed(2)}%`);
        one.setAttribute("y", `${(((y - view[1]) / view[3]) * 100).toFixed(2)}%`);
      }
      nearer.disabled = view[2] <= NEAREST;
      wider.disabled = view[2] >= WIDTH;
      frame.classList.toggle("deep", view[2] < WIDTH);
    };
    const set = (x, y, width) => {
      width = Math.min(WIDTH, Math.max(NEAREST, width));
      const height = (width * HEIGHT) / WIDTH;
      view = [Math.min(Math.max(x, 0), WIDTH - width), Math.min(Math.max(y, 0), LOWEST - height), width, height];
      show();
    };
    // keeps the point under (across, down), parts of the frame, where it is
    const zoom = (by, across = 0.5, down = 0.5) => {
      const width = Math.min(WIDTH, Math.max(NEAREST, view[2] * by));
      const height = (width * HEIGHT) / WIDTH;
      set(view[0] + across * (view[2] - width), view[1] + down * (view[3] - height), width);
    };
    const move = (across, down) => set(view[0] + across * view[2], view[1] + down * view[3], view[2]);

    const nearer = button("+", "Nearer", () => zoom(0.6));
    const wider = button("−", "Wider", () => zoom(1 / 0.6));
    button("⌂", "As at first", () => { view = first.slice(); show(); });

    const keys = { "+": () => zoom(0.6), "=": () => zoom(0.6), "-": () => zoom(1 / 0.6), 0: () => { view = first.slice(); show(); }, ArrowLeft: () => move(-0.15, 0), ArrowRight: () => move(0.15, 0), ArrowUp: () => move(0, -0.15), ArrowDown: () => move(0, 0.15) };
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", "Map; plus and minus bring it nearer and wider, arrows move it");
    frame.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
      keys[event.key]();
      event.preventDefault();
    });
    sheet.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = sheet.getBoundingClientRect();
      zoom(Math.exp(event.deltaY / 300), (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    }, { passive: false });

    let from = null;
    sheet.addEventListener("pointerdown", (event) => {
      if (event.button || view[2] >= WIDTH) return;
      from = { x: event.clientX, y: event.clientY, view: view.slice(), moved: false };
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!from) return;
      const box = sheet.getBoundingClientRect();
      const across = (event.clientX - from.x) / box.width, down = (event.clientY - from.y) / box.height;
      if (!from.moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 4) return;
      if (!from.moved) { from.moved = true; sheet.setPointerCapture(event.pointerId); frame.classList.add("moving"); }
      set(from.view[0] - across * from.view[2], from.view[1] - down * from.view[3], from.view[2]);
    });
    const drop = () => { if (from && from.moved) setTimeout(() => { from = null; }); else from = null; frame.classList.remove("moving"); };
    sheet.addEventListener("pointerup", drop);
    sheet.addEventListener("pointercancel", drop);
    sheet.addEventListener("click", (event) => { if (from && from.moved) event.preventDefault(); }, true);
    sheet.addEventListener("dragstart", (event) => event.preventDefault());

    const tell = (event) => {
      const link = event.target.closest && event.target.closest("a[data-words]");
      told.textContent = link ? link.dataset.words : "";
    };
    sheet.addEventListener("pointerover", tell);
    sheet.addEventListener("pointerleave", () => { told.textContent = ""; });
    // what is pointed at in the list is shown on the map
    for (const link of figure.querySelectorAll(".map-list a")) {
      const twin = [...sheet.querySelectorAll("a[data-words]")].find((one) => one.getAttribute("href") === link.getAttribute("href"));
      if (!twin) continue;
      const on = (lit) => { twin.classList.toggle("lit", lit); told.textContent = lit ? twin.dataset.words : ""; };
      link.addEventListener("pointerenter", () => on(true));
      link.addEventListener("pointerleave", () => on(false));
      link.addEventListener("focus", () => on(true));
      link.addEventListener("blur", () => on(false));
    }
    // the words under the pointer stand in their own box, so the browser's are not needed
    for (const one of sheet.querySelectorAll("title")) one.remove();
    frame.append(tools, told);
    show();
  };

  for (const one of document.querySelectorAll("[data-map]")) enliven(one);
})();
