/** The loads of all hosts, or how they lie, with the thresholds as they varied and the migrations below. */

import { chart, hatch, steps } from "/chart.js";
import { $, el, keyed, setAttribute, setText } from "/dom.js";
import * as format from "/format.js";
import { coloured, line, place, swatch, variable } from "/palette.js";
import { fillTable } from "/loads-table.js";
import { selected, toggle } from "/selection.js";

const CHIPS = 12;
const LANE = 7;

const root = $("#loads");
const mount = $(".plot", root);
const chips = $(".chips", root);
const details = $("details", root);

let view = { samples: null, migrations: [], span: [0, 1], total: null };
let drawn = null;
let shape = "";
let focused = null;
let cursor = null;

/**
 * @param total hosts of a great fleet, of which only some have curves; null: all have
 */
export function show(samples, migrations, span, total) {
  view = { samples, migrations, span, total };
  if (samples.length === 0) clear();
  else draw();
  if (details.open) fillTable($("div", details), samples, hosts());
}

export function highlight() {
  if (view.samples?.length) draw();
}

/** Colours are in the canvas: they do not follow the theme by themselves. */
export function recolour() {
  shape = "";
  if (view.samples?.length) draw();
}

details.addEventListener("toggle", () => {
  if (details.open && view.samples) fillTable($("div", details), view.samples, hosts());
});

/** By place, which is the order in which they were first heard of. */
const hosts = () => [...view.samples.hosts.keys()].sort((a, b) => place(a) - place(b));

/** What is drawn last lies on top: the grey below, and what is highlighted above all. */
const height = (host) => (host === focused ? 2 : coloured(host) ? 1 : 0);
const inDepth = () => hosts().sort((a, b) => height(a) - height(b));

function clear() {
  drawn?.remove();
  drawn = null;
  shape = "";
  chips.replaceChildren();
  setAttribute(mount, "aria-label", "Host loads over time: nothing was measured yet");
}

function draw() {
  focused = view.samples.hosts.has(selected()) ? selected() : null;
  const names = inDepth();
  const now = JSON.stringify([names.map((host) => [host, place(host)]), focused, great()]);
  if (!drawn || shape !== now) {
    drawn?.remove();
    drawn = chart(mount, data(names), spec(names), () => view.span);
    shape = now;
  } else {
    drawn.plot.setData(data(names));
  }
  relabel();
  describe(hosts());
}

const great = () => view.total !== null;

const extreme = (pick) => (columns, i) => {
  const values = columns.map((column) => column[i]).filter((value) => value !== null);
  return values.length ? pick(...values) : null;
};

/** Each host varies its thresholds for itself: the fleet's are bands, a highlighted host's are its own. */
function data(names) {
  const { samples } = view;
  const { spread } = samples;
  const columns = (name) => (focused ? [samples.hosts.get(focused)] : [...samples.hosts.values()]).map((host) => host[name]);
  const along = (columnsOf, pick) => samples.at.map((_, i) => extreme(pick)(columnsOf, i));
  const push = columns("push");
  const pull = columns("pull");
  const thresholds =
    great() && !focused
      ? [spread.pushMost, spread.pushLeast, spread.pullMost, spread.pullLeast]
      : [along(push, Math.max), along(push, Math.min), along(pull, Math.max), along(pull, Math.min)];
  const all = great() ? SPREAD.map((name) => spread[name]) : [];
  return [
    samples.times(),
    ...[...thresholds, ...all].map((column) => samples.column(column)),
    ...names.map((host) => samples.column(samples.hosts.get(host).load)),
  ];
}

/** Behind the curves of a great fleet: between which loads all hosts are, and four of five. */
const SPREAD = ["most", "least", "upper", "lower", "median"];

const edge = () => ({ width: 0, points: { show: false } });

function spec(names) {
  const all = great() ? [edge(), edge(), edge(), edge(), { stroke: variable("--soft"), width: 1.5, points: { show: false } }] : [];
  const bands = great()
    ? [
        { series: [5, 6], fill: variable("--spread") },
        { series: [7, 8], fill: variable("--spread") },
      ]
    : [];
  const threshold = (name) => ({ stroke: variable(name), width: 1, dash: [4, 3], paths: steps, points: { show: false } });
  return {
    series: [threshold("--push"), threshold("--push"), threshold("--pull"), threshold("--pull"), ...all, ...names.map(series)],
    bands: [
      { series: [1, 2], fill: variable("--push-band") },
      { series: [3, 4], fill: variable("--pull-band") },
      ...bands,
    ],
    y: (_, __, most) => [0, Math.max(1, Math.ceil((most ?? 0) * 10.5) / 10)],
    marks: [0.1, 0.2, 0.5, 1, 2, 5, 10],
    valueOf: (load) => load.toFixed(1),
    hooks: { drawClear: [(plot) => hatch(plot, view.samples.gaps())], draw: [lanes] },
    moved(idx) {
      cursor = idx;
      relabel();
    },
  };
}

