/** The documents. Every request has an end. */

const TIMEOUT_MS = 10_000;

export class SignedOut extends Error {}

async function document(path) {
  const response = await fetch(`/api/v1/${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status === 401) throw new SignedOut();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** So many of everything: what a fleet of any size costs is bounded. */
export const ROWS = 40;
export const BIDS = 12;

/** A fleet of more is shown by a page of its hosts, some curves, and a map. */
export const HOSTS = 50;

export const fleet = (query) => document(`fleet?atMost=${HOSTS}&${query}`);
export const heat = () => document("heat");
export const auctions = async () => (await document(`auctions?atMost=${ROWS}&bids=${BIDS}`)).auctions;
export const migrations = async () => (await document(`migrations?atMost=${ROWS}`)).migrations;
export const advice = async () => (await document(`advice?atMost=${ROWS}&only=advising`)).advice;

/** One auction with all its bids; undefined: it is known no more. */
export const auction = async (id) => (await document(`auctions?auction=${encodeURIComponent(id)}`)).auctions[0];

/**
 * Of a span in seconds since 1970.
 * @param hosts whose columns, besides how those of all lie; null: all columns
 */
export function samples(from, to, atMost, hosts) {
  const iso = (time) => new Date(Math.round(time * 1000)).toISOString();
  const some = hosts ? `&hosts=${hosts.map(encodeURIComponent).join(",")}` : "";
  return document(`samples?from=${iso(from)}&to=${iso(to)}&atMost=${atMost}${some}`);
}
