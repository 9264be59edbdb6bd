/** Migrations: how far each is, and how long it took against what was predicted. */

import { $, el, keyed, setAttribute, setText } from "/dom.js";
import * as format from "/format.js";

const root = $("#migrations");
const list = $("ol", root);
const empty = $(".empty", root);

/**
 * @param now seconds since 1970, in the fleet's time
 */
export function show(migrations, now) {
  empty.hidden = migrations.length > 0;
  const rows = migrations.map((one) => ({ ...one, elapsed: one.endedAt ? null : Math.max(0, now - Date.parse(one.startedAt) / 1000) }));
  keyed(list, rows, ({ auction, startedAt, server }) => `${auction} ${startedAt} ${server}`, item);
}

export const told = ({ server, source, destination, status, reason }) =>
  `${format.server(server)} from ${source} to ${destination}: ${status}${reason ? `, ${reason}` : ""}`;

function item() {
  const time = el("time");
  const name = el("code");
  const route = el("span", { class: "route" });
  const status = el("span", { class: "ending" });
  const progress = el("progress", { max: "1" });
  const real = el("i", { class: "real" });
  const predicted = el("i", { class: "predicted" });
  const bars = el("span", { class: "spans", "aria-hidden": "true" }, predicted, real);
  const spans = el("span", { class: "took" });
  const gain = el("span", { class: "gain" });
  const reason = el("p", { class: "reason" });
  const node = el(
    "li",
    { class: "migration" },
    el("div", { class: "line" }, time, name, route, status),
    progress,
    el("div", { class: "line small" }, bars, spans, gain),
    reason,
  );
  return {
    node,
    update(one) {
      const running = one.status === "running";
      setText(time, format.clock(one.startedAt));
      setText(name, format.server(one.server));
      setAttribute(name, "title", one.server);
      setText(route, `${one.source} → ${one.destination}`);
      setText(status, one.status);
      setAttribute(status, "data-ending", one.status);
      advance(progress, running, one);
      drawSpans(predicted, real, one);
      setText(spans, took(one));
      setText(gain, gained(one));
      setText(reason, format.sentence(one.reason));
      reason.hidden = !one.reason;
    },
  };
}

function advance(progress, running, { progress: done, server }) {
  progress.hidden = !running;
  setAttribute(progress, "aria-label", `Progress of ${format.server(server)}`);
  if (done === null) progress.removeAttribute("value");
  else progress.value = done;
}

/** Both on one scale: the longer one is full. */
function drawSpans(predicted, real, one) {
  const took = one.seconds ?? one.elapsed ?? 0;
  const most = Math.max(took, one.predictedSeconds ?? 0, 1e-9);
  const set = (node, value) => node.style.setProperty("width", `${((100 * value) / most).toFixed(1)}%`);
  set(predicted, one.predictedSeconds ?? 0);
  set(real, took);
}

const percent = (share) => (share === null ? "" : `${format.percent(share)}, `);

function took({ progress, seconds, elapsed, predictedSeconds }) {
  const real = seconds === null ? (elapsed === null ? "time unknown" : `${percent(progress)}${format.seconds(elapsed)} so far`) : `took ${format.seconds(seconds)}`;
  return `${real}, predicted ${format.seconds(predictedSeconds)}`;
}

const gained = ({ entropyBefore, entropyAfter }) =>
  entropyAfter === null ? "" : `${format.performance(entropyBefore)} → ${format.performance(entropyAfter)}`;
