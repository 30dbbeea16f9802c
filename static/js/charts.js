// Draws <figure data-chart="line|bars|small" data-source="id of a JSON script"> with ECharts; the table beside it says the same.
(() => {
  const drawn = new Map();
  const SHAPES = ["circle", "rect", "triangle", "diamond", "pin", "arrow"];
  const DASHES = ["solid", "dashed", "dotted"];

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  }

  function colours() {
    return ["pine", "info", "warn", "late", "good", "soft"].map(token);
  }

  function shown(value, data) {
    if (value === null || value === undefined) return "—";
    const places = data.decimals ?? 0;
    return `${Number(value).toFixed(places)}${data.unit ?? ""}`;
  }

  function targetLine(data) {
    if (data.target === null || data.target === undefined) return undefined;
    return {
      silent: true,
      symbol: "none",
      lineStyle: { color: token("soft"), type: "dashed", width: 1.5 },
      label: { formatter: `${data.target_label ?? ""} ${shown(data.target, { ...data, decimals: 0 })}`.trim(), color: token("soft"), position: "end", distance: 4 },
      data: [{ yAxis: data.target }],
    };
  }

  function series(kind, data) {
    const lines = kind !== "bars";
    return data.series.map((one, number) => ({
      name: one.name,
      type: lines ? "line" : "bar",
      data: one.values,
      connectNulls: false,
      symbol: SHAPES[number % SHAPES.length],
      symbolSize: data.labels.length > 40 ? 0 : 6,
      showSymbol: data.labels.length <= 40,
      lineStyle: { width: 2, type: DASHES[number % DASHES.length] },
      barMaxWidth: 28,
      itemStyle: kind === "bars" && number === 1 ? { color: token("pine-wash"), borderColor: token("pine"), borderWidth: 1 } : undefined,
      markLine: number === 0 ? targetLine(data) : undefined,
    }));
  }

  function option(kind, data, size) {
    const text = { color: token("soft"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: size };
    const rule = { lineStyle: { color: token("line") } };
    const many = data.series.length > 1;
    return {
      animation: false,
      color: colours(),
      textStyle: text,
      grid: { left: 4, right: data.target == null ? size * 2 : size * 5.5, top: many ? size * 3 : size * 1.5, bottom: 4, containLabel: true },
      legend: many ? { type: "scroll", top: 0, left: 0, icon: "roundRect", itemWidth: size, itemHeight: size * 0.5, textStyle: { ...text, color: token("ink") } } : undefined,
      tooltip: {
        trigger: "axis",
        renderMode: "richText", // the page allows no inline style, which the other mode needs
        confine: true,
        backgroundColor: token("sheet"),
        borderColor: token("edge"),
        textStyle: { ...text, color: token("ink") },
        valueFormatter: (value) => shown(value, data),
      },
      xAxis: { type: "category", data: data.labels, boundaryGap: kind === "bars", axisLabel: text, axisLine: rule, axisTick: { show: false } },
      yAxis: {
        type: "value",
        min: data.min ?? (kind === "bars" ? 0 : undefined),
        max: data.max ?? undefined,
        scale: kind !== "bars",
        splitNumber: 4,
        axisLabel: { ...text, formatter: (value) => `${value}${data.unit ?? ""}` },
        splitLine: rule,
      },
      series: series(kind, data),
    };
  }

  function draw(figure) {
    const canvas = figure.querySelector(".chart__canvas");
    const source = document.getElementById(figure.dataset.source);
    if (!canvas || !source || !window.echarts) return;
    const data = JSON.parse(source.textContent);
    if (!data.labels.length) return;
    figure.classList.add("is-drawn");
    const size = parseFloat(getComputedStyle(figure).fontSize) * 0.8125;
    let chart = drawn.get(figure);
    if (!chart) {
      chart = window.echarts.init(canvas, null, { renderer: "canvas" });
      drawn.set(figure, chart);
      new ResizeObserver(() => chart.resize()).observe(canvas);
    }
    chart.setOption(option(figure.dataset.chart, data, size), true);
  }

  function drawAll() {
    document.querySelectorAll("figure[data-chart]").forEach(draw);
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  document.addEventListener("htmx:afterSettle", () => {
    for (const [figure, chart] of drawn) {
      if (!figure.isConnected) { chart.dispose(); drawn.delete(figure); }
    }
    drawAll();
  });
  window.addEventListener("beforeprint", () => drawn.forEach((chart) => chart.resize()));
  drawAll();
})();
