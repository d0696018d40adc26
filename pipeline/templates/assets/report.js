// Language, theme, filters, folding and the two-way links of the source view. Every page reads without it.
(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, from) { return Array.from((from || document).querySelectorAll(selector)); };
  var keep = function (name, value) { try { localStorage.setItem(name, value); } catch (refused) { /* storage is off */ } };

  // Phrases that stand in attributes, options and the title are held in data-zh and data-en.
  function say() {
    var lang = root.dataset.lang === "en" ? "en" : "zh";
    root.lang = lang === "en" ? "en" : "zh-CN";
    all("[data-say]").forEach(function (node) {
      if (node.dataset.say === "text") node.textContent = node.dataset[lang];
      else node.setAttribute(node.dataset.say, node.dataset[lang]);
    });
  }

  var acts = {
    language: function () {
      root.dataset.lang = root.dataset.lang === "en" ? "zh" : "en";
      keep("gangmu-lang", root.dataset.lang);
      say();
      document.dispatchEvent(new Event("gangmu-language"));
    },
    theme: function () {
      var dark = matchMedia("(prefers-color-scheme: dark)").matches;
      var now = root.dataset.theme || (dark ? "dark" : "light");
      root.dataset.theme = now === "dark" ? "light" : "dark";
      keep("gangmu-theme", root.dataset.theme);
      document.dispatchEvent(new Event("gangmu-theme"));
    },
    fold: function () { all("#outline details").forEach(function (node) { node.open = false; }); },
    unfold: function () { all("#outline details").forEach(function (node) { node.open = true; }); },
    full: function (node) {
      var full = document.getElementById("outline").classList.toggle("full");
      node.setAttribute("aria-pressed", String(full));
    },
    marks: function (node) { document.body.classList.toggle("plain", !node.checked); }
  };
  document.addEventListener("click", function (event) {
    var node = event.target.closest("[data-do]");
    if (node) acts[node.dataset.do](node);
    else if (event.target.matches("#outline .text")) event.target.classList.toggle("whole");
  });

  function tell(form, count) {
    var output = form.querySelector("output");
    if (count !== null) all("main details.fold").forEach(function (node) { node.open = true; });
    if (output) output.textContent = count === null ? "" : root.dataset.lang === "en" ? count + " shown" : "显示 " + count + " 项";
  }

  // A task is shown when it matches all that is asked; then what stands above and below it is shown too.
  function filterTasks(form) {
    var text = form.elements.text.value.trim().toLowerCase();
    var unit = form.elements.unit.value;
    var relation = form.elements.relation.value;
    var heading = form.elements.heading.value;
    var code = form.elements.code ? form.elements.code.value : "";
    var active = text || unit || relation || heading || code;
    var count = 0;
    all("#outline article.task").forEach(function (task) {
      var own = true;
      if (unit && relation) own = task.querySelector(".duty." + relation + " [data-unit=\"" + CSS.escape(unit) + "\"]") !== null;
      else if (unit) own = task.dataset.units.split(" ").includes(unit);
      else if (relation) own = task.dataset.relations.split(" ").includes(relation);
      var below = !heading || task.closest("#" + CSS.escape(heading)) !== null;
      if (code) own = own && task.querySelector("[data-code=\"" + CSS.escape(code) + "\"]") !== null;
      var shown = own && below && (!text || task.textContent.toLowerCase().includes(text));
      task.hidden = !shown;
      if (shown) count += 1;
    });
    all("#outline details.section").forEach(function (section) {
      section.hidden = Boolean(active) && !section.querySelector("article.task:not([hidden])");
      if (active && !section.hidden) section.open = true;
    });
    tell(form, active ? count : null);
  }

  function filterMatrix(form) {
    var text = form.elements.text.value.trim().toLowerCase();
    var unit = form.elements.unit.value;
    var count = 0;
    var heading = null, below = false;
    all("table.matrix tbody tr").forEach(function (row) {
      if (row.classList.contains("group")) {
        if (heading) heading.hidden = !below;
        heading = row; below = false;
        return;
      }
      var shown = (!text || row.textContent.toLowerCase().includes(text)) && (!unit || row.dataset.units.split(" ").includes(unit));
      row.hidden = !shown;
      if (shown) { count += 1; below = true; }
    });
    if (heading) heading.hidden = !below;
    tell(form, text || unit ? count : null);
  }

  function filterRows(input) {
    var text = input.value.trim().toLowerCase();
    var count = 0;
    all("table.list tbody tr").forEach(function (row) {
      row.hidden = Boolean(text) && !row.dataset.text.toLowerCase().includes(text);
      if (!row.hidden) count += 1;
    });
    tell(input.closest(".filter"), text ? count : null);
  }

  function filterNotes(form) {
    var text = form.elements.text.value.trim().toLowerCase();
    var severity = form.elements.severity.value;
    var count = 0;
    all("main .note").forEach(function (note) {
      var shown = (!text || note.textContent.toLowerCase().includes(text)) && (!severity || note.dataset.severity === severity);
      note.hidden = !shown;
      if (shown) count += 1;
    });
    all("main section").forEach(function (section) { section.hidden = !section.querySelector(".note:not([hidden])"); });
    tell(form, text || severity ? count : null);
  }

  var filters = { tasks: filterTasks, matrix: filterMatrix, notes: filterNotes };
  all("form[data-filter]").forEach(function (form) {
    var run = filters[form.dataset.filter];
    if (!run) return;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () { run(form); });
    form.addEventListener("reset", function () { setTimeout(function () { run(form); }); });
  });
  all("input[data-filter=rows]").forEach(function (input) { input.addEventListener("input", function () { filterRows(input); }); });

  // The address names a fact or a passage: open what holds it and light all its pieces.
  function arrive() {
    all(".here").forEach(function (node) { node.classList.remove("here"); });
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    for (var node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    light(id);
    if (target.tagName === "MARK") {
      beside(target);
      target.scrollIntoView({ block: "center" });
    }
  }
  // The facts of a passage stand in the margin of its block.
  function beside(mark) {
    var margin = mark.closest(".block").querySelector(".margin");
    if (!margin) return;
    if (margin.tagName === "DETAILS") margin.open = true;
    var line = margin.querySelector("li[data-p=\"" + CSS.escape(mark.dataset.p) + "\"]");
    if (line) line.scrollIntoView({ block: "nearest" });
  }
  function light(id) {
    all("[data-p=\"" + CSS.escape(id) + "\"]").forEach(function (node) { node.classList.add("here"); });
  }
  addEventListener("hashchange", arrive);

  // A mark leads to its facts in the margin; a fact under the pointer lights its passage.
  document.addEventListener("click", function (event) {
    var mark = event.target.closest(".paper mark[data-p]");
    if (!mark) return;
    all(".here").forEach(function (node) { node.classList.remove("here"); });
    var block = mark.closest(".block");
    for (var node = mark; node && node !== block; node = node.parentElement) if (node.dataset.p) light(node.dataset.p);
    beside(mark);
  });
  ["mouseover", "mouseout", "focusin", "focusout"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var line = event.target.closest && event.target.closest(".margin li[data-p], a.frame");
      if (!line) return;
      var on = name === "mouseover" || name === "focusin";
      all("[data-p=\"" + CSS.escape(line.dataset.p) + "\"]").forEach(function (mark) { mark.classList.toggle("over", on); });
    });
  });

  // On a phone an outline of forty screens begins as its headings, and the tab of this page is in sight.
  if (innerWidth <= 560) all("#outline details.section").forEach(function (section) {
    if (!section.querySelector("details.section")) section.open = false;
  });
  // A source of sixty screens begins as its headings and the first words of what is between them.
  function foldText() {
    var paper = document.querySelector(".paper"), run = [];
    if (!paper || innerWidth > 560 || paper.scrollHeight < 12 * innerHeight) return;
    function close() {
      if (run.length < 2) { run = []; return; }
      var fold = document.createElement("details"), summary = document.createElement("summary");
      var first = run.map(function (node) { return node.querySelector(".text"); }).find(Boolean);
      summary.textContent = (first ? first.textContent.trim().slice(0, 24) : "") + "… (" + run.length + ")";
      summary.lang = "zh-CN"; fold.className = "fold"; fold.append(summary);
      run[0].before(fold); fold.append.apply(fold, run); run = [];
    }
    Array.from(paper.children).forEach(function (block) {
      if (block.querySelector(".text mark.heading") && block.textContent.length < 400) { close(); return; }
      run.push(block);
      if (run.length === 24) close();
    });
    close();
  }
  foldText();
  // A table wider than a phone becomes entries: the head of each row, then its values after the names of their columns.
  if (innerWidth <= 560) all("table.stack").forEach(function (table) {
    var heads = all("thead th", table);
    all("tbody tr", table).forEach(function (row) {
      Array.from(row.cells).forEach(function (cell, at) {
        if (cell.tagName === "TH") return;
        if (!cell.textContent.trim() && !cell.querySelector(".bar")) { cell.classList.add("blank"); return; }
        var name = document.createElement("span");
        name.className = "column";
        heads[at].childNodes.forEach(function (part) { if (part.className !== "about") name.append(part.cloneNode(true)); });
        if (cell.textContent.trim().length > 40 && !cell.querySelector(".bar")) cell.classList.add("column-wide");
        cell.prepend(name);
      });
    });
    table.classList.add("stacked");
  });
  all(".tabs, header.site nav").forEach(function (bar) {
    var here = bar.querySelector("[aria-current]");
    if (here) bar.scrollLeft = here.offsetLeft - bar.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
  });
  say();
  arrive();
})();
