/** The figures of the fleet: each its newest value, and how it got there. */

import { chart, hatch } from "/chart.js";
import { $, el, setAttribute, setText } from "/dom.js";
import * as format from "/format.js";
import { variable } from "/palette.js";

const BUCKETS = 48;
const root = $("#metrics");

const above = (least) => (_, low, high) => {
  const room = Math.max(0.02, ((high ?? 1) - (low ?? 0)) * 0.15);
  return [Math.max(least, (low ?? 0) - room), (high ?? 1) + room];
};

const METRICS = [
  {
    name: "System performance",
    note: "1: all hosts equally loaded",
    of: (samples) => samples.figures.systemPerformance,
    text: format.performance,
    y: (plot, low, high) => [above(0)(plot, low, high)[0], Math.max(high ?? 1, Math.min(1, (high ?? 1) + 0.01))],
    tick: (value) => value.toFixed(2),
  },
  {
    name: "Normalised load",
    note: "mean of the hosts",
    of: (samples) => samples.figures.normalizedLoad,
    text: format.load,
    y: above(0),
    tick: (value) => value.toFixed(2),
  },
  {
    name: "Overhead traffic",
    note: "agents' messages, without measuring",
    of: (samples) => samples.figures.overheadKbPerSecond,
    text: format.traffic,
    y: (_, __, high) => [0, Math.max(1, (high ?? 1) * 1.15)],
    tick: (value) => String(value),
  },
];

const line = (name) => ({ stroke: variable(name), width: 1.5, fill: variable(`${name}-fill`), points: { show: false } });
const cells = [];
let view = null;

function row(name, note) {
  const value = el("output", { class: "value" }, "–");
  const mount = el("div", { class: "plot", role: "img", "aria-label": name });
  root.append(el("figure", { class: "metric" }, el("figcaption", {}, el("h3", {}, name), value, el("span", { class: "note" }, note)), mount));
  return { value, mount, drawn: null, cursor: null };
}

function cell(metric) {
  const { value, mount } = row(metric.name, metric.note);
  let drawn = null;
  let cursor = null;
  let column = [];

  function read() {
    setText(value, metric.text(cursor === null ? newest(column) : column[cursor]));
  }

  function describe(samples) {
    const all = metric.of(samples).filter((one) => one !== null);
    const text = all.length
      ? `${metric.name}: now ${metric.text(all.at(-1))}, lowest ${metric.text(Math.min(...all))}, highest ${metric.text(Math.max(...all))}`
      : `${metric.name}: not measured yet`;
    setAttribute(mount, "aria-label", text);
  }

  return {
    show({ samples, span }) {
      column = samples.column(metric.of(samples));
      const spec = {
        small: true,
        series: [line("--accent")],
        y: metric.y,
        valueOf: metric.tick,
        hooks: { drawClear: [(plot) => hatch(plot, view.samples.gaps())] },
        moved(idx) {
          cursor = idx;
          read();
        },
      };
      const data = [samples.times(), column];
      if (drawn) drawn.plot.setData(data);
      else drawn = chart(mount, data, spec, () => view.span);
      read();
      describe(samples, span);
    },
    forget() {
      drawn?.remove();
      drawn = null;
    },
  };
}

const newest = (column) => column.findLast((value) => value !== null) ?? null;

/** Attempts and migrations are rare: counted by spans of the range, as bars. */
function counts() {
  const { value, mount } = row("Attempts and migrations", "in the range");
  let drawn = null;

  return {
    show({ samples, span }) {
      const [at, attempts, migrations] = buckets(samples, span);
      const bars = (name) => ({ stroke: variable(name), fill: variable(name), width: 0, paths: drawBars, points: { show: false } });
      const spec = {
        small: true,
        series: [bars("--faint"), bars("--accent")],
        y: (_, __, high) => [0, Math.max(2, high ?? 0)],
        marks: [1, 2, 5, 10, 20, 50, 100, 1000],
        valueOf: String,
      };
      const data = [at, attempts, migrations];
      if (drawn) drawn.plot.setData(data);
      else drawn = chart(mount, data, spec, () => view.span);
      const text = `${format.count(sum(attempts), "attempt")}, ${format.count(sum(migrations), "migration")}`;
      setText(value, `${sum(attempts)} / ${sum(migrations)}`);
      setAttribute(mount, "aria-label", `Attempts and migrations over time: ${text}`);
    },
    forget() {
      drawn?.remove();
      drawn = null;
    },
  };
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

function buckets(samples, [from, to]) {
  const width = (to - from) / BUCKETS;
  const at = Array.from({ length: BUCKETS }, (_, i) => from + (i + 0.5) * width);
  const columns = ["attempts", "migrations"].map((name) => {
    const counts = Array(BUCKETS).fill(0);
    samples.at.forEach((time, i) => {
      const place = Math.floor((time - from) / width);
      if (place >= 0) counts[Math.min(BUCKETS - 1, place)] += samples.figures[name][i];
    });
    return counts;
  });
  return [at, ...columns];
}

function drawBars(plot, index) {
  const { left, width } = plot.bbox;
  const bar = (width / BUCKETS) * 0.7;
  const path = new Path2D();
  plot.data[index].forEach((count, i) => {
    if (!count) return;
    const x = plot.valToPos(plot.data[0][i], "x", true) - bar / 2;
    const top = plot.valToPos(count, "y", true);
    path.rect(Math.max(left, x), top, bar, plot.valToPos(0, "y", true) - top);
  });
  return { fill: path, stroke: null };
}

cells.push(...METRICS.map(cell), counts());

export function show(samples, span) {
  view = { samples, span };
  cells.forEach((one) => (samples.length ? one.show(view) : one.forget()));
}

export function recolour() {
  if (!view?.samples.length) return;
  cells.forEach((one) => {
    one.forget();
    one.show(view);
  });
}
