// A report in a browser: accessible, within a narrow screen, from nowhere else; printed.
// usage: node report.js CHROMIUM REPORT.html REPORT.pdf [FOLDER]   (FOLDER: pictures of it go there)
// Prints a line for each fault; exits 1 when there is one.
'use strict';
const fs = require('fs');
const { Browser } = require('./driver.js');

const [program, page, pdf, pictures] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
const NARROW = 320;

let faults = 0;
function fault(text) {
  console.log(text);
  faults++;
}

async function checkAccess(browser, name) {
  await browser.ask(`${axe}; 0`);
  const run = `axe.run({ runOnly: ${JSON.stringify(rules)} }).then((r) => r.violations.map((v) =>
    v.id + ': ' + v.help + ': ' + v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')))`;
  for (const violation of await browser.ask(run))
    fault(`${name}: ${violation}`);
}

// Runs in the page: what reaches beyond its right edge, unless a box scrolls it.
function beyond() {
  const width = document.documentElement.clientWidth;
  const whole = document.documentElement.scrollWidth;
  const out = whole > width ? [`the page is ${whole} wide`] : [];
  for (const element of document.querySelectorAll('main *'))
    if (!element.closest('.box') && element.getBoundingClientRect().right > width + 0.5)
      out.push(`<${element.tagName.toLowerCase()}> ${element.textContent.slice(0, 60)}`);
  return out;
}

// Runs in the page: options of the command lines that are on two lines.
function broken() {
  const out = [];
  const texts = document.createNodeIterator(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());)
    for (const option of text.parentElement.closest('pre') ? text.data.matchAll(/--[a-z-]+/g) : []) {
      const range = document.createRange();
      range.setStart(text, option.index);
      range.setEnd(text, option.index + option[0].length);
      if (range.getClientRects().length > 1)
        out.push(option[0]);
    }
  return out;
}

// Runs in the page: what the page must have, and must not.
function faultsOfPage() {
  const out = [];
  const check = (holds, text) => holds || out.push(text);
  check(document.documentElement.lang, 'no language');
  check(document.querySelectorAll('h1').length === 1, 'other than one h1');
  const foreign = 'script, link, iframe, object, embed, form';
  check(document.querySelectorAll(foreign).length === 0, 'more than text and styles');
  check(document.querySelector('meta[http-equiv=Content-Security-Policy]'), 'no Content-Security-Policy');
  for (const th of document.querySelectorAll('th'))
    check(th.scope, `a heading without a scope: ${th.textContent}`);
  for (const table of document.querySelectorAll('table')) {
    const box = table.closest('.box');
    check(box && box.tabIndex === 0 && box.getAttribute('role') === 'region' && box.getAttribute('aria-label'),
      `a table that no keyboard scrolls: ${table.textContent.slice(0, 60)}`);
  }
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  check(new Set(ids).size === ids.length, 'an id that stands twice');
  return out;
}

async function main() {
  const browser = new Browser(program);
  try {
    await browser.open();
    for (const width of [1200, 360])
      for (const dark of [false, true]) {
        const name = `${width} px, ${dark ? 'dark' : 'light'}`;
        await browser.show(page, width, 900, dark);
        await checkAccess(browser, name);
        if (pictures)
          await browser.shoot(`${pictures}/${width}-${dark ? 'dark' : 'light'}.png`);
      }
    await browser.show(page, NARROW, 900);
    for (const text of await browser.ask(`(${beyond})()`))
      fault(`${NARROW} px: beyond the edge: ${text}`);
    for (const text of await browser.ask(`(${broken})()`))
      fault(`${NARROW} px: broken: ${text}`);
    for (const text of await browser.ask(`(${faultsOfPage})()`))
      fault(text);
    if (pictures)
      await browser.shoot(`${pictures}/${NARROW}.png`);
    await browser.show(page, 1200, 900);
    await browser.print(pdf);
    for (const url of browser.requests)
      if (!url.startsWith('file://') && !url.startsWith('data:') && url !== 'about:blank')
        fault(`something from outside: ${url}`);
  } finally {
    await browser.close();
  }
}

main().then(() => process.exit(faults ? 1 : 0), (error) => {
  console.log(error.stack);
  process.exit(1);
});
