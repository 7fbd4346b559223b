// Tests the desk in a real browser:  node desk.mjs URL_WITH_TOKEN PROJECT SCREENSHOTS
//
// PROJECT is a copy that may be written to, served by `fluentpress desk --project PROJECT --no-open`; its translations are
// current. playwright-core and axe-core are taken from the folder that this is run in. A line for each check; the first that fails ends it with 1.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(path.join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const EDITS = Number(process.env.EDITS ?? 30);
const [address, project, screenshots] = process.argv.slice(2);
if (!screenshots) throw new Error("usage: node desk.mjs URL_WITH_TOKEN PROJECT SCREENSHOTS");
const origin = new URL(address).origin;
fs.mkdirSync(screenshots, { recursive: true });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const complaints = [];
const page = await open({ locale: "en" });

// What the checks are about: an artifact of a translation, and a message of one line in it.
const state = await api("/state");
const artifact = state.artifacts.find(({ locale, format }) => locale !== state.source && format === "brief");
const { pages } = await api(`/pages/${artifact.name}`);
const { areas } = await api(`/page/${pages[0].id}`);
const messages = await api(`/messages/${artifact.locale}`);
const isPlain = ({ article, id, text }) =>
  article === artifact.article && text && !/[\n{*]/.test(text) && areas.some((area) => area.id === id);
const [first, second] = messages.filter(isPlain);
const file = path.join(project, "i18n", artifact.locale, `${artifact.article}.ftl`);
const keyOf = ({ article, id }) => `${artifact.locale}/${article}/${id}`;

await check("a click on a glyph opens its message, at that letter", async () => {
  await show(page, { artifact: artifact.name });
  const area = areas.find(({ id }) => id === first.id);
  const offsets = [];
  for (const part of [0.1, 0.8]) {
    await clickOn(page, area, part);
    // The caret is at the end until the server has said which letter it is.
    const isThere = (id) => {
      const { tagName, selectionStart, value } = document.activeElement;
      return tagName === "TEXTAREA" && location.hash.includes(encodeURIComponent(id)) && selectionStart < value.length;
    };
    await page.waitForFunction(isThere, first.id);
    await page.waitForTimeout(200);
    offsets.push(await page.evaluate(() => document.activeElement.selectionStart));
  }
  assert(offsets[0] < offsets[1], `the carets are at ${offsets}`);
  await shot(page, "wide-light-en");
});

await check("what is typed shows on the page", async () => {
  await show(page, { artifact: artifact.name, message: keyOf(first) });
  await typeAtEnd(page, " X");
  await pageChanged(page, () => page.keyboard.type("Y"));
});

await check("saving changes that entry and no other byte", async () => {
  const before = fs.readFileSync(file, "utf8");
  const text = await page.locator("textarea").first().inputValue();
  await page.keyboard.press("Control+s");
  await until(() => fs.readFileSync(file, "utf8") !== before);
  equal(fs.readFileSync(file, "utf8"), replaceIn(before, first, text));
});

await check("a second window shows what is typed in the first", async () => {
  const other = await page.context().newPage();
  await show(other, { artifact: artifact.name, message: keyOf(first) });
  await typeAtEnd(page, " again");
  const text = await page.locator("textarea").first().inputValue();
  await other.waitForFunction((wanted) => document.querySelector("textarea").value === wanted, text);
  await other.close();
  await page.keyboard.press("Control+Shift+Backspace");
  await page.waitForFunction((wanted) => document.querySelector("textarea").value !== wanted, text);
});

await check("two windows that type the same text at once: a person chooses", async () => {
  const other = await page.context().newPage();
  await show(page, { artifact: artifact.name, message: keyOf(first) });
  await show(other, { artifact: artifact.name, message: keyOf(first) });
  // The other window hears nothing of the first.
  await other.route("**/message/**", (route) => route.abort());
  await typeAtEnd(page, " one");
  await page.waitForTimeout(700);
  await other.unroute("**/message/**");
  await typeAtEnd(other, " two");
  await other.waitForSelector(".conflict");
  const { parts } = await api(`/message/${keyOf(first)}`);
  assert(parts[0].text.endsWith(" one"), `the server has ${parts[0].text}`);
  await other.locator(".conflict .primary").click();
  await until(async () => (await api(`/message/${keyOf(first)}`)).parts[0].text.endsWith(" two"), "the choice did not arrive");
  await other.close();
  await page.reload();
  await page.waitForFunction(() => document.querySelector("textarea")?.value.endsWith(" two"));
  await page.locator("textarea").first().focus();
  await page.keyboard.press("Control+Shift+Backspace");
  await page.waitForFunction(() => !document.querySelector("textarea").value.endsWith(" two"));
});

await check("a file that was edited by hand meanwhile is a conflict, and nothing is lost", async () => {
  await show(page, { artifact: artifact.name, message: keyOf(second) });
  await typeAtEnd(page, " mine");
  await page.waitForTimeout(500);
  const byHand = replaceIn(fs.readFileSync(file, "utf8"), second, `${second.text} theirs`);
  fs.writeFileSync(file, byHand);
  await page.waitForSelector(".conflict", { timeout: 10000 });
  await shot(page, "conflict");
  await page.reload();
  await page.waitForSelector(".conflict");
  await typeAtEnd(page, "!");
  await page.keyboard.press("Control+s");
  await page.waitForTimeout(700);
  equal(fs.readFileSync(file, "utf8"), byHand);
  await page.locator(".conflict .primary").click();
  await page.waitForSelector(".conflict", { state: "detached" });
  await page.keyboard.press("Control+s");
  const mine = replaceIn(byHand, { ...second, text: `${second.text} theirs` }, `${second.text} mine!`);
  await until(() => fs.readFileSync(file, "utf8") === mine, "the file does not say mine");
});

await check("a text that never reached the server is sent after a reload", async () => {
  await show(page, { artifact: artifact.name, message: keyOf(second) });
  await page.route("**/draft", (route) => route.abort());
  await typeAtEnd(page, " kept");
  await page.unroute("**/draft");
  await page.reload();
  await page.waitForFunction(() => document.querySelector("textarea")?.value.endsWith(" kept"));
  const { parts } = await api(`/message/${keyOf(second)}`);
  assert(parts[0].text.endsWith(" kept"), "the server does not have it");
  await page.locator("textarea").first().focus();
  await page.keyboard.press("Control+Shift+Backspace");
  await page.waitForFunction(() => !document.querySelector("textarea").value.endsWith(" kept"));
});

await check("by keyboard alone: next stale, type, save and confirm", async () => {
  const key = await makeStale();
  await show(page, { artifact: artifact.name });
  await page.waitForFunction(() => document.querySelector(".tile .count.stale"));
  await page.keyboard.press("F8");
  await page.waitForFunction(
    (id) => location.hash.includes(encodeURIComponent(id)) && document.activeElement.tagName === "TEXTAREA",
    key.id,
  );
  await page.keyboard.type(" Done.");
  await shot(page, "stale");
  await page.keyboard.press("Control+Enter");
  await until(async () => (await api(`/message/${keyOf(key)}`)).state === "current", "it is still stale");
});

await check("axe-core finds nothing: light and dark, en and fr, wide and narrow", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const locale of ["en", "fr"]) {
      const own = await open({ locale, colorScheme });
      await show(own, { artifact: artifact.name, message: keyOf(first) });
      for (const tab of ["documents", "messages", "findings"]) {
        await own.locator(`#tab-${tab}`).click();
        await audit(own, `${tab}, ${colorScheme}, ${locale}`);
      }
      await shot(own, `wide-${colorScheme}-${locale}-findings`);
      await own.setViewportSize({ width: 390, height: 780 });
      for (const [at, name] of ["browse", "pages", "message"].entries()) {
        await own.locator("#tabs button").nth(at).click();
        await audit(own, `narrow ${name}, ${colorScheme}, ${locale}`);
        await shot(own, `narrow-${colorScheme}-${locale}-${name}`);
      }
      await own.context().close();
    }
  }
});