function series(host) {
  const { colour, dash } = line(host);
  const dimmed = focused !== null && focused !== host;
  return {
    stroke: dimmed ? variable("--other") : colour,
    width: focused === host ? 2.5 : coloured(host) && !dimmed ? 1.75 : 1,
    dash,
    points: { show: false },
  };
}

/** Migrations as bars on the floor of the chart, each from its beginning to its end. */
function lanes(plot) {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  const colours = { failed: variable("--bad"), other: variable("--accent") };
  view.migrations.forEach((migration) => {
    const x = (time) => plot.valToPos(time, "x", true);
    const from = Math.max(bbox.left, x(Date.parse(migration.startedAt) / 1000));
    const end = migration.endedAt ? Date.parse(migration.endedAt) / 1000 : view.span[1];
    const to = Math.min(bbox.left + bbox.width, x(end));
    if (to <= bbox.left || from >= bbox.left + bbox.width) return;
    ctx.fillStyle = migration.status === "failed" ? colours.failed : colours.other;
    ctx.globalAlpha = migration.status === "running" ? 0.55 : 1;
    ctx.fillRect(from, bbox.top + bbox.height - LANE * scale, Math.max(3 * scale, to - from), 4 * scale);
    ctx.globalAlpha = 1;
  });
}

/** The chips are the legend: hosts by load, with the value under the cursor, or else the newest. */
function relabel() {
  const { samples } = view;
  const times = samples.times();
  const at = cursor ?? times.length - 1;
  const values = hosts().map((host) => ({ host, load: samples.column(samples.hosts.get(host).load)[at] ?? null }));
  const shown = great() ? byLoad(values) : values.length <= CHIPS ? values : hottest(values);
  keyed(chips, shown.map(({ host, load }) => ({ host, load, pressed: focused === host })), ({ host }) => host, chip);
  const rest = values.length - shown.length;
  const when = cursor === null ? "now" : format.within(times[at], view.span);
  const which = great() ? `; hottest and coldest of ${view.total}` : rest > 0 ? `; the ${CHIPS} hottest of ${values.length}` : "";
  setText($(".note", root), great() ? `${when}${which}` : `${when}; 1 is every CPU busy${which}`);
  for (const key of root.querySelectorAll("[data-great]")) key.hidden = !great();
}

const byLoad = (values) => [...values].sort((a, b) => (b.load ?? -1) - (a.load ?? -1));
const hottest = (values) => byLoad(values).slice(0, CHIPS).sort((a, b) => place(a.host) - place(b.host));

function chip({ host }) {
  const value = el("b");
  const node = el("button", { type: "button", class: "chip", onclick: () => toggle(host) }, swatch(host), host, value);
  return {
    node,
    update({ load, pressed }) {
      setText(value, format.load(load));
      setAttribute(node, "aria-pressed", String(pressed));
    },
  };
}

/** In words, what the lines show. */
function describe(names) {
  const { samples, span } = view;
  const told = names.slice(0, CHIPS).map((host) => {
    const loads = samples.hosts.get(host).load.filter((load) => load !== null);
    return `${host} from ${format.load(loads[0])} to ${format.load(loads.at(-1))}, at most ${format.load(Math.max(...loads))}`;
  });
  const more = names.length > CHIPS ? ` and ${names.length - CHIPS} more hosts` : "";
  const gaps = samples.gaps().length;
  const [from, to] = span.map((end) => format.within(end, span));
  const text = `Host loads from ${from} to ${to}: ${lying(samples)}${told.join("; ")}${more}.`;
  setAttribute(mount, "aria-label", gaps ? `${text} ${format.count(gaps, "gap")} in which nobody measured.` : text);
}

function lying({ spread }) {
  if (!great()) return "";
  const now = (name) => format.load(spread[name].at(-1));
  return `of ${view.total} hosts now half are above ${now("median")}, one tenth above ${now("upper")} and one tenth below ${now("lower")}; `;
}
