// Two columns that scroll together: the message at the top of one stands at the top of the other.

const LINE = 0.2; // the line that a person reads, as a share of the view from its top

/** Makes two columns follow each other; returns a function that ends it. */
export function scrollTogether(left, right) {
  // Scrolling a column makes it scroll; so only the one that a person touched last leads.
  let leader = right;
  const stops = [left, right].map((column) => {
    const lead = () => (leader = column);
    const follow = () => leader === column && requestAnimationFrame(() => align(column, column === left ? right : left));
    const touches = ["wheel", "pointerdown", "keydown", "touchstart", "focusin", "pointerenter"];
    for (const name of touches) column.element.addEventListener(name, lead, { passive: true });
    column.element.addEventListener("scroll", follow, { passive: true });
    return () => {
      for (const name of touches) column.element.removeEventListener(name, lead);
      column.element.removeEventListener("scroll", follow);
    };
  });
  loadAllAreas(left, right).then(() => align(leader, leader === left ? right : left));
  return () => stops.forEach((stop) => stop());
}

/** Scrolls `follower` so that it shows near its top what `leader` shows there. */
export function align(leader, follower) {
  const line = leader.element.clientHeight * LINE;
  follower.element.scrollTop = interpolate(commonPoints(leader, follower), leader.element.scrollTop + line) - line;
}

// The areas of pages that were never near are not known yet; all are needed to know where a message begins.
async function loadAllAreas(...columns) {
  const length = Math.max(...columns.map((column) => column.pages.length));
  for (let at = 0; at < length; at += 1) {
    await Promise.all(columns.map((column) => column.pages[at]?.loadAreas()));
  }
}

/** Pairs of heights, in pixels, at which both columns begin the same message; ascending in both. */
function commonPoints(leader, follower) {
  const there = beginnings(follower);
  const pairs = [];
  for (const [id, from] of beginnings(leader)) {
    if (there.has(id)) pairs.push([from, there.get(id)]);
  }
  pairs.sort((a, b) => a[0] - b[0]);
  return [[0, 0], ...ascending(pairs), [leader.element.scrollHeight, follower.element.scrollHeight]];
}

/** Where each message of an article begins, in pixels from the top of the column. Labels stand on many pages, and lead nowhere. */
function beginnings(column) {
  const tops = new Map();
  for (const page of column.pages) {
    for (const { article, id, y } of page.areas) {
      const top = page.element.offsetTop + y * column.scale;
      if (article !== "labels" && !(tops.get(id) <= top)) tops.set(id, top);
    }
  }
  return tops;
}

/** The longest run of pairs whose second heights ascend too: a message that was moved, such as a note, must not turn the page back. */
function ascending(pairs) {
  const ends = []; // for each length, the pair that ends a run of it the lowest
  const before = new Map();
  for (const pair of pairs) {
    let at = ends.findIndex((end) => end[1] >= pair[1]);
    if (at < 0) at = ends.length;
    before.set(pair, ends[at - 1]);
    ends[at] = pair;
  }
  const run = [];
  for (let pair = ends.at(-1); pair; pair = before.get(pair)) run.unshift(pair);
  return run;
}

function interpolate(points, height) {
  const at = points.findLastIndex(([from]) => from <= height);
  const [from, to] = points[Math.max(0, at)];
  const [nextFrom, nextTo] = points[at + 1] ?? [from, to];
  return nextFrom > from ? to + ((height - from) / (nextFrom - from)) * (nextTo - to) : to;
}
