/** The hosts, a row each; of a great fleet a page of them. */

import * as api from "/api.js";

import { $, el, keyed, setAttribute, setText } from "/dom.js";
import * as format from "/format.js";
import { swatch } from "/palette.js";

const table = $("#fleet");
const body = $("tbody", table);
const empty = table.nextElementSibling;
const tools = $("#fleet-tools");
const search = $("#search");
const [previous, next] = [$("#previous"), $("#next")];
const TYPING_MS = 200;
const order = { by: "host", ascending: true, chosen: false };
let offset = 0;
let newest = null;
let seek = () => {};

/** Of a fleet that is not great all hosts are here, and sorted here. */
export const great = (fleet) => fleet !== null && fleet.summary.total > api.HOSTS;

function query() {
  if (!great(newest)) return "sort=-load";
  return `sort=${order.ascending ? "" : "-"}${order.by}&offset=${offset}&search=${encodeURIComponent(search.value.trim())}`;
}

export async function ask() {
  const asked = query();
  return { ...(await api.fleet(asked)), asked };
}

/** Hot, cold or between: by the thresholds as the host has them now. */
function temperature({ load, push, pull }) {
  if (load === null) return "unknown";
  if (load >= push) return "hot";
  return load <= pull ? "cold" : "normal";
}

export function show(fleet) {
  if (newest && fleet.asked !== query()) return; // what was asked for meanwhile is on its way
  const { total, highest } = fleet.summary;
  newest = fleet;
  tools.hidden = !great(fleet);
  if (great(fleet)) page();
  else offset = 0;
  const hosts = [...fleet.hosts].sort(compare);
  const scale = Math.max(1, highest ?? 0);
  table.hidden = total === 0;
  empty.hidden = total > 0;
  keyed(body, hosts.map((host) => ({ ...host, scale, heardAt: undefined })), ({ host }) => host, row);
}

/** What of a great fleet is shown. */
function page() {
  if (!order.chosen) sortBy("load", false);
  const { hosts, summary } = newest;
  const { total, matching } = summary;
  if (hosts.length === 0 && offset > 0) {
    offset = 0;
    again();
  }
  const some = matching === 0 ? "none" : `${offset + 1}–${offset + hosts.length}`;
  setText($("#page-note"), `${some} of ${matching || total}`);
  setAttribute(previous, "aria-disabled", String(offset === 0));
  setAttribute(next, "aria-disabled", String(offset + hosts.length >= matching));
}

/** Only the table is asked for again, also while the page is frozen. */
async function again() {
  try {
    show(await ask());
  } catch {
    // the next round tells what is wrong
  }
}

function turn(by) {
  offset = Math.max(0, offset + by);
  again();
}

for (const [button, by] of [[previous, -api.HOSTS], [next, api.HOSTS]]) {
  button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && turn(by));
}

let typing = 0;
search.addEventListener("input", () => {
  seek(search.value);
  clearTimeout(typing);
  typing = setTimeout(() => turn(-offset), TYPING_MS);
});

export const onSearch = (call) => (seek = call);

/** As if it had been typed. */
export function find(part) {
  search.value = part;
  seek(part);
  turn(-offset);
}

/** As names are sorted. */
export const byName = (a, b) => a.localeCompare(b, undefined, { numeric: true });

function compare(a, b) {
  const names = byName(a.host, b.host);
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
    if (great(newest)) turn(-offset);
    else if (newest) show(newest);
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
