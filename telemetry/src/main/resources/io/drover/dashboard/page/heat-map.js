/** A great fleet at a glance: a cell for each host, whose shape says what it is and whose shade how loaded. */

import { $, el, setAttribute, setText } from "/dom.js";
import * as format from "/format.js";
import { selected } from "/selection.js";

const SHADES = 5;
const WIDE = 300;
const NARROW = 2_000;
const TEMPERATURES = ["hot", "normal", "cold", "unknown"];

const root = $("#map");
const box = $("[role=listbox]", root);
const told = $("#map-told");
const counts = Object.fromEntries(TEMPERATURES.map((one) => [one, $(`[data-count=${one}]`, root)]));

let heat = null;
let cells = [];
let sought = "";
let active = -1;
let hovered = -1;
let chosen = () => {};

/**
 * @param document null: the fleet is small, and its table says it all
 */
export function show(document, summary) {
  root.hidden = document === null;
  if (document === null) return;
  if (!heat || heat.hosts.join() !== document.hosts.join()) build(document.hosts);
  heat = document;
  cells.forEach(update);
  const { total, hot, cold, unknown } = summary;
  const normal = total - hot.count - cold.count - unknown.count;
  TEMPERATURES.forEach((one) => setText(counts[one], String(one === "normal" ? normal : summary[one].count)));
  const rest = document.total - document.hosts.length;
  setText($(".note", root), rest > 0 ? `a cell for each of ${document.hosts.length} hosts; ${rest} normal ones are left out` : "a cell for each host, in order of names");
  tell();
}

export const onChosen = (call) => (chosen = call);

/** Others fade. */
export function seek(part) {
  sought = part.trim().toLowerCase();
  if (heat) cells.forEach(fade);
}

export function mark() {
  cells.forEach(({ node }, i) => setAttribute(node, "aria-selected", String(heat.hosts[i] === selected())));
}

function build(hosts) {
  const before = heat?.hosts[active];
  cells = hosts.map((_, i) => ({ node: el("i", { role: "option", id: `cell-${i}`, "aria-selected": "false" }), seen: "" }));
  cells.forEach(({ node }, i) => (node.index = i));
  box.replaceChildren(...cells.map(({ node }) => node));
  setAttribute(box, "data-cells", hosts.length <= WIDE ? "wide" : hosts.length <= NARROW ? "usual" : "narrow");
  hovered = -1;
  active = -1;
  step(hosts.indexOf(before));
}

function update(cell, i) {
  const load = heat.loads[i];
  const temperature = heat.temperatures[i];
  const seen = `${heat.hosts[i]}, ${temperature}${load === null ? "" : ` at ${format.load(load)}`}`;
  if (cell.seen === seen) return;
  cell.seen = seen;
  cell.node.setAttribute("aria-label", seen);
  setAttribute(cell.node, "data-temperature", temperature);
  setAttribute(cell.node, "data-shade", String(Math.min(SHADES, 1 + Math.floor((load ?? 0) * SHADES))));
  setAttribute(cell.node, "aria-selected", String(heat.hosts[i] === selected()));
  fade(cell, i);
}

function fade({ node }, i) {
  node.toggleAttribute("data-faded", sought !== "" && !heat.hosts[i].toLowerCase().includes(sought));
}

function tell() {
  const cell = cells[hovered] ?? cells[active];
  setText(told, cell ? cell.seen : "Point at a cell, or use the arrow keys; Enter shows its host below and in the chart.");
}

function step(to) {
  cells[active]?.node.removeAttribute("data-active");
  active = to;
  const node = cells[active]?.node;
  node?.setAttribute("data-active", "");
  if (node) box.setAttribute("aria-activedescendant", node.id);
  else box.removeAttribute("aria-activedescendant");
}

const columns = () => getComputedStyle(box).gridTemplateColumns.split(" ").length;

const KEYS = {
  ArrowRight: () => active + 1,
  ArrowLeft: () => active - 1,
  ArrowDown: () => active + columns(),
  ArrowUp: () => active - columns(),
  Home: () => 0,
  End: () => cells.length - 1,
};

box.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") {
    if (active >= 0) chosen(heat.hosts[active]);
  } else if (KEYS[event.key]) {
    const to = KEYS[event.key]();
    if (to >= 0 && to < cells.length) step(to);
    hovered = -1;
    tell();
  } else return;
  event.preventDefault();
});
box.addEventListener("focus", () => {
  if (active < 0) step(0);
  tell();
});
box.addEventListener("click", ({ target }) => {
  if (target.index === undefined) return;
  step(target.index);
  tell();
  chosen(heat.hosts[active]);
});
box.addEventListener("pointerover", ({ target }) => {
  hovered = target.index ?? -1;
  tell();
});
box.addEventListener("pointerleave", () => {
  hovered = -1;
  tell();
});
