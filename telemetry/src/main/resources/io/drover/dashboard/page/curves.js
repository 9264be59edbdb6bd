/** Which hosts of a great fleet have curves: the hottest, the coldest, and the one that is highlighted. */

const HOTTEST = 8;
const COLDEST = 4;

let hot = [];
let cold = [];

/** Who has a curve keeps it while it is among twice as many: loads that are nearly equal change places all the time. */
export function choose({ hosts, loads }, selected) {
  const byLoad = hosts
    .map((host, i) => ({ host, load: loads[i] }))
    .filter(({ load }) => load !== null)
    .sort((a, b) => b.load - a.load)
    .map(({ host }) => host);
  hot = renewed(hot, byLoad, HOTTEST);
  cold = renewed(cold, byLoad.filter((host) => !hot.includes(host)).reverse(), COLDEST);
  const extra = selected && !hot.includes(selected) && !cold.includes(selected) ? [selected] : [];
  return [...hot, ...cold, ...extra];
}

function renewed(before, best, count) {
  const stay = before.filter((host) => best.slice(0, 2 * count).includes(host));
  return [...stay, ...best.filter((host) => !stay.includes(host))].slice(0, count);
}
