// SPDX-License-Identifier: EUPL-1.2
// Looks at pages in Chromium: look.mjs PACKAGES CHROMIUM PAGE... writes JSON, an object for each fault that it saw:
// `page`, `view` (light, dark, narrow or paper), `rule`, `what`, `where`. A closing line on standard error tells how
// much was looked at.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [packages, program, ...pages] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${packages}/`));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
// A4 between its margins, in CSS pixels (180 mm).
const PAPER = 680;
const VIEWS = [
  { name: "light", width: 1000, colorScheme: "light" },
  { name: "narrow", width: 320, colorScheme: "light" },
  // These differ in their colours only; and on paper there is nothing to press.
  { name: "dark", width: 1000, colorScheme: "dark", only: ["color-contrast"] },
  { name: "paper", width: PAPER, colorScheme: "light", media: "print", only: ["color-contrast"] },
];

/// What axe does not ask: that nothing is lost at the edge. Runs in the page.
function lost({ view }) {
  const found = [];
  const edge = document.documentElement.clientWidth + 1;
  if (document.documentElement.scrollWidth > edge) found.push(["reflow", "the page scrolls sideways", "html"]);
  for (const box of document.querySelectorAll("main *")) {
    const style = getComputedStyle(box);
    const scrolls = box.scrollWidth > box.clientWidth + 1 && style.overflowX !== "visible" && !box.matches(".aloud, svg, svg *");
    const name = box.getAttribute("aria-label") ?? box.textContent.trim().slice(0, 60);
    if (scrolls && view !== "narrow") found.push(["lost-at-the-edge", `wider than its place: ${box.scrollWidth} > ${box.clientWidth}`, name]);
    if (scrolls && !(box.tabIndex === 0 && box.getAttribute("role") === "region" && name))
      found.push(["scroll-by-keyboard", "scrolls, and the keyboard cannot reach it", name]);
    if (box.matches("table, svg") && view === "paper" && box.getBoundingClientRect().right > edge)
      found.push(["lost-at-the-edge", "wider than the paper", name]);
  }
  return found;
}

async function look(browser, file, view) {
  const context = await browser.newContext({ viewport: { width: view.width, height: 900 }, colorScheme: view.colorScheme });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  if (view.media) await page.emulateMedia({ media: view.media });
  // Evaluated by the browser itself, so the page's own policy against scripts stays as it is.
  await page.evaluate(axe);
  const rules = view.only ? { type: "rule", values: view.only } : { type: "tag", values: TAGS };
  const result = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), rules);
  const at = { page: file, view: view.name };
  const faults = result.violations.flatMap((rule) =>
    rule.nodes.map((node) => ({ ...at, rule: rule.id, what: rule.help, where: node.target.join(" ") })));
  for (const [rule, what, where] of await page.evaluate(lost, { view: view.name })) faults.push({ ...at, rule, what, where });
  for (const url of asked.slice(1)) faults.push({ ...at, rule: "self-contained", what: "asks for something outside itself", where: url });
  await context.close();
  return { faults, passed: result.passes.length, unsure: result.incomplete.flatMap((rule) => rule.nodes.map(() => rule.id)) };
}

const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
const faults = [];
const unsure = {};
let passed = 0;
for (const file of pages)
  for (const view of VIEWS) {
    const seen = await look(browser, file, view);
    faults.push(...seen.faults);
    passed += seen.passed;
    for (const rule of seen.unsure) unsure[rule] = (unsure[rule] ?? 0) + 1;
  }
await browser.close();
console.log(JSON.stringify(faults));
console.error(`${pages.length} pages in ${VIEWS.length} views: ${passed} rules held, ${faults.length} faults; axe could not tell of ${JSON.stringify(unsure)}`);
