/** The samples of the range that is shown, by column. */

const FIGURES = ["systemPerformance", "normalizedLoad", "attempts", "migrations", "overheadKbPerSecond"];
const COLUMNS = ["load", "push", "pull"];
/** How the loads and thresholds of all hosts lie; null where that was not asked for. */
const SPREAD = ["most", "upper", "median", "lower", "least", "pushMost", "pushLeast", "pullMost", "pullLeast"];

export class Samples {
  constructor() {
    this.at = [];
    this.gap = [];
    this.figures = Object.fromEntries(FIGURES.map((name) => [name, []]));
    this.spread = Object.fromEntries(SPREAD.map((name) => [name, []]));
    this.hosts = new Map();
  }

  get length() {
    return this.at.length;
  }

  get last() {
    return this.at.at(-1);
  }

  /** Adds what is newer than the last sample. */
  add(document) {
    const first = document.at.findIndex((at) => this.length === 0 || at > this.last);
    if (first < 0) return;
    const before = this.length;
    const more = document.at.length - first;
    this.at.push(...document.at.slice(first));
    this.gap.push(...document.gap.slice(first));
    for (const name of FIGURES) this.figures[name].push(...document[name].slice(first));
    for (const name of SPREAD) this.spread[name].push(...(document.spread?.[name] ?? Array(document.at.length).fill(null)).slice(first));
    for (const host of document.hosts) {
      const columns = this.hosts.get(host.host) ?? unknown(before);
      for (const name of COLUMNS) columns[name].push(...host[name].slice(first));
      this.hosts.set(host.host, columns);
    }
    for (const columns of this.hosts.values()) fill(columns, before + more);
  }

  /** Forgets what is older, and hosts of which nothing is left. */
  trim(from) {
    const first = this.at.findIndex((at) => at >= from);
    const gone = first < 0 ? this.length : first;
    if (gone === 0) return;
    this.at.splice(0, gone);
    this.gap.splice(0, gone);
    for (const name of FIGURES) this.figures[name].splice(0, gone);
    for (const name of SPREAD) this.spread[name].splice(0, gone);
    for (const [host, columns] of this.hosts) {
      for (const name of COLUMNS) columns[name].splice(0, gone);
      if (columns.load.every((load) => load === null)) this.hosts.delete(host);
    }
  }

  /** Forgets the columns of all other hosts. */
  only(hosts) {
    for (const host of this.hosts.keys()) if (!hosts.includes(host)) this.hosts.delete(host);
  }

  /** Times with a hole where nobody measured, for a chart's lines to break at. */
  times() {
    return this.broken(this.at, (at, i) => (this.at[i - 1] + at) / 2);
  }

  /** A column to go with times(). */
  column(values) {
    return this.broken(values, () => null);
  }

  broken(values, hole) {
    const out = [];
    for (let i = 0; i < values.length; i++) {
      if (i > 0 && this.gap[i]) out.push(hole(values[i], i));
      out.push(values[i]);
    }
    return out;
  }

  /** [from, to] of each span that was not measured. */
  gaps() {
    return this.at.flatMap((at, i) => (i > 0 && this.gap[i] ? [[this.at[i - 1], at]] : []));
  }
}

const unknown = (length) => Object.fromEntries(COLUMNS.map((name) => [name, Array(length).fill(null)]));

function fill(columns, length) {
  for (const name of COLUMNS) while (columns[name].length < length) columns[name].push(null);
}
