// Coding and judging with one click: a button says it, its group sends it, and what others changed meanwhile is not overwritten.
(function () {
  "use strict";
  var desk = window.gangmuDesk; // from edit.js
  var said = desk.said;
  var all = function (selector, from) { return Array.from((from || document).querySelectorAll(selector)); };

  function pressed(group) { return all("button[aria-pressed=true]", group); }
  function press(button, on) { button.setAttribute("aria-pressed", String(on)); }

  // Codes: several may hold; "none applies" excludes the others. No button pressed is sent as "none applies" only if it was pressed.
  function chooseCode(group, button) {
    var before = pressed(group);
    var on = button.getAttribute("aria-pressed") !== "true";
    if (!on && before.length === 1) return; // a coding is changed, not taken back: that is undone under Records
    all("button[data-code]", group).forEach(function (other) {
      if (other === button) press(other, on);
      else if (on && (!button.dataset.code || !other.dataset.code)) press(other, false);
    });
    var codes = pressed(group).map(function (one) { return one.dataset.code; }).filter(Boolean);
    var body = { fact: group.dataset.fact, variable: group.dataset.variable, coder: group.dataset.coder, codes: codes, seen: JSON.parse(group.dataset.seen) };
    send(group, body, before, function () { group.dataset.seen = JSON.stringify(codes); });
  }

  // Right or wrong, and how many facts a passage states that were not read: each click on a kind counts one more.
  function person() {
    var input = document.getElementById("desk-by");
    if (!input.value.trim()) { input.focus(); return ""; }
    desk.keep("gangmu-by", input.value);
    return input.value;
  }
  function judge(group, button) {
    var by = person();
    if (!by) return;
    var before = pressed(group), right = button.dataset.right === "true";
    all("button[aria-pressed]", group).forEach(function (other) { press(other, other === button); });
    send(group, { sample: group.dataset.sample, item: group.dataset.item, right: right, seen: JSON.parse(group.dataset.seen), by: by }, before, function () { group.dataset.seen = String(right); });
  }
  function countMissing(group, button) {
    var by = person();
    if (!by) return;
    var before = pressed(group), seen = JSON.parse(group.dataset.seen);
    var missing = button.dataset.kind ? Object.assign({}, seen) : {};
    if (button.dataset.kind) missing[button.dataset.kind] = (missing[button.dataset.kind] || 0) + 1;
    send(group, { sample: group.dataset.sample, item: group.dataset.item, missing: missing, seen: seen, by: by }, before, function () {
      group.dataset.seen = JSON.stringify(missing);
      all("button[data-kind]", group).forEach(function (other) {
        var n = missing[other.dataset.kind];
        press(other, other.dataset.kind ? Boolean(n) : !Object.keys(missing).length);
        if (other.dataset.kind) other.querySelector(".n").textContent = n || "";
      });
    });
  }

  function send(group, body, before, done) {
    var output = group.querySelector("output");
    function show(state, text) { output.className = state; output.textContent = text; }
    function restore() { all("button[aria-pressed]", group).forEach(function (one) { press(one, before.includes(one)); }); }
    function disable(on) { all("button", group).forEach(function (one) { one.disabled = on; }); }
    disable(true);
    return desk.send(group.dataset.action, body).then(function (answer) {
      show(answer.state, said(answer.zh, answer.en));
      if (answer.state === "done") done();
      else restore();
    }).catch(function () {
      show("refused", desk.lost());
      restore();
    }).finally(function () {
      disable(false);
      count();
    });
  }

  // The figure beside the title follows what is pressed on this page.
  var total = document.querySelector(".edit-progress progress");
  var first = groups();
  var start = total ? total.value : 0;
  function groups() {
    return all("li.card").filter(function (card) {
      var own = all("[data-desk=coding], [data-desk=judge], [data-desk=count]", card);
      return own.length && own.every(function (group) { return pressed(group).length; });
    }).length;
  }
  function count() {
    if (!total) return;
    total.value = start + groups() - first;
    var shown = document.querySelector("h1 .n");
    if (shown) shown.textContent = total.value + " / " + total.max;
  }

  var acts = { coding: chooseCode, judge: judge, count: countMissing };
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.desk === "update") {
      desk.send("/edit/update", {}).then(function (answer) { desk.follow(answer.version); });
      return;
    }
    var group = button.closest("[data-desk]");
    if (group && acts[group.dataset.desk]) acts[group.dataset.desk](group, button);
  });
  all("[data-recall]").forEach(function (input) { input.value = input.value || desk.recall(input.dataset.recall); });
})();
