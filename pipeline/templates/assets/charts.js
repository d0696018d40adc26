// Pictures that answer the pointer: Vega draws the specification that stands beside a picture. Loaded when a reader asks for it.
(function () {
  "use strict";
  var root = document.body.dataset.root, english = function () { return document.documentElement.dataset.lang === "en"; };
  var vega = null;

  function needed() {
    vega = vega || ["vega", "vega-lite", "vega-interpreter"].reduce(function (before, name) {
      return before.then(function () { return load(root + "assets/vendor/" + name + ".min.js"); });
    }, Promise.resolve());
    return vega;
  }

  function load(address) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = address; script.onload = done; script.onerror = failed;
      document.head.append(script);
    });
  }
  function each(value, change) {
    if (Array.isArray(value)) return value.map(function (entry) { return each(entry, change); });
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(function (pair) { return [pair[0], each(pair[1], change)]; }));
    return typeof value === "string" ? change(value) : value;
  }
  function has(map, key) { return Object.prototype.hasOwnProperty.call(map, key); }

  // The specification in the language of the page, with addresses that lead somewhere from any folder.
  function specification(figure) {
    var held = JSON.parse(figure.querySelector("script.specification").textContent), words = english() ? held.usermeta.words : {};
    var shown = each(held, function (text) { return has(words, text) ? words[text] : text; });
    Object.values(shown.datasets).forEach(function (rows) {
      rows.forEach(function (row) { if (row.href) row.href = new URL(root + row.href, location.href).href; });
    });
    shown.usermeta = { colours: held.usermeta.colours, words: {} };
    return shown;
  }
  // On the page the colours follow the theme, and title and source stand below.
  function onPage(figure) {
    var shown = specification(figure), colours = shown.usermeta.colours, room = figure.clientWidth - 32;
    delete shown.title;
    shown = each(shown, function (text) { return has(colours, text) ? colours[text] : text; });
    shown.width = Math.min(shown.width, room);
    shown.background = null;
    shown.config.font = getComputedStyle(document.body).fontFamily;
    return shown;
  }
  function show(figure) {
    return needed().then(function () {
      var box = figure.querySelector(".moving") || figure.insertBefore(document.createElement("div"), figure.firstElementChild);
      box.className = "moving";
      box.textContent = "";
      // Apart from the page's styles for drawings, whose text has another size than Vega measures.
      var inside = box.appendChild(document.createElement("div")).attachShadow({ mode: "open" }), held = inside.appendChild(document.createElement("div"));
      var compiled = window.vegaLite.compile(onPage(figure)).spec;
      // Expressions are interpreted: the desk's pages may not make code of texts.
      var view = new window.vega.View(window.vega.parse(compiled, null, { ast: true }), { renderer: "svg", container: held, hover: true, expr: window.vega.expressionInterpreter, tooltip: tip(box) });
      return view.runAsync().then(function () { figure.classList.add("moves"); box.dataset.ready = "1"; });
    });
  }
  function tip(box) {
    var held = document.createElement("dl");
    held.className = "chart-tip"; held.hidden = true;
    return function (handler, event, item, value) {
      held.hidden = value === null || value === undefined || value === "";
      if (held.hidden) return;
      held.textContent = "";
      Object.entries(value).forEach(function (pair) {
        held.append(Object.assign(document.createElement("dt"), { textContent: pair[0] }), Object.assign(document.createElement("dd"), { textContent: pair[1] }));
      });
      box.append(held);
      var place = box.getBoundingClientRect(), left = event.clientX - place.left;
      held.style.left = Math.max(0, Math.min(left + 14, place.width - held.offsetWidth)) + "px";
      held.style.top = event.clientY - place.top + 16 + "px";
    };
  }
  document.addEventListener("gangmu-language", function () { document.querySelectorAll("figure.moves").forEach(show); });
  window.gangmuCharts = {
    toggle: function (figure) {
      if (!figure.classList.contains("moves")) return show(figure);
      figure.classList.remove("moves");
      figure.querySelector(".moving").remove();
      return Promise.resolve();
    },
    specification: specification
  };
})();
