/** Elements, and lists that keep their elements: what has focus, is open or is hovered stays so when news come. */

export const $ = (selector, within = document) => within.querySelector(selector);

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

const kept = new WeakMap();

/**
 * Makes the children of parent those of items, in order.
 * @param make makes {node, update(item)}; update is called for what is new or has changed
 */
export function keyed(parent, items, keyOf, make) {
  const before = kept.get(parent) ?? new Map();
  const after = new Map();
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const entry = before.get(key) ?? { ...make(item), seen: "" };
    const seen = JSON.stringify(item);
    if (entry.seen !== seen) entry.update(item);
    entry.seen = seen;
    if (entry.node === place) place = place.nextElementSibling;
    else parent.insertBefore(entry.node, place);
    after.set(key, entry);
  }
  for (const [key, entry] of before) if (!after.has(key)) entry.node.remove();
  kept.set(parent, after);
}
