"use strict";
// Draws the network that the table tells; where nothing can be drawn (no WebGL) the table stands alone.
(() => {
  const SIGNS = { up: "▲", down: "▼", even: "●" };

  const canDraw = () => {
    try {
      const found = document.createElement("canvas").getContext("webgl2");
      if (found) found.getExtension("WEBGL_lose_context")?.loseContext();
      return Boolean(found);
    } catch {
      return false;
    }
  };

  // the colours of the page, as the look has them now
  const colours = (frame) => {
    const found = {};
    for (const name of ["up", "down", "even", "ink", "sheet", "soft"]) {
      const probe = document.createElement("span");
      probe.className = `network-probe ${name}`;
      frame.append(probe);
      found[name] = getComputedStyle(probe).color;
      probe.remove();
    }
    return found;
  };

  // springs along links, everybody keeps away from everybody; the same network always looks the same
  const lay = (graph, frame) => {
    const nodes = graph.nodes(), at = {}, ideal = 1 / Math.sqrt(nodes.length);
    nodes.forEach((node, number) => {
      const turn = number * 2.399963; // the golden angle
      const far = 0.5 * Math.sqrt((number + 0.5) / nodes.length);
      at[node] = { x: far * Math.cos(turn), y: far * Math.sin(turn), dx: 0, dy: 0 };
    });
    for (let round = 0, heat = 0.12; round < 350; round++, heat *= 0.985) {
      for (const one of nodes) { at[one].dx = -at[one].x * 0.6; at[one].dy = -at[one].y * 0.9; }
      for (let i = 0; i < nodes.length; i++) for (let j = i + 1; j < nodes.length; j++) {
        const a = at[nodes[i]], b = at[nodes[j]];
        const dx = a.x - b.x, dy = a.y - b.y, far = Math.max(0.01, Math.hypot(dx, dy)), push = (ideal * ideal) / far / far;
        a.dx += dx * push; a.dy += dy * push; b.dx -= dx * push; b.dy -= dy * push;
      }
      graph.forEachEdge((edge, told, from, to) => {
        const a = at[from], b = at[to], dx = a.x - b.x, dy = a.y - b.y, pull = Math.hypot(dx, dy) / ideal;
        a.dx -= dx * pull; a.dy -= dy * pull; b.dx += dx * pull; b.dy += dy * pull;
      });
      for (const one of nodes) {
        const p = at[one], far = Math.max(1e-6, Math.hypot(p.dx, p.dy)), step = Math.min(far, heat);
        p.x += (p.dx / far) * step; p.y += (p.dy / far) * step;
      }
    }
    // as wide and as high as the frame
    const spread = (axis) => { const all = nodes.map((one) => at[one][axis]); return Math.max(1e-6, Math.max(...all) - Math.min(...all)); };
    const wide = (Math.max(0.7, frame.clientWidth / frame.clientHeight) * spread("y")) / spread("x");
    for (const one of nodes) graph.mergeNodeAttributes(one, { x: at[one].x * (nodes.length > 2 ? wide : 1), y: at[one].y });
  };

  const read = (table) => {
    const graph = new graphology.Graph({ type: "undirected", multi: false }), pairs = new Map();
    const meet = (id, cell, acts) => {
      if (!graph.hasNode(id)) graph.addNode(id, { label: cell.textContent.trim(), acts: 0, address: cell.querySelector("a").getAttribute("href") });
      graph.updateNodeAttribute(id, "acts", (before) => before + acts);
    };
    for (const row of table.querySelectorAll("tr[data-from]")) {
      const { from, to, side, score } = row.dataset, acts = Number(row.dataset.acts);
      meet(from, row.cells[0], acts);
      meet(to, row.cells[2], acts);
      const key = [from, to].sort().join("\n");
      if (!pairs.has(key)) pairs.set(key, { from, to, acts: 0, told: [], sides: new Set(), rows: [] });
      const pair = pairs.get(key);
      pair.acts += acts;
      pair.sides.add(side);
      pair.rows.push(row);
      pair.told.push(score ? `${SIGNS[side]} ${score}` : SIGNS[side]);
    }
    for (const pair of pairs.values()) {
      const side = pair.sides.has("down") ? "down" : pair.sides.has("up") ? "up" : "even";
      graph.addEdge(pair.from, pair.to, { side, acts: pair.acts, label: pair.told.join("  "), rows: pair.rows, isOneWay: pair.rows.length === 1 });
    }
    return graph;
  };

  const draw = (network) => {
    const frame = network.querySelector(".network-frame"), table = network.querySelector("table");
    const graph = read(table);
    frame.hidden = false;
    lay(graph, frame);
    frame.setAttribute("aria-hidden", "true");
    const told = document.createElement("p");
    told.className = "network-told";
    let look = colours(frame);
    const paint = () => {
      look = colours(frame);
      graph.forEachNode((node, one) => graph.mergeNodeAttributes(node, { size: 5 + 3 * Math.sqrt(one.acts), color: look.soft }));
      graph.forEachEdge((edge, one) => graph.mergeEdgeAttributes(edge, { size: 1.5 + 1.5 * Math.sqrt(one.acts), color: look[one.side], type: one.isOneWay ? "arrow" : "line" }));
    };
    paint();
    const label = (context, one, settings) => {
      if (!one.label) return;
      context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.strokeStyle = look.sheet;
      context.fillStyle = look.ink;
      const far = one.size + 4, width = context.measureText(one.label).width, y = one.y + settings.labelSize / 3;
      // on the left where there is no room on the right
      const x = one.x + far + width > frame.clientWidth - 4 && one.x - far - width > 0 ? one.x - far - width : one.x + far;
      context.strokeText(one.label, x, y);
      context.fillText(one.label, x, y);
    };
    const score = (context, one, from, to, settings) => {
      if (!one.label || Math.hypot(from.x - to.x, from.y - to.y) < 60) return;
      context.font = `600 ${settings.edgeLabelSize}px ${settings.edgeLabelFont}`;
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.strokeStyle = look.sheet;
      context.fillStyle = one.color;
      const x = (from.x + to.x - context.measureText(one.label).width) / 2, y = (from.y + to.y) / 2 + settings.edgeLabelSize / 3;
      context.strokeText(one.label, x, y);
      context.fillText(one.label, x, y);
    };
    const ring = (context, one, settings) => {
      context.beginPath();
      context.arc(one.x, one.y, one.size + 2.5, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = look.ink;
      context.stroke();
      label(context, one, settings);
    };
    const isNarrow = frame.clientWidth < 500, font = getComputedStyle(document.body).fontFamily;
    const drawing = new Sigma(graph, frame, {
      allowInvalidContainer: true, defaultDrawNodeLabel: label, defaultDrawNodeHover: ring, defaultDrawEdgeLabel: score, renderEdgeLabels: true, zIndex: true,
      labelFont: font, labelSize: isNarrow ? 11 : 13, labelWeight: "600", labelRenderedSizeThreshold: 0, labelDensity: isNarrow ? 1 : 3, labelGridCellSize: 60,
      edgeLabelFont: font, edgeLabelSize: isNarrow ? 10 : 12, edgeLabelColor: { attribute: "color" }, stagePadding: isNarrow ? 45 : 60, minCameraRatio: 0.2, maxCameraRatio: 2,
    });
    frame.append(told);

    let near = null;
    drawing.setSetting("nodeReducer", (node, one) => (near && node !== near && !graph.areNeighbors(node, near) ? { ...one, label: "", color: look.even, zIndex: 0 } : { ...one, zIndex: 1 }));
    drawing.setSetting("edgeReducer", (edge, one) => (near && !graph.hasExtremity(edge, near) ? { ...one, hidden: true } : one));
    const light = (node) => {
      near = node;
      const rows = new Set(node ? graph.edges(node).flatMap((edge) => graph.getEdgeAttribute(edge, "rows")) : []);
      for (const row of table.querySelectorAll("tr[data-from]")) row.classList.toggle("lit", rows.has(row));
      told.textContent = node ? `${graph.getNodeAttribute(node, "label")}: ${rows.size} line${rows.size === 1 ? "" : "s"} of the table. Press to open.` : "";
      drawing.refresh({ skipIndexation: true });
    };
    drawing.on("enterNode", ({ node }) => { light(node); frame.classList.add("on"); });
    drawing.on("leaveNode", () => { light(null); frame.classList.remove("on"); });
    drawing.on("clickNode", ({ node }) => { location.href = graph.getNodeAttribute(node, "address"); });
    // the page scrolls on; with Ctrl the wheel brings the drawing nearer
    frame.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true });
    const again = () => { paint(); drawing.refresh(); };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  };

  // both files are large: they are fetched only where they can draw, and when the network comes into sight
  const load = (address) => new Promise((done, failed) => {
    const made = document.createElement("script");
    made.src = address;
    made.addEventListener("load", done);
    made.addEventListener("error", failed);
    document.head.append(made);
  });

  const begin = async (network) => {
    try {
      await load(network.dataset.graphology);
      await load(network.dataset.sigma);
      draw(network);
    } catch {
      network.querySelector(".network-frame").hidden = true;
    }
  };

  const networks = document.querySelectorAll("[data-network]");
  if (!networks.length || !canDraw()) return;
  const seen = new IntersectionObserver((all) => {
    for (const one of all) if (one.isIntersecting) { seen.unobserve(one.target); begin(one.target); }
  }, { rootMargin: "400px" });
  for (const network of networks) {
    network.querySelector(".network-frame").hidden = false; // its room is kept, so that nothing jumps
    seen.observe(network);
  }
})();
