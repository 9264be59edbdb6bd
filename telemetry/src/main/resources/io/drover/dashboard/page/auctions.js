/** Auctions, each with all its bids: who won and why, and why the others did not. */

import * as api from "/api.js";
import { $, el, keyed, setAttribute, setText } from "/dom.js";
import * as format from "/format.js";
import { swatch } from "/palette.js";

const root = $("#auctions");
const list = $("ol", root);
const empty = $(".empty", root);

const ENDINGS = {
  "": "open",
  moved: "moved",
  advised: "would move",
  failed: "came to nothing",
  busy: "peers busy",
  nobody: "nobody to trade with",
  released: "let go",
};

export function show(auctions) {
  empty.hidden = auctions.length > 0;
  const newestFirst = named(auctions).sort((one, other) => Date.parse(other.openedAt) - Date.parse(one.openedAt));
  keyed(list, newestFirst, ({ key }) => key, item);
}

/** A row of auctions in vain keeps its name while it grows: what is open stays open. */
function named(auctions) {
  let next = "";
  return auctions.map((row) => {
    const vain = VAIN.has(row.ending);
    const key = vain ? `${row.auctioneer} ${row.strategy} ${row.ending} ${next}` : row.auction;
    if (!vain && row.ending) next = row.auction;
    return { ...row, key };
  });
}

const VAIN = new Set(["busy", "nobody"]);

/** One sentence, for the list and for those who hear the page. */
export function told({ auctioneer, ending, server, source, destination, times, since }) {
  if (server && destination && ending !== "busy" && ending !== "failed") {
    const verb = ending === "moved" ? "went" : ending === "" ? "is to go" : ending === "advised" ? "would go" : "was to go";
    return `${format.server(server)} ${verb} from ${source} to ${destination}`;
  }
  const again = times > 1 ? `, ${times} times since ${format.clock(since)}` : "";
  return `${auctioneer}: ${ENDINGS[ending] ?? ending}${again}`;
}

function item() {
  const time = el("time");
  const strategy = el("span", { class: "tag" });
  const sentence = el("span", { class: "sentence" });
  const ending = el("span", { class: "ending" });
  const gain = el("span", { class: "gain" });
  const trigger = el("p", { class: "trigger" });
  const reason = el("p", { class: "reason" });
  const bids = el("tbody", { role: "rowgroup" });
  const details = el("details");
  const caption = el("caption", { class: "hidden" });
  const more = el("p", { class: "note" });
  const summary = el("summary", {}, time, strategy, sentence, ending, gain);
  details.append(summary, el("div", { class: "bids" }, trigger, reason, table(caption, bids), more));
  const node = el("li", {}, details);
  let latest = null;
  let whole = null;

  /** Bids are many, and seldom looked at: they are listed when they are. */
  function list() {
    const { auction, bids: all, moreBids } = whole?.auction === latest.auction && whole.ending === latest.ending ? whole : latest;
    setText(caption, `Bids of auction ${auction}`);
    setText(more, moreBids ? `and ${format.count(moreBids, "host")} more, whose bids were less` : "");
    keyed(bids, all, ({ host }) => host, bid);
  }

  async function open() {
    list();
    const { auction, ending, bids: some } = latest;
    if (some.length < api.BIDS || (whole?.auction === auction && whole.ending === ending)) return;
    try {
      whole = (await api.auction(auction)) ?? whole;
      list();
    } catch {
      // then the best bids must do
    }
  }

  summary.addEventListener("click", () => !details.open && open());
  details.addEventListener("toggle", () => details.open && open());
  return {
    node,
    update(auction) {
      latest = auction;
      setText(time, format.clock(auction.openedAt));
      setText(strategy, auction.strategy);
      setText(sentence, told(auction));
      setAttribute(sentence, "title", auction.server);
      setText(ending, ENDINGS[auction.ending] ?? auction.ending);
      setAttribute(ending, "data-ending", auction.ending || "open");
      setText(gain, gained(auction));
      setText(trigger, opened(auction));
      setText(reason, format.sentence(auction.reason));
      if (details.open) open();
    },
  };
}

const gained = ({ entropyBefore, entropyAfter }) =>
  entropyAfter === null ? "" : `${format.performance(entropyBefore)} → ${format.performance(entropyAfter)}`;

function opened({ auctioneer, strategy, load, threshold, openedAt, endedAt, bids, moreBids }) {
  const passed = strategy === "pull" ? "at or below its pull" : "at or above its push";
  const took = endedAt ? `, ended after ${format.seconds((Date.parse(endedAt) - Date.parse(openedAt)) / 1000)}` : ", still open";
  return `${auctioneer} opened it at ${format.load(load)}, ${passed} threshold of ${format.load(threshold)}; ${format.count(bids.length + moreBids, "host")} asked${took}.`;
}

function table(caption, bids) {
  const heads = ["Host", "Load", "Servers", "Best server", "Performance", "Takes", "Bid"];
  const row = heads.map((name) => el("th", { role: "columnheader", scope: "col", class: NUMBERS.has(name) ? "number" : "" }, name));
  return el("table", { role: "table", class: "bid-table" }, caption, el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...row)), bids);
}

const NUMBERS = new Set(["Load", "Servers", "Performance", "Takes"]);

function bid({ host }) {
  const values = ["Load", "Servers", "Best server", "Performance", "Takes"].map((label) => [label, el("span")]);
  const verdict = el("b", { class: "verdict" });
  const why = el("span", { class: "why" });
  const cells = values.map(([label, value]) => el("td", { role: "cell", class: NUMBERS.has(label) ? "number" : "mono", "data-label": label }, value));
  const node = el(
    "tr",
    { role: "row" },
    el("th", { role: "rowheader", scope: "row" }, swatch(host), host),
    ...cells,
    el("td", { role: "cell", class: "verdict-cell", "data-label": "Bid" }, verdict, " ", why),
  );
  return {
    node,
    update(one) {
      const texts = [
        format.load(one.load),
        String(one.candidates),
        one.server ? format.server(one.server) : "–",
        format.performance(one.entropyAfter),
        format.seconds(one.seconds),
      ];
      values.forEach(([, value], i) => setText(value, texts[i]));
      setAttribute(values[2][1], "title", one.server);
      setText(verdict, one.verdict);
      setText(why, format.sentence(one.why));
      setAttribute(node, "data-verdict", one.verdict);
    },
  };
}
