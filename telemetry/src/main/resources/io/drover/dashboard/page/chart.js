/** What all charts have in common: time below, faint lines, one cursor for all, holes where nobody measured. */

import uPlot from "/uplot/uPlot.esm.js";
import { clock, day, minutes } from "/format.js";
import { variable } from "/palette.js";

const DAY = 86_400;
const HALF_A_LABEL = 28;
const FONT = "11px Inter, ui-sans-serif, system-ui, sans-serif";

function label(time, step) {
  if (step >= DAY) return day(time);
  return step < 60 ? clock(time) : minutes(time);
}

/** For what changes at once. */
export const steps = uPlot.paths.stepped({ align: 1 });

function axes({ valueOf, marks, small }) {
  const line = { stroke: variable("--soft"), font: FONT, ticks: { show: false } };
  const grid = { stroke: variable("--grid"), width: 1 };
  return [
    {
      ...line,
      grid: { show: false },
      size: small ? 0 : 26,
      show: !small,
      space: 72,
      values: (_, splits, __, ___, step) => splits.map((time) => label(time, step)),
    },
    { ...line, grid, size: 44, gap: 6, space: small ? 24 : 34, ...(marks && { incrs: marks }), values: (_, splits) => splits.map(valueOf) },
  ];
}

/**
 * @param spec {series, bands, hooks, y: range of values, marks: steps between them, valueOf: text of a value, small, moved: told of the cursor}
 * @param span gives [from, to]
 */
export function chart(mount, data, spec, span) {
  const options = {
    ...size(mount),
    padding: spec.small ? [6, 4, 6, 0] : [10, HALF_A_LABEL, 0, 0],
    legend: { show: false },
    scales: { x: { time: true, range: () => span() }, y: { range: spec.y } },
    axes: axes(spec),
    cursor: {
      sync: { key: "fleet" },
      drag: { x: false, y: false },
      y: false,
      points: { size: 6, width: 1.5 },
    },
    series: [{}, ...spec.series],
    bands: spec.bands ?? [],
    hooks: { ...spec.hooks, setCursor: [(plot) => spec.moved?.(plot.cursor.idx ?? null)] },
  };
  const plot = new uPlot(options, data, mount);
  const observer = new ResizeObserver(() => plot.setSize(size(mount)));
  observer.observe(mount);
  return {
    plot,
    remove() {
      observer.disconnect();
      plot.destroy();
    },
  };
}

const size = (mount) => ({ width: Math.max(120, mount.clientWidth), height: Math.max(48, mount.clientHeight) });

/** Hatches what was not measured. For the hook drawClear. */
export function hatch(plot, gaps) {
  const { ctx, bbox } = plot;
  const step = 7 * devicePixelRatio;
  for (const [from, to] of gaps) {
    const left = Math.max(bbox.left, plot.valToPos(from, "x", true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, "x", true));
    if (right - left < 2) continue;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, bbox.top, right - left, bbox.height);
    ctx.clip();
    ctx.strokeStyle = variable("--hatch");
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    for (let x = left - bbox.height; x < right; x += step) {
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
    }
    ctx.stroke();
    ctx.restore();
  }
}
