// Trajectories as ECharts draws them, from the numbers of the drawing that stands on the page; each when it comes into view.
(function () {
  "use strict";
  var figures = Array.from(document.querySelectorAll("figure > svg[data-chart]"));
  if (!figures.length || !window.echarts || !window.IntersectionObserver) return;
  var made = [];
  var css = getComputedStyle(document.documentElement);
  var of = function (name) { return css.getPropertyValue("--" + name).trim(); };

  function options(points) {
    var text = { color: of("soft"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 11 };
    var ink = [of("assigned"), of("leads")], series = [];
    var years = points.map(function (p) { return p.year; }).filter(function (year, at, all) { return all.indexOf(year) === at; });
    [0, 1].forEach(function (plan) {
      var own = points.filter(function (p) { return p.plan === plan; });
      var turn = own.findIndex(function (p) { return p.kind === "aim"; });
      if (turn < 0) turn = own.length;
      [["known", own.slice(0, turn)], ["aim", own.slice(Math.max(turn - 1, 0))]].forEach(function (part) {
        if (!part[1].length) return;
        series.push({
          type: "line", color: ink[plan], symbolSize: 8, lineStyle: { type: part[0] === "aim" ? "dashed" : "solid", width: 2 }, animation: false,
          labelLayout: { hideOverlap: true },
          data: part[1].map(function (p) {
            return { value: [p.year, p.value], point: p, symbol: "circle", itemStyle: p.kind === "aim" ? { color: of("sheet"), borderColor: ink[plan], borderWidth: 2 } : { color: ink[plan], borderColor: ink[plan], borderWidth: 2 }, label: { show: p.kind === part[0], position: plan ? "bottom" : "top", formatter: p.text.length > 9 ? p.text.slice(0, 8) + "…" : p.text, color: plan ? of("leads") : of("ink"), fontWeight: 600, fontSize: 11 } };
          })
        });
      });
    });
    var low = Math.min.apply(null, points.map(function (p) { return p.value; })), high = Math.max.apply(null, points.map(function (p) { return p.value; }));
    var floor = low < high * 0.6 ? Math.min(0, low) : low - (high - low || Math.abs(high) || 1) * 0.6;
    return {
      animation: false, textStyle: text, grid: { left: 30, right: 34, top: 26, bottom: 24 },
      xAxis: { type: "value", min: years[0], max: years[years.length - 1], axisLine: { lineStyle: { color: of("line") } }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { color: text.color, customValues: years, formatter: function (year) { return String(year); }, hideOverlap: true, fontSize: 11 } },
      yAxis: { type: "value", min: floor, max: high, show: false },
      tooltip: {
        trigger: "item", confine: true, backgroundColor: of("sheet"), borderColor: of("line"), textStyle: { color: of("ink"), fontSize: 12 },
        formatter: function (item) {
          var p = item.data.point, node = document.createElement("div");
          node.textContent = p.year + " · " + p.word[document.documentElement.dataset.lang === "en" ? 1 : 0] + " " + p.text;
          return node;
        }
      },
      series: series
    };
  }

  function make(svg) {
    var box = document.createElement("div");
    box.className = "chart";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", svg.getAttribute("aria-label"));
    svg.after(box);
    var points = JSON.parse(svg.dataset.chart);
    svg.remove();
    var chart = window.echarts.init(box, null, { renderer: "canvas" });
    chart.setOption(options(points));
    made.push([chart, points]);
    new ResizeObserver(function () { chart.resize(); }).observe(box);
  }

  var watch = new IntersectionObserver(function (seen) {
    seen.forEach(function (entry) { if (entry.isIntersecting) { watch.unobserve(entry.target); make(entry.target); } });
  }, { rootMargin: "300px" });
  figures.forEach(function (svg) { watch.observe(svg); });

  function again() { made.forEach(function (pair) { pair[0].setOption(options(pair[1]), true); }); }
  document.addEventListener("gangmu-theme", again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
})();
