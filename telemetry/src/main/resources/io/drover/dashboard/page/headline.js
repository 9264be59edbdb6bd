/** The fleet in one sentence, and what an operator must know before reading on. */

import { $, el, keyed, setText } from "/dom.js";
import * as format from "/format.js";
import { ROWS } from "/api.js";

const SOME = 3;

export function show(fleet, migrations) {
  const { hot } = fleet.summary;
  setText($("#headline"), headline(fleet.summary));
  setText($("#subline"), subline(fleet.summary, migrations));
  document.title = hot.count ? `(${hot.count} hot) Drover` : "Drover";
}

function headline({ total, hot, cold, highest }) {
  if (total === 0) return "No agent has answered yet";
  if (hot.count === 1) return `${hot.hosts[0]} is hot at ${format.load(highest)}`;
  if (hot.count > 1) return `${hot.count} of ${total} hosts are hot, ${hot.hosts[0]} most at ${format.load(highest)}`;
  if (cold.count > 0) return `No host is hot; ${format.count(cold.count, "host is", "hosts are")} cold`;
  return "No host is hot or cold";
}

/** Running ones come first: only when all that are listed run, there may be more. */
function subline({ total }, migrations) {
  const by = (status) => migrations.filter((migration) => migration.status === status).length;
  const running = by("running");
  const failed = by("failed");
  const heard = `${format.count(total, "host")} heard`;
  if (running === ROWS) return `${heard}, ${running} or more migrations running`;
  return [
    heard,
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
  if (fleet) all.push(...standing(fleet.summary));
  keyed($("#banners"), all, ({ text }) => text, ({ kind, text }) => ({ node: el("p", { class: `banner ${kind}` }, text), update() {} }));
}

function standing({ total, paused, draining, advising }) {
  const share = ({ count, hosts }) => (count === total ? "All hosts" : count <= SOME ? hosts.join(", ") : `${count} hosts`);
  const verb = ({ count }, one, many) => (count === 1 && total > 1 ? one : many);
  const all = [];
  if (paused.count) {
    all.push({ kind: "warn", text: `${share(paused)} ${verb(paused, "is", "are")} paused: running migrations finish, none begins. drover resume goes on.` });
  }
  if (draining.count) {
    all.push({ kind: "calm", text: `${share(draining)} ${verb(draining, "is", "are")} to be emptied: servers go, none comes. drover undrain ends it.` });
  }
  if (advising.count) {
    all.push({ kind: "calm", text: `${share(advising)} ${verb(advising, "advises", "advise")} only: what would be moved is under Advice, and nothing is.` });
  }
  return all;
}
