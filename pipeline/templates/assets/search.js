// Search the index: pairs of Chinese characters and whole words, rarer ones count more. Scripts of the index are loaded as
// the query needs them: pages opened as files may load scripts but not fetch data.
(function () {
  "use strict";
  var CHOSEN = 200, SHOWN = 80;
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  var data = window.GANGMU_SEARCH;
  var list = document.getElementById("search-hits");
  var count = document.getElementById("search-count");
  var rootPath = document.body.dataset.root;
  var query = new URLSearchParams(location.search).get("q") || "", single = query.trim();
  var loaded = new Map(), requests = new Map(), complete = true;
  var found = null;
  document.querySelectorAll("form.find input").forEach(function (input) { input.value = query; });

  function load(name) {
    if (!requests.has(name)) {
      requests.set(name, new Promise(function (resolve) {
        var script = document.createElement("script");
        script.onload = script.onerror = function () {
          if (!loaded.has(name)) complete = false;
          resolve();
        };
        script.src = rootPath + "assets/search/" + name + ".js";
        document.head.append(script);
      }));
    }
    return requests.get(name);
  }

  function loadAll(names) { return Promise.all(Array.from(new Set(names), load)); }

  // What to look for: pairs of characters, whole runs, and all tokens that begin with a character that stands alone.
  function questions(text) {
    var asked = new Map();
    function ask(kind, token) { asked.set(token, { kind: kind, token: token, scripts: scripts(token, kind === "start") }); }
    (text.toLowerCase().match(/[a-z0-9]+|[\u3400-\u9fff]+/g) || []).forEach(function (run) {
      var latin = /^[a-z0-9]/.test(run);
      if (run.length === 1 && (!latin || text.length === 1)) { ask("start", run); return; }
      if (latin) { ask("word", run); return; }
      for (var at = 0; at + 1 < run.length; at += 1) ask("word", run.slice(at, at + 2));
      if (run.length > 2) ask("run", run);
    });
    return Array.from(asked.values());
  }

  // The scripts that may hold a token, or all that begin with it: a bucket by its first character, cut where it is long.
  function scripts(token, beginning) {
    var bucket = token.charCodeAt(0) & (data.buckets - 1), last = beginning ? token + "\uffff" : token;
    return [""].concat(data.cuts[bucket] || []).flatMap(function (first, at, cuts) {
      var fits = first <= last && (at + 1 === cuts.length || token < cuts[at + 1]);
      return fits ? ["p" + bucket + (at ? "-" + at : "")] : [];
    });
  }

  // Mark each entry that a question finds: 1, and 2 more where the token stands in the title.
  function marks(question) {
    var marked = new Uint8Array(data.total);
    question.scripts.forEach(function (name) {
      var tokens = loaded.get(name) || {};
      if (question.kind !== "start") { if (Object.hasOwn(tokens, question.token)) mark(marked, tokens[question.token]); return; }
      Object.keys(tokens).forEach(function (token) { if (token.startsWith(question.token)) mark(marked, tokens[token]); });
    });
    return marked;
  }

  var digit = new Uint8Array(128);
  for (var place = 0; place < DIGITS.length; place += 1) digit[DIGITS.charCodeAt(place)] = place;

  function mark(marked, coded) {
    for (var at = 0, number = 0, value = 0, shift = 0; at < coded.length; at += 1) {
      var next = digit[coded.charCodeAt(at)];
      value |= (next & 31) << shift;
      shift += 5;
      if (next & 32) continue;
      number += value >> 1;
      marked[number] |= 1 | (value & 1) << 1;
      value = shift = 0;
    }
  }

  // Rank all entries by what the tokens tell: [score, number], best first.
  function rank(asked) {
    var total = data.total, scores = new Float64Array(total), matched = new Uint16Array(total);
    var whole = new Uint16Array(total), titled = new Uint16Array(total), wanted = 0, needed = 0;
    asked.forEach(function (question) {
      var marked = marks(question), frequency = 0, number;
      for (number = 0; number < total; number += 1) frequency += marked[number] & 1;
      if (question.kind === "run" && !frequency) return;
      wanted += 1;
      if (question.kind !== "run") needed += 1;
      var weight = Math.log(1 + total / (frequency || total)) * question.token.length;
      for (number = 0; number < total; number += 1) {
        if (!marked[number]) continue;
        scores[number] += weight;
        matched[number] += 1;
        if (question.kind !== "run") { whole[number] += 1; titled[number] += marked[number] >> 1; }
      }
    });
    var ranked = [];
    for (var number = 0; number < total; number += 1) {
      if (!matched[number] || matched[number] < 0.6 * wanted) continue;
      var factor = titled[number] === needed ? 3 : whole[number] === needed ? 2 : 1;
      ranked.push([scores[number] * factor * (isUnit(number) ? 1.5 : 1), number, scores[number]]);
    }
    return ranked.sort(best);
  }

  function isUnit(number) {
    return data.units.some(function (range) { return range[0] <= number && number < range[1]; });
  }

  function best(a, b) { return b[0] - a[0] || a[1] - b[1]; }

  function shardOf(number) { return "e" + Math.floor(number / data.shard); }

  // Rank the best again by what their entries say, now that these are loaded.
  function choose(ranked) {
    return ranked.flatMap(function (hit) {
      var shard = loaded.get(shardOf(hit[1]));
      if (!shard) return [];
      var entry = shard[hit[1] % data.shard];
      var factor = entry[1].includes(single) ? 3 : entry[2].includes(single) ? 2 : 1;
      return [[hit[2] * factor * (entry[0] === "unit" ? 1.5 : 1), hit[1], entry]];
    }).sort(best).slice(0, SHOWN).map(function (hit) { return hit[2]; });
  }

  function search() {
    var asked = questions(single);
    return loadAll(asked.flatMap(function (question) { return question.scripts; })).then(function () {
      var ranked = rank(asked), first = ranked.slice(0, CHOSEN);
      return loadAll(first.map(function (hit) { return shardOf(hit[1]); })).then(function () {
        return { total: ranked.length, entries: choose(first) };
      });
    });
  }

  function lit(node, text) {
    var at = single ? text.indexOf(single) : -1;
    if (at < 0) { node.append(text); return; }
    var hit = document.createElement("mark");
    hit.textContent = single;
    node.append(text.slice(0, at), hit, text.slice(at + single.length));
  }

  function lineOf(entry, english) {
    var line = document.createElement("li"), link = document.createElement("a"), tag = document.createElement("span");
    tag.className = "tag";
    tag.textContent = data.kinds[entry[0]][english ? 1 : 0];
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
  }

  function show() {
    if (!found) return;
    var english = document.documentElement.dataset.lang === "en";
    function phrase(name) { return count.dataset[name + (english ? "En" : "Zh")]; }
    list.replaceChildren.apply(list, found.entries.map(function (entry) { return lineOf(entry, english); }));
    var told = [];
    if (found.total) told.push(phrase("found").replace("{n}", found.total));
    else if (complete) told.push(phrase("none"));
    if (!complete) told.push(phrase("failed"));
    count.textContent = told.join(english ? " " : "　");
  }

  document.addEventListener("gangmu-language", show);
  if (!single) return;
  if (data) data.take = function (name, content) { loaded.set(name, content); };
  else complete = false;
  (data ? search() : Promise.resolve({ total: 0, entries: [] })).then(function (result) { found = result; show(); });
})();
