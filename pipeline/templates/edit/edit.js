// The edit mode of `gangmu serve`: the panel beside the source, and forms that are sent as JSON with this start's token.
(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, from) { return Array.from((from || document).querySelectorAll(selector)); };
  var meta = function (name) { return document.querySelector("meta[name=gangmu-" + name + "]").content; };
  var panel = document.getElementById("edit-panel");
  var news = document.querySelector(".edit-news");
  var english = function () { return root.dataset.lang === "en"; };
  var said = function (zh, en) { return english() ? en : zh; };
  var recall = function (name) { try { return localStorage.getItem(name) || ""; } catch (refused) { return ""; } };
  var keep = function (name, value) { try { localStorage.setItem(name, value); } catch (refused) { /* storage is off */ } };
  var shown = [], opener = null, asked = 0, drafts = {};

  // The mode: remembered, and seen in a button beside every fact in the margin of the source.
  function setMode(on) {
    keep("gangmu-edit", on ? "on" : "");
    document.body.classList.toggle("editing", on);
    document.querySelector("[data-edit=mode]").setAttribute("aria-pressed", String(on));
    if (!on) { closePanel(); return; }
    all(".margin li[data-p]").forEach(function (line) {
      if (line.querySelector("[data-edit=fact], a.finding, a.unread")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.dataset.edit = "fact";
      button.textContent = "✎";
      button.setAttribute("aria-label", said("更正：", "Correct: ") + line.textContent.trim().slice(0, 40));
      line.append(" ", button);
    });
    fromAddress();
  }
  function editing() { return document.body.classList.contains("editing"); }
  function fromAddress() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (editing() && target && target.tagName === "MARK") openPanel([id], target);
  }

  function openPanel(passages, from, message) {
    var turn = asked += 1;
    shown = passages;
    opener = from || opener;
    var query = new URLSearchParams({ plan: meta("plan") });
    passages.forEach(function (id) { query.append("passage", id); });
    return fetch("/edit/panel?" + query).then(function (answer) { return answer.text(); }).then(function (text) {
      if (turn !== asked) return; // another passage was chosen meanwhile
      keepDrafts();
      panel.innerHTML = text; // rendered and escaped by the server
      panel.hidden = false;
      document.body.classList.add("with-panel");
      bringDrafts();
      fill(panel);
      if (message) panel.querySelector(".edit-said").textContent = message;
      panel.scrollTop = 0;
      panel.focus({ preventScroll: true });
      var lit = all(".paper mark[data-p]").filter(function (mark) {
        mark.classList.toggle("here", shown.includes(mark.dataset.p));
        return mark.dataset.p === shown[0];
      });
      if (lit.length) lit[0].scrollIntoView({ block: innerWidth > 900 ? "center" : "start" }); // the text moved aside
    });
  }
  // What was typed and not yet saved comes back when its fact is shown again.
  function key(form) { return form.dataset.target + " " + form.dataset.field; }
  function keepDrafts() {
    all("form[data-field]", panel).forEach(function (form) {
      var now = form.elements.now, why = form.elements.why.value;
      var before = now.options ? (all("option[selected]", now)[0] || now.options[0]).value : now.defaultValue;
      if (why || now.value !== before) drafts[key(form)] = { now: now.value, why: why };
      if (form.dataset.saved) delete drafts[key(form)];
    });
  }
  function bringDrafts() {
    all("form[data-field]", panel).forEach(function (form) {
      var draft = drafts[key(form)];
      if (!draft) return;
      form.elements.now.value = draft.now;
      form.elements.why.value = draft.why;
      form.closest("details").open = true;
    });
  }
  function closePanel() {
    asked += 1;
    offer.taken = null;
    keepDrafts();
    panel.hidden = true;
    panel.textContent = "";
    document.body.classList.remove("with-panel");
    if (opener && opener.isConnected) opener.focus();
  }
  function fill(place) { all("input[name=by]", place).forEach(function (input) { input.value = input.value || recall("gangmu-by"); }); }

  // Saving: what the page showed goes along, so that nobody's work is overwritten unseen.
  function wish(form, button) {
    var held = form.dataset.seen === undefined ? {} : { seen: JSON.parse(form.dataset.seen) };
    new FormData(form, button).forEach(function (value, name) {
      var inner = name.split(".");
      if (name.endsWith("[]")) { (held[name.slice(0, -2)] = held[name.slice(0, -2)] || []).push(value); return; }
      if (inner.length === 1) held[name] = value;
      else (held[inner[0]] = held[inner[0]] || {})[inner[1]] = value;
    });
    if (form.dataset.start !== undefined) held.start = Number(form.dataset.start);
    ["plan", "target", "code", "subject", "field", "one", "other", "older", "kind", "block", "quote", "key", "what", "fact", "variable"].forEach(function (name) { if (form.dataset[name] !== undefined) held[name] = form.dataset[name]; });
    if (held.older !== undefined) { held.field = "aligned/" + held.older; delete held.older; }
    return held;
  }
  function send(action, body) {
    return fetch(action, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Gangmu-Token": meta("token") },
      body: JSON.stringify(body)
    }).then(function (answer) { return answer.json(); });
  }
  function lost() { return said("没有联系上 gangmu serve：内容未保存，请重试。", "gangmu serve does not answer: nothing was saved, try again."); }
  window.gangmuDesk = { send: send, said: said, recall: recall, keep: keep, lost: lost, follow: function (version) { follow(version); } };
  function save(form, button) {
    var output = form.querySelector("output");
    var body = wish(form, button);
    if (body.by) keep("gangmu-by", body.by);
    fill(document);
    form.setAttribute("aria-busy", "true");
    all("button", form).forEach(function (one) { one.disabled = true; });
    output.className = "";
    output.textContent = said("正在保存并重新抽取…", "Saving and extracting again…");
    send(form.dataset.action, body).then(function (answer) {
      var text = english() ? answer.en : answer.zh;
      output.textContent = text;
      output.className = answer.state;
      if (answer.state === "changed") form.dataset.seen = JSON.stringify(answer.current); // seen now: a second save is deliberate
      if (answer.state !== "done") return;
      follow(answer.version);
      form.dataset.saved = "yes";
      if (form.dataset.edit === "missed") { getSelection().removeAllRanges(); form.reset(); return; }
      if (panel.contains(form)) return openPanel(shown, null, text);
      if (form.dataset.seen === undefined) return;
      form.dataset.seen = JSON.stringify(form.dataset.edit === "judge" ? body.verdict : body.now === "true");
    }).catch(function () {
      output.textContent = lost();
      output.className = "refused";
    }).finally(function () {
      form.removeAttribute("aria-busy");
      all("button", form).forEach(function (one) { one.disabled = false; });
    });
  }

  // A text that is marked in the source can become a fact: a button beside it opens the forms.
  var adder = document.createElement("button");
  adder.type = "button";
  adder.dataset.edit = "missed";
  adder.className = "edit-adder";
  adder.hidden = true;
  document.body.append(adder);
  function marked() {
    var selection = getSelection();
    var quote = selection.toString().trim();
    if (!editing() || selection.isCollapsed || !quote || !selection.rangeCount) return null;
    var range = selection.getRangeAt(0);
    var parent = function (node) { var of = node.nodeType === 1 ? node : node.parentElement; return of && of.closest(".paper .block .text"); };
    var text = parent(range.startContainer);
    if (!text || text !== parent(range.endContainer)) return null; // a fact is quoted from one paragraph or table
    var before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return { block: text.closest(".block").id, start: before.toString().trimStart().length, quote: quote, box: range.getBoundingClientRect() };
  }
  function offer() {
    var found = marked();
    adder.hidden = !found || found.block + found.start + found.quote === offer.taken; // its forms are open already
    if (adder.hidden) return;
    adder.textContent = said("＋ 补充为事实", "+ Add as a fact");
    adder.style.top = found.box.bottom + scrollY + 6 + "px";
    adder.style.left = Math.min(found.box.left + scrollX, scrollX + innerWidth - 150) + "px";
  }
  function openMissed() {
    var found = marked();
    if (!found) return;
    adder.hidden = true;
    offer.taken = found.block + found.start + found.quote;
    var turn = asked += 1;
    var query = new URLSearchParams({ plan: meta("plan"), block: found.block, start: found.start, quote: found.quote });
    fetch("/edit/missed?" + query).then(function (answer) { return answer.ok ? answer.text() : ""; }).then(function (text) {
      if (turn !== asked || !text) return;
      keepDrafts();
      shown = [];
      panel.innerHTML = text; // rendered and escaped by the server
      panel.hidden = false;
      document.body.classList.add("with-panel");
      fill(panel);
      panel.scrollTop = 0;
      panel.focus({ preventScroll: true });
    });
  }

  // Files that are dropped or chosen are sent one after the other; each says what was recognised in it.
  var drop = document.getElementById("edit-drop");
  function take(files, anyway) {
    var list = drop.querySelector(".edit-taken");
    return Array.from(files).reduce(function (before, file) {
      var line = document.createElement("li");
      line.textContent = file.name + " — " + said("等待…", "waiting…");
      list.append(line);
      return before.then(function (version) {
        line.textContent = file.name + " — " + said("正在阅读…", "reading…");
        var pages = setInterval(showPages, 1000, file.name, line);
        var headers = { "Content-Type": "application/octet-stream", "X-Gangmu-Token": meta("token"), "X-Gangmu-Name": encodeURIComponent(file.name) };
        if (anyway) headers["X-Gangmu-Anyway"] = "1";
        return fetch("/edit/upload", {
          method: "POST",
          headers: headers,
          body: file
        }).finally(function () { clearInterval(pages); }).then(function (answer) { return answer.json(); }).then(function (answer) {
          line.className = answer.state === "refused" ? "refused" : "done";
          line.textContent = file.name + " — " + (answer.id ? [answer.title, answer.issuers.join("、"), answer.issued_on, answer.place, said(answer.tasks + " 项任务", answer.tasks + " tasks"), said(answer.read.zh, answer.read.en)].filter(Boolean).join(" · ") : said(answer.zh, answer.en));
          if (answer.id) line.append(" · ", checkLink(answer.id));
          if (answer.anyway) line.append(" ", anywayButton(file, line));
          return answer.version || version;
        }).catch(function () {
          line.className = "refused";
          line.textContent = file.name + " — " + said("没有送到，请重试。", "it was not sent, try again.");
          return version;
        });
      });
    }, Promise.resolve()).then(function (version) {
      refreshDocuments();
      if (version) follow(version);
    });
  }
  function status() { return fetch("/edit/status").then(function (answer) { return answer.json(); }); }
  // A scan takes seconds a page: say how many are done.
  function showPages(name, line) {
    status().then(function (state) {
      var pages = state.pages_read[name];
      if (pages && !line.className) line.textContent = name + " — " + said("已识别 " + pages.join(" / ") + " 页…", pages.join(" of ") + " pages recognised…");
    }).catch(function () {}); // the upload itself says if the desk is gone
  }
  function anywayButton(file, line) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = said("仍要登记", "register it anyway");
    button.addEventListener("click", function () { line.remove(); take([file], true); });
    return button;
  }
  // The card of a document, where its id, place and predecessor are confirmed or changed.
  function checkLink(id) {
    var link = document.createElement("a");
    link.href = "#doc-" + id;
    link.textContent = said("核对 " + id, "check " + id);
    return link;
  }
  // Show the documents as they are now, unless a person is just filling in one of their forms.
  function refreshDocuments() {
    var old = document.querySelector(".edit-documents");
    if (!old || old.querySelector("details[open]") || old.contains(document.activeElement)) return;
    fetch("/edit/files").then(function (answer) { return answer.text(); }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html"), documents = page.querySelector(".edit-documents");
      fill(documents);
      old.replaceWith(documents);
      document.querySelector("h1 .n").replaceWith(page.querySelector("h1 .n"));
    }).catch(function () {});
  }
  if (drop) {
    ["dragover", "drop"].forEach(function (name) { document.addEventListener(name, function (event) { event.preventDefault(); }); });
    document.addEventListener("dragover", function () { drop.classList.add("over"); });
    document.addEventListener("drop", function (event) { drop.classList.remove("over"); take(event.dataTransfer.files); });
    drop.querySelector("input").addEventListener("change", function (event) { take(event.target.files); event.target.value = ""; });
  }

  // The report is made anew in the background: say so, then offer the new one.
  function follow(version) {
    status().then(function (state) {
      if (state.version < version) {
        news.textContent = said("正在更新整份报告…", "Updating the whole report…");
        setTimeout(follow, 1500, version);
        return;
      }
      news.textContent = state.failed || said("报告已更新。", "The report is up to date.");
      refreshDocuments(); // now with the plans that each may follow
      if (state.failed) return;
      var again = document.createElement("button");
      again.type = "button";
      again.dataset.edit = "reload";
      again.textContent = said("刷新页面", "Reload the page");
      news.append(" ", again);
    }).catch(function () { news.textContent = ""; });
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.matches("form[data-edit]")) return;
    event.preventDefault();
    save(event.target, event.submitter);
  });
  document.addEventListener("click", function (event) {
    var node = event.target.closest("button[data-edit]");
    if (node) {
      if (node.dataset.edit === "mode") setMode(!editing());
      else if (node.dataset.edit === "close") closePanel();
      else if (node.dataset.edit === "reload") location.reload();
      else if (node.dataset.edit === "missed") openMissed();
      else if (node.dataset.edit === "fact") openPanel([node.closest("li").dataset.p], node);
      return;
    }
    if (marked()) return; // a text was marked, no passage chosen
    var mark = editing() && event.target.closest(".paper mark[data-p]");
    if (!mark) return;
    var passages = [];
    for (var at = mark; at && at.tagName === "MARK"; at = at.parentElement) passages.push(at.dataset.p);
    openPanel(passages, null);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) closePanel();
    var judging = event.key === "Enter" && event.target.matches("form[data-edit] input") && event.target.form.querySelector("button[name]");
    if (judging) event.preventDefault(); // Enter in a line of text is no verdict
  });
  document.addEventListener("selectionchange", function () { clearTimeout(offer.soon); offer.soon = setTimeout(offer, 120); });
  addEventListener("hashchange", fromAddress);
  fill(document);
  if (recall("gangmu-edit")) setMode(true);
})();
