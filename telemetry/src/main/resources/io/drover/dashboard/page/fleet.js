/** The hosts, a row each, and one sentence about all of them. */

import { $, el, keyed, setAttribute, setText } from "/dom.js";
import * as format from "/format.js";
import { swatch } from "/palette.js";

const ROWS = 50;

const table = $("#fleet");
const body = $("tbody", table);
const empty = table.nextElementSibling;
const order = { by: "host", ascending: true, chosen: false };
let newest = null;

/** Hot, cold or between: by the thresholds as the host has them now. */
export function temperature({ load, push, pull }) {
  if (load === null) return "unknown";
  if (load >= push) return "hot";
  return load <= pull ? "cold" : "normal";
}

export function show(fleet) {
  newest = fleet;
  if (!order.chosen && fleet.hosts.length > ROWS) sortBy("load", false);
  const hosts = [...fleet.hosts].sort(compare);
  const scale = Math.max(1, ...hosts.map((host) => host.load ?? 0));
  table.hidden = hosts.length === 0;
  empty.hidden = hosts.length > 0;
  setText($("#fleet-note"), note(hosts));
  keyed(body, hosts.slice(0, ROWS).map((host) => ({ ...host, scale, heardAt: undefined })), ({ host }) => host, row);
}

const note = (hosts) => (hosts.length > ROWS ? `the first ${ROWS} of ${hosts.length} hosts` : "marks: its thresholds now");

function compare(a, b) {
  const names = a.host.localeCompare(b.host, undefined, { numeric: true });
  const difference = order.by === "load" ? (a.load ?? -1) - (b.load ?? -1) || names : names;
  return order.ascending ? difference : -difference;
}

function sortBy(by, ascending) {
  order.by = by;
  order.ascending = ascending;
  for (const button of table.querySelectorAll("[data-sort]")) {
    const word = button.dataset.sort !== by ? "none" : ascending ? "ascending" : "descending";
    setAttribute(button.parentElement, "aria-sort", word);
  }
}

for (const button of table.querySelectorAll("[data-sort]")) {
  button.addEventListener("click", () => {
    const by = button.dataset.sort;
    order.chosen = true;
    sortBy(by, order.by === by ? !order.ascending : by === "host");
    if (newest) show(newest);
  });
}

function row({ host }) {
  const fill = el("i", { class: "fill" });
  const push = el("i", { class: "tick push" });
  const pull = el("i", { class: "tick pull" });
  const load = el("b");
  const memory = el("span", { class: "memory" });
  const state = el("span", { class: "state" });
  const why = el("span", { class: "why" });
  const [mode, attempts, migrations, decision] = [0, 1, 2, 3].map(() => el("span"));
  const cell = (name, label, ...inside) => el("td", { role: "cell", class: name, "data-label": label }, ...inside);
  const node = el(
    "tr",
    { role: "row" },
    el("th", { role: "rowheader", scope: "row", class: "host" }, swatch(host), host),
    cell("load", "Load", el("span", { class: "track", "aria-hidden": "true" }, fill, pull, push), load, memory),
    cell("standing", "Standing", state, " ", why),
    cell("mode", "Mode", mode),
    cell("number", "Attempts", attempts),
    cell("number", "Migrations", migrations),
    cell("decision", "Last decision", decision),
  );
  return {
    node,
    update(one) {
      const warmth = temperature(one);
      setAttribute(node, "data-temperature", warmth);
      place(fill, "width", (one.load ?? 0) / one.scale);
      place(push, "left", one.push / one.scale);
      place(pull, "left", one.pull / one.scale);
      setText(load, format.load(one.load));
      setAttribute(load, "title", title(one));
      setText(memory, one.memory === null ? "" : `memory ${format.load(one.memory)}`);
      setText(state, WORDS[warmth]);
      setText(why, standing(one));
      setText(mode, one.paused ? "paused" : one.draining ? "draining" : one.mode);
      setAttribute(mode, "class", one.paused || one.draining || one.mode !== "enforce" ? "tag quiet" : "tag");
      setText(attempts, String(one.attempts));
      setText(migrations, one.failed ? `${one.migrations} (${one.failed} failed)` : String(one.migrations));
      setText(decision, format.sentence(one.lastDecision));
      setAttribute(decision, "title", one.lastDecision);
    },
  };
}

const WORDS = { hot: "hot", cold: "cold", normal: "normal", unknown: "unknown" };
const place = (node, property, share) => node.style.setProperty(property, `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%`);

const title = (one) =>
  `measured ${format.load(one.measured)}, pending ${format.load(one.pending)}, push ${format.load(one.push)}, pull ${format.load(one.pull)}`;

function standing({ unavailable, lockedBy, paused }) {
  const lock = lockedBy && !unavailable.includes(lockedBy) ? `locked by ${lockedBy}` : "";
  return [paused && unavailable === "paused" ? "" : unavailable, lock].filter(Boolean).join(", ");
}
