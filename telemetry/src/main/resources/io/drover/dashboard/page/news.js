/** Tells those who hear the page, and not more often than one can listen. */

import { $, setText } from "/dom.js";
import * as auctions from "/auctions.js";
import * as migrations from "/migrations.js";

const APART_MS = 6_000;
const node = $("#news");
const seen = new Map();
let first = true;
let toldAt = 0;
let waiting = [];

export function hear(allAuctions, allMigrations) {
  const news = [
    ...allAuctions.filter(({ ending }) => ending).map((one) => [`auction ${one.auctioneer} ${one.since}`, `Auction: ${auctions.told(one)}`]),
    ...allMigrations.map((one) => [`migration ${one.auction} ${one.status}`, `Migration of ${migrations.told(one)}`]),
  ].filter(([key]) => !seen.has(key));
  for (const [key] of news) seen.set(key, true);
  if (!first) waiting.push(...news.map(([, text]) => text));
  first = false;
  tell();
}

function tell() {
  if (waiting.length === 0 || Date.now() - toldAt < APART_MS) return;
  toldAt = Date.now();
  const newest = waiting.slice(-3);
  const more = waiting.length - newest.length;
  waiting = [];
  setText(node, `${more > 0 ? `${more} more. ` : ""}${newest.join(". ")}.`);
}