await check("the source stands beside the translation, and scrolls with it", async () => {
  await show(page, { artifact: artifact.name, beside: "" });
  await page.waitForSelector(".column.source .page[data-shown]");
  await shot(page, "beside");
});

await check("the presenter view and its audience window are in step", async () => {
  const deck = state.artifacts.find(({ locale, format }) => locale === artifact.locale && format === "slides");
  const [presenter, audience] = [await page.context().newPage(), await page.context().newPage()];
  await presenter.goto(`${origin}/present/${deck.name}`);
  await audience.goto(`${origin}/present/${deck.name}#audience`);
  await audience.waitForSelector(".slide img");
  const before = await audience.locator(".slide img").getAttribute("src");
  await presenter.bringToFront();
  await presenter.keyboard.press("ArrowRight");
  await audience.waitForFunction((src) => document.querySelector(".slide img").getAttribute("src") !== src, before);
  await audit(presenter, "presenter");
  await shot(presenter, "presenter");
  await Promise.all([presenter.close(), audience.close()]);
});

await check("a page in one colour shows no lines between the strips of its picture", async () => {
  const deck = state.artifacts.find(({ locale, format }) => locale === artifact.locale && format === "slides");
  for (const [width, deviceScaleFactor] of [[1440, 1], [1277, 1.5], [1131, 1.25]]) {
    const own = await open({ viewport: { width, height: 900 }, deviceScaleFactor });
    await show(own, { artifact: deck.name });
    const { x, y, height } = await own.locator(".column.chosen .page").first().boundingBox();
    const edge = await own.screenshot({ clip: { x: x + 4, y: y + 4, width: 4, height: height - 8 } });
    const colours = await coloursOf(edge);
    assert(colours === 1, `${colours} colours on a screen ${width} wide`);
    await own.context().close();
  }
});

