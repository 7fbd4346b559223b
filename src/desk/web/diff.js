// The difference of two texts, word by word.

/** Returns `[{op: "same" | "removed" | "added", text}]`: what to do to the first text to get the second. */
export function wordDiff(before, after) {
  const [a, b] = [words(before), words(after)];
  const common = commonLengths(a, b);
  const steps = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(steps, "same", a[i]);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) push(steps, "removed", a[i++]);
    else push(steps, "added", b[j++]);
  }
  return steps;
}

const words = (text) => text.match(/\s+|[^\s]+/g) ?? [];

function push(steps, op, text) {
  if (steps.at(-1)?.op === op) steps.at(-1).text += text;
  else steps.push({ op, text });
}

/** For each pair of places, how many words are common to what follows. */
function commonLengths(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  }
  return table;
}
