// Charts in a browser: no two texts overlap, and none leaves the picture.
// usage: node charts.js CHROMIUM FILE.svg...
// Prints a line for each fault; exits 1 when there is one.
'use strict';
const { Browser } = require('./driver.js');

const [program, ...files] = process.argv.slice(2);

// Runs in the page. A line of text is higher than its letters: what is above and below them may touch.
function faultsOfChart() {
  const SPARE = 0.15, NEAR = 0.5;
  const frame = document.documentElement.getBoundingClientRect();
  const texts = [...document.querySelectorAll('text')].filter((text) => text.textContent.trim());
  const boxes = texts.map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const spare = SPARE * (bottom - top);
    return { text: text.textContent, left, right, top: top + spare, bottom: bottom - spare };
  });
  const out = [];
  boxes.forEach((a, i) => {
    if (a.left < frame.left - NEAR || a.right > frame.right + NEAR || a.top < frame.top || a.bottom > frame.bottom)
      out.push(`"${a.text}" leaves the picture`);
    for (const b of boxes.slice(i + 1))
      if (a.left < b.right - NEAR && b.left < a.right - NEAR && a.top < b.bottom - NEAR && b.top < a.bottom - NEAR)
        out.push(`"${a.text}" and "${b.text}" overlap`);
  });
  return out;
}

async function main() {
  let faults = 0;
  const browser = new Browser(program);
  try {
    await browser.open();
    for (const file of files) {
      await browser.show(file, 1700, 1400);
      for (const text of await browser.ask(`(${faultsOfChart})()`)) {
        console.log(`${file}: ${text}`);
        faults++;
      }
    }
  } finally {
    await browser.close();
  }
  return faults;
}

main().then((faults) => process.exit(faults ? 1 : 0), (error) => {
  console.log(error.stack);
  process.exit(1);
});
