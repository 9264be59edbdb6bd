/** Colours of hosts, told apart by people with any colour vision; dashes where the colours run out. */

const DASHES = [[], [7, 4], [2, 3]];
const COLOURS = 6;

export const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Names of all hosts ever shown, so that a host keeps its colour; of a great fleet, those that have a curve. */
const places = new Map();
let great = false;

export function place(host) {
  if (!places.has(host)) {
    if (great) return Infinity;
    places.set(host, places.size);
  }
  return places.get(host);
}

/** The hosts of a small fleet: each has a place, in this order. */
export function all(hosts) {
  if (great) places.clear();
  const changed = great;
  great = false;
  hosts.forEach(place);
  if (changed) repaint();
}

/** Of a great fleet: these have places, and others have those that become free. */
export function only(hosts) {
  if (!great) places.clear();
  great = true;
  for (const host of places.keys()) if (!hosts.includes(host)) places.delete(host);
  const taken = new Set(places.values());
  let free = 0;
  for (const host of hosts) {
    if (places.has(host)) continue;
    while (taken.has(free)) free++;
    places.set(host, free);
    taken.add(free);
  }
  repaint();
}

/** Beyond so many, hosts are grey. */
export const coloured = (host) => place(host) < COLOURS * DASHES.length;

export function line(host) {
  const at = place(host);
  if (!coloured(host)) return { colour: variable("--other"), dash: [] };
  return { colour: variable(`--host-${(at % COLOURS) + 1}`), dash: DASHES[Math.floor(at / COLOURS)] };
}

/** A swatch takes its colour from the style sheet, so it follows the theme by itself. */
export function swatch(host) {
  const node = document.createElement("i");
  node.className = "swatch";
  node.dataset.host = host;
  node.ariaHidden = "true";
  paint(node);
  return node;
}

function paint(node) {
  const { host } = node.dataset;
  const colour = coloured(host) ? String((place(host) % COLOURS) + 1) : "other";
  const dash = coloured(host) ? String(Math.floor(place(host) / COLOURS)) : "0";
  if (node.dataset.colour !== colour) node.dataset.colour = colour;
  if (node.dataset.dash !== dash) node.dataset.dash = dash;
}

const repaint = () => document.querySelectorAll(".swatch").forEach(paint);
