/** The documents. Every request has an end. */

const TIMEOUT_MS = 10_000;

export class SignedOut extends Error {}

async function document(path) {
  const response = await fetch(`/api/v1/${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status === 401) throw new SignedOut();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const ROWS = 40;

export const fleet = () => document("fleet");
export const auctions = async () => (await document(`auctions?atMost=${ROWS}`)).auctions;
export const migrations = async () => (await document(`migrations?atMost=${ROWS}`)).migrations;
export const advice = async () => (await document(`advice?atMost=${ROWS}`)).advice;

/** Of a span in seconds since 1970. */
export function samples(from, to, atMost) {
  const iso = (time) => new Date(Math.round(time * 1000)).toISOString();
  return document(`samples?from=${iso(from)}&to=${iso(to)}&atMost=${atMost}`);
}