await check("from a key to the new picture", async () => {
  await show(page, { artifact: artifact.name, message: keyOf(first) });
  await page.waitForSelector(".column.chosen .page[data-shown]");
  await page.evaluate(watchLatency);
  await page.locator("textarea").first().focus();
  await page.keyboard.press("Control+End");
  for (let edit = 0; edit < EDITS; edit += 1) {
    await page.keyboard.type("abcdefghij"[edit % 10]);
    await page.waitForFunction((wanted) => window.latencies.length >= wanted, edit + 1);
    await page.waitForTimeout(60);
  }
  const times = (await page.evaluate(() => window.latencies)).sort((a, b) => a - b);
  await page.keyboard.press("Control+Shift+Backspace");
  const at = (share) => `${Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))])} ms`;
  return `median ${at(0.5)}, p95 ${at(0.95)}, ${times.length} edits`;
});

await check("the console is clean", async () => assert(!complaints.length, complaints.join("\n")));
await browser.close();

// ---- what the checks are made of

async function check(name, run) {
  try {
    const note = await run();
    console.log(`ok    ${name}${note ? `: ${note}` : ""}`);
  } catch (error) {
    console.log(`FAIL  ${name}\n${error.message}`);
    await shot(page, "failed").catch(() => {});
    process.exit(1);
  }
}

function assert(isTrue, message) {
  if (!isTrue) throw new Error(message);
}

function equal(found, wanted) {
  if (found === wanted) return;
  const at = [...wanted].findIndex((letter, index) => letter !== found[index]);
  throw new Error(
    `differs at ${at}:\n  wanted ${JSON.stringify(wanted.slice(at - 20, at + 60))}\n  found  ${JSON.stringify(found.slice(at - 20, at + 60))}`,
  );
}

async function until(isSo, message = "it did not happen", milliseconds = 10000) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((done) => setTimeout(done, 50)))
    if (await isSo()) return;
  throw new Error(message);
}

async function open(options) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
  const opened = await context.newPage();
  context.on("console", (message) => {
    const { url } = message.location();
    // A picture that was replaced before it was asked for is gone, a request that a check stopped has failed, and so has the second text of two windows.
    const isMeant = /\/(page|strip)\//.test(url) || /ERR_FAILED|409/.test(message.text());
    if (message.type() === "error" && !isMeant) complaints.push(`${message.text()} ${url}`);
  });
  context.on("weberror", (error) => complaints.push(error.error().stack));
  await opened.goto(address);
  return opened;
}

