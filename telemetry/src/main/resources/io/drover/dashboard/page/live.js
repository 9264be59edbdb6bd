/** Hears when the fleet has changed; asks now and then while nobody tells. */

const SILENCE_MS = 25_000; // the server beats every 10 s
const ASK_MS = 5_000;
const AGAIN_MS = 10_000;

/**
 * @param changed called when something changed, or may have
 * @param state called with "live", "asking" or "ended"
 */
export function follow(changed, state) {
  let source = null;
  let heardAt = 0;
  let triedAt = 0;
  let ended = false;

  const heard = () => {
    heardAt = Date.now();
    state("live");
  };

  function open() {
    triedAt = Date.now();
    source = new EventSource("/api/v1/events");
    source.addEventListener("change", () => {
      heard();
      changed();
    });
    source.addEventListener("beat", heard);
    source.addEventListener("end", () => {
      ended = true;
      close();
      state("ended");
    });
  }

  function close() {
    source?.close();
    source = null;
  }

  /** A connection that is dead without having said so is silent; one that was refused stays closed. */
  function watch() {
    if (ended || document.hidden) return;
    const silent = Date.now() - heardAt > SILENCE_MS;
    const broken = !source || source.readyState === EventSource.CLOSED || silent;
    if (broken && Date.now() - triedAt > AGAIN_MS) {
      close();
      open();
    }
    if (broken || source.readyState !== EventSource.OPEN) {
      state("asking");
      changed();
    }
  }

  /** A hidden page holds no connection: a browser has only six for all its pages. */
  function visible() {
    if (document.hidden) close();
    else if (!ended) open();
  }

  open();
  setInterval(watch, ASK_MS);
  document.addEventListener("visibilitychange", visible);
}
