/** The loads as a table, for whoever reads numbers rather than lines. */

import { el } from "/dom.js";
import * as format from "/format.js";

const ROWS = 12;

export function fillTable(mount, samples, hosts) {
  const picked = rows(samples.length);
  const span = [samples.at[0], samples.last];
  const head = el("tr", {}, el("th", { scope: "col" }, "Time"), ...hosts.map((host) => el("th", { scope: "col", class: "number" }, host)));
  const body = picked.map((i) => {
    const loads = hosts.map((host) => el("td", { class: "number" }, format.load(samples.hosts.get(host).load[i])));
    const unmeasured = picked.length && samples.gap[i] ? " (after a gap)" : "";
    return el("tr", {}, el("th", { scope: "row" }, format.within(samples.at[i], span) + unmeasured), ...loads);
  });
  const caption = el("caption", {}, `Normalised loads at ${format.count(picked.length, "time")} of the range, newest first`);
  mount.replaceChildren(el("table", { class: "numbers" }, caption, el("thead", {}, head), el("tbody", {}, ...body)));
}

function rows(length) {
  const count = Math.min(ROWS, length);
  const all = Array.from({ length: count }, (_, i) => Math.round((i * (length - 1)) / Math.max(1, count - 1)));
  return all.reverse();
}
