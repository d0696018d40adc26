// Runs before the page is drawn, so that neither language nor theme flickers.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  try {
    var theme = localStorage.getItem("gangmu-theme");
    var lang = localStorage.getItem("gangmu-lang");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    var asked = /[#&]lang=(zh|en)/.exec(location.hash);
    if (asked) lang = asked[1];
    if (lang === "en") { root.dataset.lang = "en"; root.lang = "en"; }
  } catch (refused) { /* storage is off: the choice lasts for this page */ }
})();
