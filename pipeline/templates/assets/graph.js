// The picture is drawn already; this lets one find a unit, see its neighbours, size circles, zoom and move.
(function () {
  "use strict";
  var svg = document.querySelector("svg.graph");
  if (!svg) return;
  var form = document.querySelector("form[data-filter=graph]");
  var nodes = Array.from(svg.querySelectorAll(".nodes a"));
  var edges = Array.from(svg.querySelectorAll(".edges line"));
  var labels = new Map(Array.from(svg.querySelectorAll(".labels text")).map(function (text) { return [text.dataset.id, text]; }));
  var chosen = null;

  function draw() {
    var least = Number(form.elements.least.value) || 1;
    var wanted = form.elements.find.value.trim();
    var size = form.elements.size.value;
    var most = Math.max.apply(null, nodes.map(function (node) { return Number(node.dataset[size]); }).concat(0.001));
    var near = new Set();
    edges.forEach(function (edge) {
      edge.classList.toggle("off", Number(edge.dataset.w) < least);
      var touches = chosen && (edge.dataset.a === chosen || edge.dataset.b === chosen) && !edge.classList.contains("off");
      edge.classList.toggle("near", Boolean(touches));
      if (touches) { near.add(edge.dataset.a); near.add(edge.dataset.b); }
    });
    var found = 0;
    nodes.forEach(function (node) {
      var circle = node.querySelector("circle"), text = labels.get(node.dataset.id);
      var r = 5 + 18 * Math.sqrt(Number(node.dataset[size]) / most);
      circle.setAttribute("r", r.toFixed(1));
      text.setAttribute("y", (Number(circle.getAttribute("cy")) + r + 13).toFixed(1));
      var hit = wanted && text.textContent.includes(wanted);
      if (hit) found += 1;
      [node, text].forEach(function (part) {
        part.classList.toggle("hit", Boolean(hit));
        part.classList.toggle("near", near.has(node.dataset.id));
      });
    });
    svg.classList.toggle("choosing", Boolean(chosen) || Boolean(wanted));
    form.querySelector("output").textContent = wanted ? String(found) : "";
  }

  // First choice shows the neighbours; the second, on the same unit, follows its link.
  svg.addEventListener("click", function (event) {
    var node = event.target.closest(".nodes a");
    if (!node) { chosen = null; draw(); return; }
    if (node.dataset.id === chosen) return;
    event.preventDefault();
    chosen = node.dataset.id;
    draw();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", draw);
  form.addEventListener("reset", function () { chosen = null; view = whole.slice(); look(); setTimeout(draw); });

  var whole = svg.getAttribute("viewBox").split(" ").map(Number);
  var view = whole.slice();
  function look() { svg.setAttribute("viewBox", view.join(" ")); }
  // px and py say which point of the picture stays where it is, 0 to 1.
  function zoom(factor, px, py) {
    var width = Math.min(whole[2], Math.max(whole[2] / 6, view[2] * factor)), height = width * whole[3] / whole[2];
    view = [view[0] + px * (view[2] - width), view[1] + py * (view[3] - height), width, height];
    if (width >= whole[2]) view = whole.slice();
    look();
  }
  // The plain wheel scrolls the page; with Ctrl, as for the browser itself, it zooms.
  svg.addEventListener("wheel", function (event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    var box = svg.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
  form.addEventListener("click", function (event) {
    if (event.target.dataset.zoom) zoom(event.target.dataset.zoom === "in" ? 1 / 1.4 : 1.4, 0.5, 0.5);
  });
  var from = null;
  svg.addEventListener("pointerdown", function (event) {
    if (!event.target.closest("a")) from = [event.clientX, event.clientY, view[0], view[1]];
  });
  addEventListener("pointermove", function (event) {
    if (!from || view[2] >= whole[2]) return;
    var box = svg.getBoundingClientRect();
    view[0] = from[2] - (event.clientX - from[0]) * view[2] / box.width;
    view[1] = from[3] - (event.clientY - from[1]) * view[3] / box.height;
    look();
  });
  addEventListener("pointerup", function () { from = null; });
  svg.dataset.ready = String(nodes.length);
  draw();
})();
