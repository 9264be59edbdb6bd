/** Asks for the documents when they have changed, and shows them. */

import * as api from "/api.js";
import * as advice from "/advice.js";
import * as auctions from "/auctions.js";
import { $, setAttribute, setText } from "/dom.js";
import * as fleet from "/fleet.js";
import * as format from "/format.js";
import * as headline from "/headline.js";
import { follow } from "/live.js";
import * as loads from "/loads-chart.js";
import * as metrics from "/measures.js";
import * as migrations from "/migrations.js";
import * as news from "/news.js";
import { place } from "/palette.js";
import { Samples } from "/samples.js";

const SAMPLES = 600;
const NARROWEST = 120;

const link = { word: "connecting", seen: null };
let samples = new Samples();
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
  const [fleet, auctions, migrations, advice] = await Promise.all([api.fleet(), api.auctions(), api.migrations(), api.advice()]);
  const now = Date.parse(fleet.now) / 1000;
  const asked = range;
  const whole = stale || samples.length === 0 || samples.length > 2 * SAMPLES;
  const kept = whole ? new Samples() : samples;
  kept.add(await api.samples(whole ? now - asked : Math.min(samples.last, now), now, SAMPLES));
  kept.trim(now - asked);
  samples = kept;
  stale = asked !== range;
  return { fleet, auctions, migrations, advice, now };
}

/** The chosen range, or what there is of it. */
function span() {
  const from = Math.max(known.now - range, samples.at[0] ?? known.now - range);
  return [Math.min(from, known.now - NARROWEST), known.now];
}

function show() {
  const { fleet: document, now } = known;
  [...document.hosts].forEach(({ host }) => place(host));
  headline.show(document, known.migrations);
  loads.show(samples, known.migrations, span());
  metrics.show(samples, span());
  fleet.show(document);
  advice.show(known.advice, document.hosts);
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
