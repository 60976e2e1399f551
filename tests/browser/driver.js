// Debian's Chromium, headless, over the pipe of its debugging protocol: no package is needed for it.
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const SECONDS = 60;

class Browser {
  constructor(program) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'utfall-browser-'));
    // A container has no user namespaces, and root none at all.
    this.child = spawn(program, ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
      '--hide-scrollbars', '--remote-debugging-pipe', `--user-data-dir=${this.folder}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.calls = new Map();
    this.waiting = new Map();
    this.requests = [];
    this.last = 0;
    let text = '';
    this.child.stdio[4].setEncoding('utf8');
    this.child.stdio[4].on('data', (part) => {
      const messages = (text + part).split('\0');
      text = messages.pop();
      messages.forEach((message) => this.take(JSON.parse(message)));
    });
    this.child.on('exit', () => this.calls.forEach((call) => call.reject(new Error('the browser has ended'))));
  }

  take(message) {
    const call = this.calls.get(message.id);
    if (message.method === 'Network.requestWillBeSent')
      this.requests.push(message.params.request.url);
    if (this.waiting.has(message.method)) {
      this.waiting.get(message.method)();
      this.waiting.delete(message.method);
    }
    if (!call)
      return;
    this.calls.delete(message.id);
    if (message.error)
      call.reject(new Error(`${call.method}: ${message.error.message}`));
    else
      call.resolve(message.result);
  }

  send(method, params = {}) {
    const id = ++this.last;
    const message = { id, method, params };
    if (this.attached)
      message.sessionId = this.attached;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method}: no answer in ${SECONDS} s`)), SECONDS * 1000);
      const settle = (then) => (value) => {
        clearTimeout(timer);
        then(value);
      };
      this.calls.set(id, { method, resolve: settle(resolve), reject: settle(reject) });
      this.child.stdio[3].write(JSON.stringify(message) + '\0');
    });
  }

  async open() {
    const { targetInfos } = await this.send('Target.getTargets');
    const { targetId } = targetInfos.find((target) => target.type === 'page');
    this.attached = (await this.send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
    await this.send('Page.enable');
    await this.send('Network.enable');
  }

  async show(file, width, height, dark = false) {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    await this.send('Emulation.setEmulatedMedia',
      { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
    const loaded = new Promise((resolve) => this.waiting.set('Page.loadEventFired', resolve));
    await this.send('Page.navigate', { url: `file://${path.resolve(file)}` });
    await loaded;
  }

  // What an expression gives, a promise kept.
  async ask(expression) {
    const answer = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (answer.exceptionDetails)
      throw new Error(answer.exceptionDetails.exception.description);
    return answer.result.value;
  }

  async print(file) {
    const { data } = await this.send('Page.printToPDF', { preferCSSPageSize: true, generateTaggedPDF: true });
    fs.writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async shoot(file) {
    const { data } = await this.send('Page.captureScreenshot', { captureBeyondViewport: true });
    fs.writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async close() {
    const ended = new Promise((resolve) => this.child.on('exit', resolve));
    await this.send('Browser.close').catch(() => this.child.kill());
    await ended;
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

module.exports = { Browser };
