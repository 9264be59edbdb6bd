/** What agents would move if they were let. */

import { $, el, keyed, setAttribute, setText } from "/dom.js";
import * as format from "/format.js";

const root = $("#advice");
const list = $("ol", root);
const empty = $(".empty", root);

/** Shown while any host only advises: what the others decide they also do, and the auctions tell of it. */
export function show(advice, { advising }) {
  root.hidden = advising.count === 0;
  empty.hidden = advice.length > 0;
  keyed(list, advice, ({ host, strategy, at, server }) => `${host} ${strategy} ${at} ${server}`, item);
}

function item() {
  const time = el("time");
  const strategy = el("span", { class: "tag" });
  const sentence = el("span", { class: "sentence" });
  const gain = el("span", { class: "gain" });
  const reason = el("p", { class: "reason" });
  return {
    node: el("li", { class: "advised" }, el("div", { class: "line" }, time, strategy, sentence, gain), reason),
    update(one) {
      setText(time, format.clock(one.at));
      setText(strategy, one.strategy);
      const cost = one.predictedSeconds === null ? "" : `, about ${format.seconds(one.predictedSeconds)}`;
      setText(sentence, one.server ? `${one.host} would move ${format.server(one.server)} from ${one.source} to ${one.destination}${cost}` : one.host);
      setAttribute(sentence, "title", one.server);
      setText(gain, one.entropyAfter === null ? "" : `${format.performance(one.entropyBefore)} → ${format.performance(one.entropyAfter)}`);
      setText(reason, format.sentence(one.reason));
    },
  };
}