async function show(where, what) {
  await where.goto("about:blank");
  await where.goto(`${origin}/#${new URLSearchParams(what)}`);
  await where.waitForSelector(".column.chosen .page[data-shown]");
  if (what.message) await where.waitForSelector("textarea");
}

function api(what) {
  return page.evaluate((url) => fetch(url).then((answer) => answer.json()), what);
}

async function shot(where, name) {
  // Pages in sight are painted.
  await where.waitForFunction(() => [...document.querySelectorAll(".page")].filter((page) => {
    const { top, bottom } = page.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }).every((page) => page.dataset.shown)).catch(() => {});
  return where.screenshot({ path: path.join(screenshots, `${name}.png`) });
}

async function clickOn(where, area, part) {
  const element = where.locator(".column.chosen .page").first();
  const box = await element.boundingBox();
  const scale = box.width / pages[0].width;
  await element.click({ position: { x: (area.x + area.width * part) * scale, y: (area.y + area.height / 2) * scale } });
}

/** How many colours the rows of a picture have. */
async function coloursOf(png) {
  const blank = await browser.newPage();
  const count = await blank.evaluate(async (data) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(1, picture.height).getContext("2d");
    context.drawImage(picture, 0, 0);
    const { data: bytes } = context.getImageData(0, 0, 1, picture.height);
    return new Set(Array.from({ length: picture.height }, (_, at) => bytes.slice(4 * at, 4 * at + 3).join())).size;
  }, png.toString("base64"));
  await blank.close();
  return count;
}

async function typeAtEnd(where, text) {
  await where.locator("textarea").first().focus();
  await where.keyboard.press("Control+End");
  await where.keyboard.type(text);
}

async function pageChanged(where, act) {
  const shown = () =>
    where.evaluate(() => [...document.querySelectorAll(".column.chosen .page")].map((element) => element.dataset.shown).join());
  await where.waitForTimeout(1000);
  const before = await shown();
  await act();
  await until(async () => (await shown()) !== before, "no page changed");
}

/** The file with another text for a message of one line. */
function replaceIn(content, { id, text }, other) {
  const entry = `${id} = ${text}\n`;
  assert(content.includes(entry), `${JSON.stringify(entry)} is not in the file`);
  return content.replace(entry, () => `${id} = ${other}\n`);
}

/** Changes a word of the article, which makes a translation stale. */
async function makeStale() {
  const article = fs
    .readdirSync(path.join(project, "seeds"))
    .map((name) => path.join(project, "seeds", name))
    .find((name) => name.endsWith(`${artifact.article}.md`));
  const content = fs.readFileSync(article, "utf8");
  const now = await api(`/messages/${artifact.locale}`);
  const key = now.find(
    ({ kind, state: is, source, text, id }) =>
      kind === "paragraph" && is === "current" && text && id !== first.id && id !== second.id && content.split(source).length === 2,
  );
  assert(key, "no paragraph to change");
  fs.writeFileSync(
    article,
    content.replace(key.source, () => `${key.source} Enfin.`),
  );
  await until(async () => (await api(`/message/${keyOf(key)}`)).state === "stale", "the change of the article was not seen");
  return key;
}

async function audit(where, name) {
  await where.waitForTimeout(250);
  const session = await where.context().newCDPSession(where);
  // Through the debugger: the page's own policy forbids scripts that are not the server's.
  await session.send("Runtime.evaluate", { expression: AXE });
  const { violations } = await where.evaluate(() => window.axe.run());
  assert(!violations.length, `${name}: ${violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`).join("\n")}`);
}

function watchLatency() {
  window.latencies = [];
  let pressed = null;
  addEventListener("keydown", () => (pressed = performance.now()), true);
  const onShown = () => {
    if (pressed !== null) window.latencies.push(performance.now() - pressed);
    pressed = null;
  };
  new MutationObserver(onShown).observe(document.querySelector(".column.chosen"), {
    subtree: true,
    attributeFilter: ["data-shown"],
  });
}
