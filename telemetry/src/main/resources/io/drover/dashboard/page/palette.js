/** Colours of hosts, told apart by people with any colour vision; dashes where the colours run out. */

const DASHES = [[], [7, 4], [2, 3]];
const COLOURS = 6;

export const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Names of all hosts ever shown, so that a host keeps its colour. */
const places = new Map();

export function place(host) {
  if (!places.has(host)) places.set(host, places.size);
  return places.get(host);
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
  node.dataset.colour = coloured(host) ? String((place(host) % COLOURS) + 1) : "other";
  node.dataset.dash = coloured(host) ? String(Math.floor(place(host) / COLOURS)) : "0";
  node.ariaHidden = "true";
  return node;
}
