/** The one host that is highlighted, wherever it is shown. */

let chosen = null;
const followers = [];

export const selected = () => chosen;

export const follow = (told) => followers.push(told);

export function toggle(host) {
  chosen = chosen === host ? null : host;
  followers.forEach((told) => told(chosen));
}
