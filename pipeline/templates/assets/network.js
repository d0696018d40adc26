// The network as Cytoscape draws it, from the picture that stands on the page: choose a unit, see whom it leads, who supports.
(function () {
  "use strict";
  var svg = document.querySelector("svg.graph");
  var box = document.querySelector(".network");
  if (!svg || !box || !window.cytoscape) return;
  var form = document.querySelector("form[data-filter=graph]");
  var panel = document.querySelector(".network-panel");
  var words = JSON.parse(box.dataset.words);
  var say = function (name) { return words[name][document.documentElement.dataset.lang === "en" ? 1 : 0]; };
  var number = function (node, name) { return Number(node.dataset[name]) || 0; };

  var nodes = Array.from(svg.querySelectorAll(".nodes a")).map(function (link) {
    var circle = link.querySelector("circle"), d = link.dataset;
    var place = { x: Number(circle.getAttribute("cx")), y: Number(circle.getAttribute("cy")) };
    return { data: { id: d.id, name: link.querySelector("title").textContent, href: link.getAttribute("href"), group: link.getAttribute("class"), leads: number(link, "leads"), supports: number(link, "supports"), ties: number(link, "ties"), between: number(link, "between"), where: d.place, place: place }, position: { x: place.x, y: place.y } };
  });
  var edges = Array.from(svg.querySelectorAll(".edges line")).map(function (line) {
    var d = line.dataset;
    return { data: { id: d.a + "~" + d.b, source: d.a, target: d.b, weight: number(line, "w"), there: number(line, "ab"), back: number(line, "ba") } };
  });
  // The places of a cluster, written above it as in the picture without scripts.
  var captions = Array.from(svg.querySelectorAll(".captions text")).map(function (text, at) {
    var place = { x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")) };
    return { data: { id: "caption~" + at, name: text.textContent, place: place }, position: { x: place.x, y: place.y }, classes: "caption", selectable: false, grabbable: false };
  }).filter(function (caption) { return caption.data.name; });
  box.hidden = false;
  svg.closest(".picture").hidden = true;
  var cy = window.cytoscape({ container: box, elements: { nodes: nodes.concat(captions), edges: edges }, layout: { name: "preset", padding: 24 }, style: [], minZoom: 0.2, maxZoom: 4, boxSelectionEnabled: false, autounselectify: true });
  var chosen = null;

  function colours() {
    var css = getComputedStyle(box), of = function (name) { return css.getPropertyValue("--" + name).trim(); };
    var group = { organ: of("assigned"), academy: of("supports"), place: of("guides"), business: of("supervises"), other: of("soft") };
    var led = form.elements.ties.value === "led";
    cy.style([
      { selector: "node", style: { width: "data(size)", height: "data(size)", label: "data(name)", "background-color": function (n) { return group[n.data("group")] || group.other; }, "border-width": 1.5, "border-color": of("sheet"), color: of("ink"), "font-family": css.fontFamily, "font-size": function (n) { return 11.5 + 0.12 * n.data("size"); }, "min-zoomed-font-size": 6, "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": of("sheet"), "text-outline-width": 2.5 } },
      { selector: "edge", style: { width: function (e) { return 0.6 + 0.8 * Math.sqrt(e.data("weight")); }, "curve-style": led ? "bezier" : "haystack", "haystack-radius": 0, opacity: 0.34, "line-color": function (e) { return e.data("there") || e.data("back") ? of("leads") : of("soft"); } } },
      { selector: "edge[there > 0]", style: { "target-arrow-shape": led ? "triangle" : "none", "target-arrow-color": of("leads") } },
      { selector: "edge[back > 0]", style: { "source-arrow-shape": led ? "triangle" : "none", "source-arrow-color": of("leads") } },
      { selector: "node.caption", style: { width: 1, height: 1, "background-opacity": 0, "border-width": 0, events: "no", color: of("soft"), "font-size": 17, "font-weight": 700, "min-zoomed-font-size": 0, "text-valign": "center" } },
      { selector: ".off", style: { display: "none" } },
      { selector: "node.far", style: { opacity: 0.16 } },
      { selector: "edge.far", style: { opacity: 0.05 } },
      { selector: "edge.near", style: { opacity: 0.85 } },
      { selector: "node.hit", style: { "border-color": of("red"), "border-width": 4, "font-weight": 700 } }
    ]);
  }

  function draw() {
    var least = Number(form.elements.least.value) || 1, led = form.elements.ties.value === "led";
    var size = form.elements.size.value, wanted = form.elements.find.value.trim();
    var where = form.elements.place ? form.elements.place.value : "";
    var units = cy.nodes().not(".caption");
    var most = Math.max.apply(null, units.map(function (n) { return n.data(size); }).concat(0.001));
    var only = form.elements.only.checked && chosen;
    cy.batch(function () {
      units.forEach(function (n) { n.data("size", 10 + 36 * Math.sqrt(n.data(size) / most)); });
      cy.elements().removeClass("off far near hit");
      cy.edges().forEach(function (e) { if (e.data("weight") < least || (led && !e.data("there") && !e.data("back"))) e.addClass("off"); });
      if (where) cy.nodes(".caption").union(units.filter(function (n) { return n.data("where") !== where; })).addClass("off");
      if (only) cy.nodes(".caption").addClass("off");
      var hits = wanted ? units.filter(function (n) { return n.data("name").indexOf(wanted) >= 0; }) : cy.collection();
      hits.addClass("hit");
      form.querySelector("output").textContent = wanted ? String(hits.length) : "";
      var near = chosen ? chosen.closedNeighborhood().filter(function (part) { return !part.hasClass("off"); }) : hits;
      if (chosen) near = near.filter("edge").union(near.filter("edge").connectedNodes()).union(chosen);
      if (chosen || wanted) cy.elements().not(near).addClass(only ? "off" : "far");
      near.edges().addClass("near");
      if (chosen) chosen.addClass("hit");
    });
    place(only);
    tell();
    count();
  }

  // What the filter leaves, for the caption: a saved picture says by itself that it is a part.
  function count() {
    var shown = function (part) { return !part.hasClass("off"); };  // ":visible" is true of what was not drawn again yet
    var units = cy.nodes().not(".caption").filter(shown).length;
    var ties = cy.edges().filter(function (edge) { return shown(edge) && shown(edge.source()) && shown(edge.target()); }).length;
    var part = svg.closest("figure").querySelector(".part"), whole = units === nodes.length && ties === edges.length;
    part.textContent = whole ? "" : say("part").replace("{units}", units).replace("{ties}", ties);
  }
  // The drawing, which is what is saved, as it is shown now: places, sizes, and what the filter leaves.
  svg.closest("figure").addEventListener("gangmu-save", function () {
    var off = function (part) { return part.hasClass("off") ? "none" : ""; };
    svg.querySelectorAll(".nodes a, .labels text").forEach(function (shape) {
      var node = cy.getElementById(shape.dataset.id), at = node.position(), circle = shape.querySelector("circle"), r = node.data("size") / 2;
      shape.style.display = off(node);
      if (circle) { circle.setAttribute("cx", at.x); circle.setAttribute("cy", at.y); circle.setAttribute("r", r); }
      else { shape.setAttribute("x", at.x); shape.setAttribute("y", at.y + r + 13); }
    });
    svg.querySelectorAll(".edges line").forEach(function (line) {
      var edge = cy.getElementById(line.dataset.a + "~" + line.dataset.b), from = edge.source().position(), to = edge.target().position();
      line.style.display = off(edge) || off(edge.source()) || off(edge.target());
      line.setAttribute("x1", from.x); line.setAttribute("y1", from.y); line.setAttribute("x2", to.x); line.setAttribute("y2", to.y);
    });
    svg.querySelectorAll(".captions text").forEach(function (text, at) { text.style.display = off(cy.getElementById("caption~" + at)); });
  });

  // A box that is higher than wide, as on a phone, shows the middle of the picture, so that the names can be read.
  function fit(shown) {
    cy.fit(shown, 20);
    if (box.clientHeight < 1.1 * box.clientWidth) return;
    cy.zoom(Math.max(cy.zoom(), Math.min(1, Math.max(0.75, (box.clientHeight - 40) / cy.elements(":visible").boundingBox().h))));
    cy.center(shown);
  }

  var round = "";
  // A neighbourhood by itself stands in a ring around its unit; all others go back where they were.
  function place(only) {
    var now = only ? chosen.id() : null;
    if (now === null && round === null) return;
    round = now;
    if (only) cy.elements().not(".off").layout({ name: "concentric", animate: false, fit: true, padding: 48, minNodeSpacing: 34, concentric: function (n) { return n.same(chosen) ? 2 : 1; }, levelWidth: function () { return 1; } }).run();
    else { cy.nodes().positions(function (n) { return Object.assign({}, n.data("place")); }); fit(); }
  }

  function add(to, tag, text, href) {
    var node = to.appendChild(document.createElement(tag));
    if (text) node.textContent = text;
    if (href) node.href = href;
    return node;
  }
  function list(title, rows) {
    if (!rows.length) return;
    add(panel, "h3", title).appendChild(Object.assign(document.createElement("span"), { className: "n", textContent: " " + rows.length }));
    var ul = add(panel, "ul");
    rows.sort(function (a, b) { return b[1] - a[1] || (a[0].data("name") < b[0].data("name") ? -1 : 1); }).forEach(function (row) {
      var item = add(ul, "li"), button = add(item, "button", row[0].data("name"));
      button.type = "button"; button.lang = "zh-CN"; button.dataset.choose = row[0].id();
      add(item, "span", String(row[1])).className = "n";
    });
  }
  function tell() {
    panel.textContent = "";
    if (!chosen) { add(panel, "p", say("choose")).className = "hint"; return; }
    var link = add(add(panel, "h2"), "a", chosen.data("name"), chosen.data("href"));
    link.lang = "zh-CN";
    add(panel, "p", (chosen.data("where") ? chosen.data("where") + " · " : "") + say("leads") + " " + chosen.data("leads") + " · " + say("supports") + " " + chosen.data("supports") + " · " + say("between") + " " + chosen.data("between").toFixed(3)).className = "hint";
    var leads = [], led = [], beside = [];
    chosen.connectedEdges().not(".off").forEach(function (edge) {
      var own = edge.data("source") === chosen.id(), other = own ? edge.target() : edge.source();
      var out = edge.data(own ? "there" : "back"), into = edge.data(own ? "back" : "there");
      if (out) leads.push([other, out]);
      if (into) led.push([other, into]);
      if (!out && !into) beside.push([other, edge.data("weight")]);
    });
    list(say("its_supporters"), leads); list(say("it_supports"), led); list(say("beside"), beside);
  }
  function choose(node) {
    chosen = node && node.length ? node : null;
    form.elements.only.disabled = !chosen;
    if (!chosen) form.elements.only.checked = false;
    draw();
  }

  // The plain wheel scrolls the page; with Ctrl, as for the browser itself, it zooms.
  box.addEventListener("wheel", function (event) { if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation(); }, { capture: true, passive: true });
  cy.on("tap", function (event) { choose(event.target !== cy && event.target.isNode() ? event.target : null); });
  cy.on("dbltap", "node", function (event) { location.href = event.target.data("href"); });
  cy.on("mouseover", "node", function () { box.style.cursor = "pointer"; });
  cy.on("mouseout", "node", function () { box.style.cursor = ""; });
  panel.addEventListener("click", function (event) { if (event.target.dataset.choose) { choose(cy.getElementById(event.target.dataset.choose)); form.elements.find.value = ""; } });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function (event) {
    var wanted = form.elements.find.value.trim();
    if (event.target.name === "find") choose(cy.nodes().not(".caption").filter(function (n) { return n.data("name") === wanted; }).first());
    else {
      if (event.target.name === "ties") colours();
      draw();
      if (event.target.name === "place") fit(cy.elements(":visible"));
    }
  });
  form.addEventListener("reset", function () { setTimeout(function () { colours(); choose(null); round = ""; place(null); }); });
  form.addEventListener("click", function (event) {
    var way = event.target.dataset.zoom, height = box.clientHeight, width = box.clientWidth;
    if (way) cy.zoom({ level: cy.zoom() * (way === "in" ? 1.4 : 1 / 1.4), renderedPosition: { x: width / 2, y: height / 2 } });
  });
  document.addEventListener("gangmu-language", function () { tell(); count(); });
  document.addEventListener("gangmu-theme", colours);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colours);
  choose(null);
  colours();
  fit(); // the layout fitted bare nodes; only styled ones have names that need room
  box.dataset.ready = String(nodes.length);
})();
