// An answer as an interactive table. The state of the view (sort, filters, page, language) is the fragment of the address.
(function () {
  "use strict";
  var root = document.documentElement;
  var told = JSON.parse(document.getElementById("answer").textContent);
  var output = document.querySelector(".answer-bar output");
  var pages = document.getElementById("answer-pages");
  var base = document.body.dataset.root;
  var rows = [], citations = {}, table = null, restoring = false, written = null;
  var en = function () { return root.dataset.lang === "en"; };
  var say = function (pair) { return pair[en() ? 1 : 0]; };
  var words = {
    shown: ["显示 {n} 行", "{n} rows shown"], copied: ["已复制", "Copied"], empty: ["没有符合的行", "No row matches"],
    cite: ["引用", "Cite"], citeHint: ["复制引文格式（GB/T 7714—2015）", "Copy as a citation (GB/T 7714—2015)"], more: ["详情", "More"]
  };
  var zh = {
    pagination: { first: "首页", first_title: "首页", last: "末页", last_title: "末页", prev: "上一页", prev_title: "上一页", next: "下一页", next_title: "下一页", page_size: "每页", page_title: "第", counter: { showing: "第", of: "行，共", rows: "行", pages: "页" } }
  };

  function state() {
    var found = { filters: {}, sort: null, page: 1 };
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at < 0) return;
      var name = part.slice(0, at), value = decodeURIComponent(part.slice(at + 1));
      if (name.slice(0, 2) === "f.") found.filters[name.slice(2)] = value;
      else if (name === "sort") found.sort = { column: value.split(":")[0], dir: value.split(":")[1] };
      else if (name === "preset" && presets[value]) found.filters.due_on = presets[value](new Date());
      else if (name === "page") found.page = Number(value) || 1;
    });
    return found;
  }
  function remember() {
    if (restoring || !table) return;
    var parts = table.getHeaderFilters().filter(function (f) { return f.value; }).map(function (f) { return "f." + f.field + "=" + encodeURIComponent(f.value); });
    var sorted = table.getSorters()[0];
    if (sorted) parts.push("sort=" + sorted.field + ":" + sorted.dir);
    if (table.getPage() > 1) parts.push("page=" + table.getPage());
    if (en()) parts.push("lang=en");
    var hash = "#" + parts.join("&");
    // The entry is replaced: Back leaves the page, and coming back finds the view as it was.
    if (hash === (location.hash || "#")) return;
    location.replace(hash);
    written = location.hash;
  }

  function link(href, text) {
    var node = document.createElement("a");
    node.href = base + href;
    node.textContent = text;
    return node;
  }
  function worded(column, row) {
    var value = row[column.field];
    if (value === null || value === undefined) return "";
    if (column.values) return column.values[value] ? say(column.values[value]) : value;
    return column.en && en() && row[column.en] ? row[column.en] : value;
  }
  function formatter(column) {
    return function (cell) {
      var row = cell.getData(), text = worded(column, row);
      var href = column.link && row[column.link];
      if (text !== "" && href) return link(href, text);
      if (String(text).length < 60) return document.createTextNode(text);
      var long = document.createElement("span"); // shown up to a height, and whole under the pointer
      long.className = "long"; long.textContent = long.title = text;
      return long;
    };
  }
  // A range a..b, a beginning (2026-03), or a text that is contained.
  function dateFits(asked, value) {
    var ends = String(asked).split("..");
    if (ends.length === 1) return Boolean(value) && value.indexOf(asked) === 0;
    return Boolean(value) && (!ends[0] || value >= ends[0]) && (!ends[1] || value <= ends[1]);
  }
  function listed(column) {
    var found = {};
    rows.forEach(function (row) { var value = row[column.field]; if (value !== null && value !== "") found[value] = true; });
    var names = Object.keys(found);
    if (!column.values && (names.length > 40 || column.link || column.wide)) return null;
    var list = { "": "—" };
    names.sort().forEach(function (name) { list[name] = column.values && column.values[name] ? say(column.values[name]) : name; });
    return list;
  }
  // The title of a count with the sign that opens its definition; the click must not sort.
  function defined(column) {
    var node = document.createElement("span"), sign = link("counts.html#" + column.defined, "?");
    sign.className = "about"; sign.setAttribute("aria-label", say(column.title) + " ?");
    sign.addEventListener("click", function (event) { event.stopPropagation(); });
    node.append(say(column.title), sign);
    return node;
  }
  // A column is as wide as the longest word of its title, beside which the sign of the order stands.
  function roomOf(title, least) {
    return Math.max.apply(null, [least].concat(title.split(" ").map(function (word) { return 38 + word.length * (/^[\x00-\x7f]*$/.test(word) ? 8.4 : 0); })));
  }
  function columnOf(column) {
    var numeric = column.type === "integer" || column.type === "number";
    var list = column.type === "string" ? listed(column) : null;
    var made = {
      title: say(column.title), field: column.field, visible: !column.hidden, download: column.type !== "address" || column.field === "source",
      titleFormatter: column.defined ? function () { return defined(column); } : undefined,
      formatter: formatter(column), sorter: numeric ? "number" : "string", sorterParams: { alignEmptyValues: "bottom" },
      hozAlign: numeric ? "right" : "left", headerHozAlign: numeric ? "right" : "left",
      headerFilter: list ? "list" : "input", headerFilterPlaceholder: numeric ? "≥" : column.type === "date" ? "2026-03" : "",
      headerFilterParams: list ? { values: list, clearable: true, elementAttributes: { "aria-label": say(column.title) } } : { elementAttributes: { "aria-label": say(column.title) } },
      headerFilterFunc: numeric ? ">=" : column.type === "date" ? dateFits : list ? "=" : "like",
      minWidth: column.wide ? 190 : numeric ? roomOf(say(column.title), 78) : column.link ? 120 : column.values && en() ? 112 : 90, widthGrow: column.wide ? 3 : numeric ? 0.5 : column.link ? 1.6 : 1, cssClass: numeric ? "num" : "",
      accessorDownload: function (value, row) {
        var text = worded(column, row);
        return typeof text === "string" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
      }
    };
    if (!list && !numeric && column.type !== "date") made.headerFilterFunc = function (asked, value, row) { return String(worded(column, row)).toLowerCase().indexOf(String(asked).toLowerCase()) >= 0; };
    return made;
  }
  function citation(row) {
    var cite = citations[row.plan];
    if (!cite) return "";
    var page = row.page ? ": " + row.page : "";
    return cite.replace(/\.?$/, page + ".") + (row.quote ? "“" + row.quote + "”" : "") + (row.source ? " " + new URL(document.body.dataset.root + row.source, location.href).href : "");
  }
  function actions() {
    return {
      title: say(words.cite), headerSort: false, download: false, width: 72, hozAlign: "center",
      formatter: function (cell) {
        if (!citation(cell.getData())) return "";
        var button = document.createElement("button");
        button.type = "button"; button.textContent = say(words.cite); button.title = say(words.citeHint);
        button.addEventListener("click", function (event) { event.stopPropagation(); copy(citation(cell.getData())); });
        return button;
      }
    };
  }
  function copy(text) { window.gangmuCopy(text, function () { output.textContent = say(words.copied); }); }

  var evidence = told.columns.filter(function (column) { return column.link === "source"; }).map(function (column) { return column.field; }).concat([undefined]);
  var lesser = ["page", "plan_place", "other_place", "year", "measure", "start_year", "printed"];

  function draw() {
    var narrow = innerWidth < 700, asked = state();
    var columns = told.columns.map(columnOf);
    columns.push(actions());
    // Columns that find no room go to the details of their row: on a phone all but a few, on a screen first what says least.
    if (narrow || columns.reduce(function (sum, column) { return sum + (column.visible === false ? 0 : column.minWidth || column.width); }, 0) > document.getElementById("answer-table").clientWidth) {
      columns.unshift({ formatter: "responsiveCollapse", width: 36, minWidth: 36, headerSort: false, responsive: 0, download: false, titleFormatter: function () { var t = document.createElement("span"); t.className = "hidden"; t.textContent = say(words.more); return t; } });
      columns.forEach(function (column) {
        if (column.responsive === 0) return;
        var always = told.narrow.indexOf(column.field) >= 0;
        column.responsive = always ? 0 : evidence.indexOf(column.field) >= 0 ? 1 : lesser.indexOf(column.field) >= 0 ? 3 : 2;
        if (narrow && always) column.minWidth = column.cssClass === "num" ? roomOf(column.title, 72) : 100;
      });
    }
    if (table) table.destroy();
    pages.textContent = "";
    restoring = true;
    table = new Tabulator("#answer-table", {
      data: rows, columns: columns, layout: "fitColumns", responsiveLayout: columns[0].formatter === "responsiveCollapse" ? "collapse" : false, responsiveLayoutCollapseStartOpen: false,
      pagination: true, paginationSize: 50, paginationElement: pages, paginationCounter: "rows", placeholder: say(words.empty), headerSortElement: "<i aria-hidden='true'>▾</i>",
      columnDefaults: { headerSortTristate: true, variableHeight: true, tooltip: false }, locale: en() ? "default" : "zh", langs: { zh: zh },
      initialHeaderFilter: Object.keys(asked.filters).map(function (field) { return { field: field, value: asked.filters[field] }; }),
      initialSort: asked.sort ? [asked.sort] : []
    });
    table.on("tableBuilt", function () {
      // A grid may own rows only; its cells and links take the focus, so the frame around them need not.
      document.querySelector("#answer-table .tabulator-tableholder").removeAttribute("tabindex");
      document.getElementById("answer-plain").hidden = true;
      var more = document.getElementById("answer-more");
      if (more) more.hidden = true;
      if (asked.page > 1) table.setPage(asked.page).catch(function () {});
      restoring = false;
    });
    table.on("dataFiltered", function (filters, shown) { output.textContent = filters.length ? say(words.shown).replace("{n}", shown.length) : ""; });
    ["dataFiltered", "dataSorted", "pageLoaded"].forEach(function (name) { table.on(name, function () { setTimeout(remember); }); });
  }

  var day = function (date) { return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10); };
  var presets = {
    overdue: function (now) { return ".." + day(now); },
    this_quarter: function (now) { var at = Math.floor(now.getMonth() / 3) * 3; return day(new Date(now.getFullYear(), at, 1)) + ".." + day(new Date(now.getFullYear(), at + 3, 0)); },
    next_90: function (now) { return day(now) + ".." + day(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 90)); }
  };
  var acts = {
    clear: function () { table.clearHeaderFilter(); table.clearSort(); },
    csv: function () { table.download("csv", told.name + ".csv", { bom: true }); },
    link: function () { copy(location.href); }
  };
  document.addEventListener("click", function (event) {
    var node = event.target.closest("[data-answer], [data-preset]");
    if (!node || !table) return;
    if (node.dataset.answer) acts[node.dataset.answer]();
    else table.setHeaderFilterValue("due_on", presets[node.dataset.preset](new Date()));
  });
  // Tabulator listens to keys; text that is pasted, or composed by an input method, only fires input.
  document.getElementById("answer-table").addEventListener("input", function (event) {
    if (event.target.type === "search") event.target.dispatchEvent(new Event("keyup"));
  });
  document.addEventListener("gangmu-language", function () { if (table) { draw(); setTimeout(remember); } });
  addEventListener("hashchange", function () { if (table && location.hash !== written) draw(); });

  window.gangmuAnswer = function (data, cited) {
    citations = cited;
    rows = data.map(function (values) {
      var row = {};
      told.columns.forEach(function (column, at) { row[column.field] = values[at]; });
      return row;
    });
    draw();
  };
})();
