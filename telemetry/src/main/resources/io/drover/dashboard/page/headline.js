/** The fleet in one sentence, and what an operator must know before reading on. */

import { $, el, keyed, setText } from "/dom.js";
import * as format from "/format.js";
import { temperature } from "/fleet.js";

const SOME = 3;

export function show(fleet, migrations) {
  const hot = fleet.hosts.filter((host) => temperature(host) === "hot").sort((a, b) => b.load - a.load);
  const cold = fleet.hosts.filter((host) => temperature(host) === "cold");
  setText($("#headline"), headline(fleet.hosts, hot, cold));
  setText($("#subline"), subline(fleet.hosts, migrations));
  document.title = hot.length ? `(${hot.length} hot) Drover` : "Drover";
}

function headline(hosts, hot, cold) {
  if (hosts.length === 0) return "No agent has answered yet";
  if (hot.length === 1) return `${hot[0].host} is hot at ${format.load(hot[0].load)}`;
  if (hot.length > 1) return `${hot.length} of ${hosts.length} hosts are hot, ${hot[0].host} most at ${format.load(hot[0].load)}`;
  if (cold.length > 0) return `No host is hot; ${format.count(cold.length, "host is", "hosts are")} cold`;
  return "No host is hot or cold";
}

function subline(hosts, migrations) {
  const by = (status) => migrations.filter((migration) => migration.status === status).length;
  const running = by("running");
  const failed = by("failed");
  return [
    `${format.count(hosts.length, "host")} heard`,
    running ? `${format.count(running, "migration")} running` : "no migration running",
    `${by("completed")} completed`,
    failed ? `${failed} failed` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** What is out of the ordinary, most urgent first. */
export function banners(link, fleet) {
  const all = [];
  if (link.word === "lost") {
    all.push({ kind: "bad", text: `Connection lost. This is the fleet of ${format.clock(link.seen)}; asking again every few seconds.` });
  }
  if (link.word === "signed out") all.push({ kind: "bad", text: "The token is no longer accepted. Reload the page to give it again." });
  if (link.word === "ended") all.push({ kind: "calm", text: "Drover has stopped here. This is the last that it told." });
  if (fleet) all.push(...standing(fleet.hosts));
  keyed($("#banners"), all, ({ text }) => text, ({ kind, text }) => ({ node: el("p", { class: `banner ${kind}` }, text), update() {} }));
}

function standing(hosts) {
  const share = (some) => (some.length === hosts.length ? "All hosts" : some.length <= SOME ? some.map((one) => one.host).join(", ") : `${some.length} hosts`);
  const verb = (some, one, many) => (some.length === 1 && hosts.length > 1 ? one : many);
  const all = [];
  const paused = hosts.filter((host) => host.paused);
  const draining = hosts.filter((host) => host.draining);
  const advising = hosts.filter((host) => host.mode === "advise" || host.mode === "propose");
  if (paused.length) {
    all.push({ kind: "warn", text: `${share(paused)} ${verb(paused, "is", "are")} paused: running migrations finish, none begins. drover resume goes on.` });
  }
  if (draining.length) {
    all.push({ kind: "calm", text: `${share(draining)} ${verb(draining, "is", "are")} to be emptied: servers go, none comes. drover undrain ends it.` });
  }
  if (advising.length) {
    all.push({ kind: "calm", text: `${share(advising)} ${verb(advising, "advises", "advise")} only: what would be moved is under Advice, and nothing is.` });
  }
  return all;
}
