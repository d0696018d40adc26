// Search the index: pairs of Chinese characters and whole words, rarer ones count more.
(function () {
  "use strict";
  var data = window.GANGMU_SEARCH;
  var list = document.getElementById("search-hits");
  var count = document.getElementById("search-count");
  var rootPath = document.body.dataset.root;
  var query = new URLSearchParams(location.search).get("q") || "";
  document.querySelectorAll("form.find input").forEach(function (input) { input.value = query; });

  function tokens(text) {
    var found = new Set();
    (text.toLowerCase().match(/[a-z0-9]+|[\u3400-\u9fff]+/g) || []).forEach(function (run) {
      if (/^[a-z0-9]/.test(run)) { found.add(run); return; }
      if (data.postings[run]) found.add(run);
      for (var at = 0; at + 1 < run.length; at += 1) found.add(run.slice(at, at + 2));
    });
    return Array.from(found);
  }

  function search(text) {
    var asked = tokens(text), total = data.entries.length, scores = new Map(), matched = new Map();
    asked.forEach(function (token) {
      var postings = data.postings[token] || [];
      var weight = Math.log(1 + total / (postings.length || total)) * token.length;
      postings.forEach(function (number) {
        scores.set(number, (scores.get(number) || 0) + weight);
        matched.set(number, (matched.get(number) || 0) + 1);
      });
    });
    var single = text.trim();
    if (single.length === 1) {
      data.entries.forEach(function (entry, number) {
        if ((entry[1] + entry[2]).includes(single)) { scores.set(number, 1); matched.set(number, asked.length || 1); }
      });
    }
    return Array.from(scores.keys())
      .filter(function (number) { return matched.get(number) >= 0.6 * asked.length; })
      .map(function (number) {
        var entry = data.entries[number], score = scores.get(number);
        if (entry[1].includes(single)) score *= 3;
        else if (entry[2].includes(single)) score *= 2;
        if (entry[0] === "unit") score *= 1.5;
        return [score, number];
      })
      .sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
  }

  function lit(node, text) {
    var at = query ? text.indexOf(query.trim()) : -1;
    if (at < 0) { node.append(text); return; }
    var hit = document.createElement("mark");
    hit.textContent = query.trim();
    node.append(text.slice(0, at), hit, text.slice(at + hit.textContent.length));
  }

  function show() {
    var lang = document.documentElement.dataset.lang === "en" ? "en" : "zh";
    var hits = query.trim() ? search(query) : [];
    list.replaceChildren.apply(list, hits.slice(0, 80).map(function (hit) {
      var entry = data.entries[hit[1]];
      var line = document.createElement("li"), link = document.createElement("a"), tag = document.createElement("span");
      tag.className = "tag";
      tag.textContent = data.kinds[entry[0]][lang === "en" ? 1 : 0];
      link.href = rootPath + entry[3];
      link.lang = "zh-CN";
      lit(link, entry[1]);
      line.append(tag, " ", link);
      [["text", entry[2]], ["where", entry[4]]].forEach(function (part) {
        if (!part[1]) return;
        var more = document.createElement("p");
        more.className = part[0];
        more.lang = "zh-CN";
        lit(more, part[1]);
        line.append(more);
      });
      return line;
    }));
    if (!query.trim()) count.textContent = "";
    else count.textContent = hits.length ? count.dataset[lang === "en" ? "foundEn" : "foundZh"].replace("{n}", hits.length) : count.dataset[lang === "en" ? "noneEn" : "noneZh"];
  }

  document.addEventListener("gangmu-language", show);
  show();
})();
