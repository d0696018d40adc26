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

  function send(group, body, before, done) {
    var output = group.querySelector("output");
    all("button", group).forEach(function (one) { one.disabled = true; });
    return desk.send(group.dataset.action, body).then(function (answer) {
      output.className = answer.state;
      output.textContent = said(answer.zh, answer.en);
      if (answer.state === "done") done(answer);
      else all("button[aria-pressed]", group).forEach(function (one) { press(one, before.includes(one)); });
    }).catch(function () {
      output.className = "refused";
      output.textContent = desk.lost();
      all("button[aria-pressed]", group).forEach(function (one) { press(one, before.includes(one)); });
    }).finally(function () {
      all("button", group).forEach(function (one) { one.disabled = false; });
      count();
    });
  }

  // The figure beside the title follows what is pressed on this page.
  var total = document.querySelector(".edit-progress progress");
  var first = groups();
  var start = total ? total.value : 0;
  function groups() {
    return all("li.card").filter(function (card) {
      var own = all("[data-desk=coding], [data-desk=judge]", card);
      return own.length && own.every(function (group) { return pressed(group).length; });
    }).length;
  }
  function count() {
    if (!total) return;
    total.value = start + groups() - first;
    var shown = document.querySelector("h1 .n");
    if (shown) shown.textContent = total.value + " / " + total.max;
  }

  var acts = { coding: chooseCode };
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
