/** Numbers, times and names as people read them. What is not known is a dash. */

const DASH = "–";
const known = (number) => number !== null && number !== undefined && Number.isFinite(number);
const fixed = (digits) => (number) => (known(number) ? number.toFixed(digits) : DASH);

export const load = fixed(2);
export const performance = fixed(3);
export const traffic = (kb) => (known(kb) ? `${kb < 10 ? kb.toFixed(2) : kb.toFixed(1)} kb/s` : DASH);

export function seconds(number) {
  if (!known(number)) return DASH;
  if (number < 60) return `${number.toFixed(number < 10 ? 1 : 0)} s`;
  const whole = Math.round(number);
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${(whole / 3600).toFixed(1)} h`;
}

export const percent = (share) => (known(share) ? `${Math.round(share * 100)} %` : DASH);

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const MINUTES = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" });

/** A time of a document, or seconds since 1970. */
const date = (time) => new Date(typeof time === "number" ? time * 1000 : time);

export const clock = (time) => (time === null ? DASH : CLOCK.format(date(time)));
export const minutes = (time) => MINUTES.format(date(time));
export const day = (time) => DAY.format(date(time));

/** The clock, with the day where a span in seconds is longer than half of one. */
export const within = (time, [from, to]) => (to - from > 43_200 ? `${day(time)}, ${clock(time)}` : clock(time));

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A server's id, short enough to read: its ends tell servers apart. */
export const server = (id) => (id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id);

/** A sentence with its ids shortened. */
export const sentence = (text) => text.replace(ID, server);

export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
