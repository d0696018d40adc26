// Copies citations of facts, tables and figures, and saves figures as SVG and PNG with their caption and source.
(function () {
  "use strict";
  var root = document.documentElement;
  var en = function () { return root.dataset.lang === "en"; };
  var words = { cite: ["引用", "Cite"], hint: ["复制引文（GB/T 7714—2015）", "Copy as a citation (GB/T 7714—2015)"], copied: ["已复制", "Copied"] };
  var say = function (pair) { return pair[en() ? 1 : 0]; };
  var held = document.getElementById("citation");
  var plan = held && JSON.parse(held.textContent);

  // The scripts of other pages copy by it too. A page from the file system has no clipboard in some browsers: the older way.
  window.gangmuCopy = function (text, done) {
    if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(text).then(done, function () { prompt("", text); }); return; }
    var field = document.createElement("textarea");
    field.value = text; field.setAttribute("readonly", ""); field.style.position = "fixed"; field.style.opacity = "0";
    document.body.append(field); field.select();
    if (document.execCommand("copy")) done(); else prompt("", text);
    field.remove();
  };
  function copy(text, button) {
    window.gangmuCopy(text, function () {
      var before = button.textContent;
      button.textContent = say(words.copied);
      setTimeout(function () { button.textContent = before; }, 1500);
      button.focus();
    });
  }
  function shown(node) {
    var twin = node.cloneNode(true);
    twin.querySelectorAll(en() ? ".zh" : ".en").forEach(function (other) { other.remove(); });
    return twin.textContent.replace(/\s+/g, " ").trim();
  }
  // A fact is cited as its document, its words, and the address of its passage in this report.
  function ofFact(holder) {
    var passage = holder.querySelector("a.src"), page = holder.dataset.page ? ": " + holder.dataset.page : "";
    var words = holder.querySelector("[data-quote]") || holder.querySelector("span:not(.marker):not(.tag)") || holder;
    var said = words.dataset.quote || Array.from(words.childNodes).filter(function (node) { return node.nodeType === 3; }).map(function (node) { return node.textContent.trim(); }).join("");
    return plan.gbt.replace(/\.?$/, page + ".") + "“" + said + "”" + (passage ? " " + new URL(passage.getAttribute("href"), location.href).href : "");
  }
  if (plan) document.querySelectorAll("article.task > h4, table.indicators tbody th").forEach(function (holder) {
    var button = document.createElement("button");
    button.type = "button"; button.className = "cite"; button.textContent = say(words.cite); button.title = say(words.hint);
    button.addEventListener("click", function () { copy(ofFact(holder), button); });
    holder.append(button);
  });
  document.addEventListener("click", function (event) {
    var node = event.target.closest("[data-copy], [data-save], [data-chart]");
    if (!node) return;
    if (node.hasAttribute("data-chart")) { charts(function (made) { made.toggle(node.closest("figure")).then(function () { node.setAttribute("aria-pressed", String(node.closest("figure").classList.contains("moves"))); }); }); return; }
    if (node.dataset.copy) { copy(node.dataset.copy === "table" ? ofTable() : plan[node.dataset.copy], node); return; }
    var figure = node.closest("figure");
    if (node.dataset.save === "cite") copy(shown(figure.querySelector(".caption")) + ". " + shown(figure.querySelector(".source")) + ". " + location.href, node);
    else if (node.dataset.save === "vl.json") charts(function (made) { hand("gangmu-" + figure.dataset.name + ".vl.json", "data:application/json;charset=utf-8," + encodeURIComponent(JSON.stringify(made.specification(figure), null, 1))); });
    else save(figure, node.dataset.save);
  });
  // What makes pictures interactive is loaded when it is asked for.
  function charts(use) {
    if (window.gangmuCharts) { use(window.gangmuCharts); return; }
    var script = document.createElement("script");
    script.src = document.body.dataset.root + "assets/charts.js";
    script.onload = function () { use(window.gangmuCharts); };
    document.head.append(script);
  }
  function ofTable() {
    var title = shown(document.querySelector("h1")), line = document.querySelector(".answer-bar .n").cloneNode(true);
    var filtered = line.querySelector("output").textContent;
    line.querySelector("output").remove();  // it says how many rows a filter leaves, or that something was copied
    var rows = /\d/.test(filtered) ? filtered : shown(line);
    return title + "[DS]. " + (en() ? "Gangmu, " : "纲目，") + rows + ". " + location.href;
  }

  var KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "font-size", "font-weight", "opacity", "text-anchor", "paint-order", "stroke-linejoin"];
  // The picture with its styles written into it, the legend and the caption below.
  function standalone(figure) {
    var svg = figure.querySelector(":scope > svg, :scope > .scroll > svg, svg.graph"), box = svg.viewBox.baseVal, twin = svg.cloneNode(true);
    var from = svg.querySelectorAll("*"), to = twin.querySelectorAll("*"), font = getComputedStyle(document.body).fontFamily;
    to.forEach(function (node, at) {
      var style = getComputedStyle(from[at]);
      if (style.display === "none") { node.dataset.gone = "1"; return; }
      KEPT.forEach(function (name) { node.style.setProperty(name, style.getPropertyValue(name)); });
    });
    twin.querySelectorAll("[data-gone]").forEach(function (node) { node.remove(); });
    twin.querySelectorAll("a").forEach(function (node) { node.replaceWith.apply(node, Array.from(node.childNodes)); });
    var y = box.height + 8, colours = getComputedStyle(root), add = function (text, size, colour, x) {
      var node = document.createElementNS("http://www.w3.org/2000/svg", "text");
      node.setAttribute("x", x || 12); node.setAttribute("y", y); node.style.fontSize = size + "px"; node.style.fill = colours.getPropertyValue(colour);
      node.textContent = text; twin.append(node); return node;
    };
    // Lines are broken at about the width of the picture: SVG breaks none.
    var lines = function (text, size, colour) {
      var most = Math.floor((box.width - 24) / size);
      for (var at = 0; at < text.length; at += most) { y += size + 6; add(text.slice(at, at + most), size, colour); }
    };
    figure.querySelectorAll(".keys li").forEach(function (key) {
      y += 18;
      var mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      mark.setAttribute("x", 12); mark.setAttribute("y", y - 9); mark.setAttribute("width", 16); mark.setAttribute("height", 9);
      mark.style.fill = getComputedStyle(key.querySelector("i")).backgroundColor; twin.append(mark);
      add(shown(key), 12, "--ink", 36);
    });
    y += 4;
    lines(shown(figure.querySelector(".caption")), 14, "--ink");
    lines(shown(figure.querySelector(".source")), 11, "--soft");
    var height = y + 14, ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    ground.setAttribute("width", box.width); ground.setAttribute("height", height); ground.style.fill = colours.getPropertyValue("--sheet");
    twin.prepend(ground);
    twin.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    twin.setAttribute("viewBox", "0 0 " + box.width + " " + height);
    twin.setAttribute("width", box.width); twin.setAttribute("height", height);
    twin.removeAttribute("style"); twin.style.fontFamily = font;
    return { text: new XMLSerializer().serializeToString(twin), width: box.width, height: height };
  }
  function hand(name, url) {
    var link = document.createElement("a");
    link.download = name; link.href = url; link.click();
  }
  function save(figure, format) {
    figure.dispatchEvent(new Event("gangmu-save"));  // the network writes into its drawing what is shown of it now
    var made = standalone(figure), name = "gangmu-" + figure.dataset.name;
    var url = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(made.text);
    if (format === "svg") { hand(name + ".svg", url); return; }
    var image = new Image(), canvas = document.createElement("canvas");
    canvas.width = made.width * 2; canvas.height = made.height * 2;
    image.onload = function () {
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      hand(name + ".png", canvas.toDataURL("image/png"));
    };
    image.src = url;
  }
})();
