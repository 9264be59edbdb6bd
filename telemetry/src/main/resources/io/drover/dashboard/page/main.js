/** Asks for the documents when they have changed, and shows them. */

import * as api from "/api.js";
import * as advice from "/advice.js";
import * as auctions from "/auctions.js";
import { choose } from "/curves.js";
import { $, setAttribute, setText } from "/dom.js";
import * as fleet from "/fleet.js";
import * as format from "/format.js";
import * as headline from "/headline.js";
import * as map from "/heat-map.js";
import { follow } from "/live.js";
import * as loads from "/loads-chart.js";
import * as metrics from "/measures.js";
import * as migrations from "/migrations.js";
import * as news from "/news.js";
import * as palette from "/palette.js";
import { Samples } from "/samples.js";
import * as selection from "/selection.js";

const SAMPLES = 600;
const NARROWEST = 120;

const page = document.body;
const link = { word: "connecting", seen: null };
let samples = new Samples();
let asked = null;
let stale = true;
let range = Number(kept("drover.range", "3600"));
let known = null;
let frozen = false;
let asking = false;
let again = false;

/** One round at a time; what changes meanwhile makes one more. */
async function refresh() {
  if (frozen || link.word === "ended") return;
  again = asking;
  if (asking) return;
  asking = true;
  try {
    known = await ask();
    link.seen = known.fleet.now;
    if (link.word === "lost") link.word = "asking";
    show();
  } catch (fault) {
    if (link.word !== "ended") link.word = fault instanceof api.SignedOut ? "signed out" : "lost";
    showLink();
  } finally {
    asking = false;
    if (again) refresh();
  }
}

async function ask() {
  const heatToo = () => (fleet.great(known?.fleet ?? null) ? api.heat() : null);
  const documents = await Promise.all([fleet.ask(), api.auctions(), api.migrations(), api.advice(), heatToo()]);
  const [hosts, auctions, migrations, advice] = documents;
  const heat = fleet.great(hosts) ? (documents[4] ?? (await api.heat())) : null;
  const curves = heat && choose(heat, selection.selected());
  const now = Date.parse(hosts.now) / 1000;
  await sample(now, curves);
  return { fleet: hosts, heat, curves, auctions, migrations, advice, now };
}

/**
 * Only what is new, unless there are none to add it to.
 * @param curves the hosts that have one; null: all
 */
async function sample(now, curves) {
  const reach = range;
  const others = curves === null ? asked !== null : !curves.every((host) => asked?.has(host));
  const whole = stale || others || samples.length === 0 || samples.length > 2 * SAMPLES;
  const kept = whole ? new Samples() : samples;
  kept.add(await api.samples(whole ? now - reach : Math.min(samples.last, now), now, SAMPLES, curves));
  kept.trim(now - reach);
  if (curves) kept.only(curves);
  samples = kept;
  asked = curves && new Set(curves);
  stale = reach !== range;
}

/** The chosen range, or what there is of it. */
function span() {
  const from = Math.max(known.now - range, samples.at[0] ?? known.now - range);
  return [Math.min(from, known.now - NARROWEST), known.now];
}

function show() {
  const { fleet: document, curves, now } = known;
  page.toggleAttribute("data-great", curves !== null);
  if (curves) palette.only(curves);
  else palette.all(document.hosts.map(({ host }) => host).sort(fleet.byName));
  headline.show(document, known.migrations);
  map.show(known.heat, document.summary);
  loads.show(samples, known.migrations, span(), curves && document.summary.total);
  metrics.show(samples, span());
  fleet.show(document);
  advice.show(known.advice, document.summary);
  auctions.show(known.auctions);
  migrations.show(known.migrations, now);
  news.hear(known.auctions, known.migrations);
  showLink();
}

function showLink() {
  const word = frozen ? "frozen" : link.word;
  setText($("#link-word"), word);
  setAttribute($("#link"), "data-word", word);
  setText($("#now"), link.seen ? format.clock(link.seen) : "");
  headline.banners(link, known?.fleet);
}

function kept(name, otherwise) {
  try {
    return localStorage.getItem(name) ?? otherwise;
  } catch {
    return otherwise; // storage is switched off
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // then it lasts as long as the page
  }
}

for (const input of document.querySelectorAll("#ranges input")) {
  input.checked = Number(input.value) === range;
  input.addEventListener("change", () => {
    range = Number(input.value);
    keep("drover.range", input.value);
    stale = true;
    if (known) show();
    refresh();
  });
}

$("#freeze").addEventListener("click", ({ currentTarget }) => {
  frozen = !frozen;
  setAttribute(currentTarget, "aria-pressed", String(frozen));
  showLink();
  refresh();
});

/** A host of a great fleet that has no curve yet gets one. */
selection.follow((host) => {
  if (!known) return;
  map.mark();
  loads.highlight();
  if (host && known.curves && !known.curves.includes(host)) refresh();
});
map.onChosen((host) => {
  selection.toggle(host);
  fleet.find(selection.selected() ?? "");
});
fleet.onSearch(map.seek);

const theme = $("#theme");
const nameTheme = () => {
  setText(theme, window.droverTheme.word());
  setAttribute(theme, "aria-label", `Theme: ${window.droverTheme.word()}`);
};
const recolour = () => {
  loads.recolour();
  metrics.recolour();
};
theme.addEventListener("click", () => {
  window.droverTheme.next();
  nameTheme();
  recolour();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
nameTheme();

follow(refresh, (word) => {
  if (link.word === "ended" || (word === "asking" && link.word === "lost")) return;
  if (word === "live" && link.word === "signed out") return;
  link.word = word;
  showLink();
});
refresh();
