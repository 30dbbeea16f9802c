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

  // One small chart for each series, all on one scale, so that courts can be compared at a glance.
  function multiples(data, size, width) {
    const columns = Math.max(1, Math.min(data.series.length, Math.floor(width / (size * 20))));
    const rows = Math.ceil(data.series.length / columns);
    const known = data.series.flatMap((one) => one.values).concat(data.target ?? []).filter((value) => value !== null);
    const low = data.min ?? Math.min(0, ...known);
    const high = data.max ?? Math.max(...known);
    const left = size * 3.5;
    const wide = (width - left) / columns;
    const tall = size * 10;
    const text = { color: token("soft"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: size };
    const rule = { lineStyle: { color: token("line") } };
    const at = (number) => ({ column: number % columns, row: Math.floor(number / columns) });
    const every = (make) => data.series.map((one, number) => make(one, number, at(number)));
    return {
      height: rows * tall,
      animation: false,
      textStyle: text,
      title: every((one, _number, cell) => ({
        text: one.name, left: left + cell.column * wide, top: cell.row * tall, padding: 0,
        textStyle: { ...text, color: token("ink"), fontWeight: 600 },
      })),
      grid: every((_one, _number, cell) => ({
        left: left + cell.column * wide, top: cell.row * tall + size * 2, width: wide - size * 2, height: tall - size * 5,
      })),
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, backgroundColor: token("sheet"), borderColor: token("edge"),
        textStyle: { ...text, color: token("ink") }, valueFormatter: (value) => shown(value, data),
      },
      xAxis: every((_one, number) => ({
        type: "category", gridIndex: number, data: data.labels, boundaryGap: false, axisTick: { show: false }, axisLine: rule,
        axisLabel: { ...text, interval: data.labels.length - 2, alignMinLabel: "left", alignMaxLabel: "right", showMinLabel: true, showMaxLabel: true },
      })),
      yAxis: every((_one, number, cell) => ({
        type: "value", gridIndex: number, min: low, max: high, splitNumber: 2, splitLine: rule,
        axisLabel: { ...text, show: cell.column === 0, formatter: (value) => `${value}${data.unit ?? ""}` },
      })),
      series: every((one, number) => ({
        name: one.name, type: "line", xAxisIndex: number, yAxisIndex: number, data: one.values, symbol: "circle",
        symbolSize: size * 0.3, lineStyle: { width: 2 }, color: token("pine"), markLine: unlabelled(targetLine(data)),
      })),
    };
  }

  function unlabelled(line) {
    return line && { ...line, label: { show: false } };
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
      let width = canvas.clientWidth;
      new ResizeObserver(() => {
        if (canvas.clientWidth === width) return;
        width = canvas.clientWidth;
        chart.resize();
        draw(figure);
      }).observe(canvas);
    }
    if (figure.dataset.chart !== "small") {
      chart.setOption(option(figure.dataset.chart, data, size), true);
      return;
    }
    const { height, ...small } = multiples(data, size, canvas.clientWidth);
    canvas.style.height = `${height}px`;
    chart.resize();
    chart.setOption(small, true);
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
  // Paper is white: charts of a dark page are drawn light for it, and dark again after.
  const root = document.documentElement;
  const theme = root.dataset.theme;
  window.addEventListener("beforeprint", () => { root.dataset.theme = "light"; drawAll(); });
  window.addEventListener("afterprint", () => { root.dataset.theme = theme; drawAll(); });
  drawAll();
})();
