import { cp } from 'node:fs/promises';
import { test } from '@playwright/test';
import { serveSite } from '../../src/tools/serve-site.ts';
import { FIREFOX, hasFirefox, openFirefox } from './firefox.ts';
import type { FirefoxPage } from './firefox.ts';
import { folderOf, freshFolder } from './sites.ts';

// The main journeys once more in the other browser.

test.skip(!hasFirefox, `There is no Firefox at ${FIREFOX}: Debian's package firefox-esr brings it.`);
test.describe.configure({ mode: 'serial' });

const BACKLOG = 'runbooks/serotonin-script/queue-backlog/';
const TEXT = (selector: string): string =>
  `document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`;
const VALUE = `document.getElementById('value:QUEUE')?.value`;

let firefox: FirefoxPage;
let home = '';
let stop = async (): Promise<void> => undefined;

test.beforeAll(async () => {
  const folder = freshFolder('firefox');
  await cp(folderOf('demo'), folder, { recursive: true });
  const serving = await serveSite({ folder, base: '/', port: 0, host: '127.0.0.1' });
  home = `http://localhost:${serving.port}/`;
  stop = serving.close;
  firefox = await openFirefox();
});
test.afterAll(async () => {
  await firefox.close();
  await stop();
});

/** Types into a box as a person would, for the page's scripts. */
async function type(selector: string, text: string): Promise<void> {
  await firefox.read(`(() => {
    const box = document.querySelector(${JSON.stringify(selector)});
    box.focus();
    box.value = ${JSON.stringify(text)};
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  })()`);
}

const contains = (part: string) => (value: unknown) => String(value).includes(part);

test('a pasted line finds its runbook', async () => {
  await firefox.goto(home);
  await type('textarea', '2026-11-28T03:12:04Z worker-1 ERROR max_retries=3 exhausted for task 7f');
  await firefox.until(TEXT('a[role=option]'), contains('max_retries=3 exhausted'));
});

test('the link of an alert fills its values into every command', async () => {
  await firefox.goto(`${home}alerts/TaskiqQueueBacklog/?queue=drafts`);
  await firefox.until('location.pathname', contains(BACKLOG));
  await firefox.until(VALUE, (value) => value === 'drafts');
  await firefox.until(TEXT('main'), contains('LLEN "drafts"'));
});

test('back shows the values as they are now, and writes no older ones', async () => {
  await firefox.goto(home + BACKLOG);
  await firefox.until(VALUE, (value) => typeof value === 'string');
  // The cursor stays in the box.
  await type('[id="value:QUEUE"]', 'first');
  await firefox.goto(`${home}alerts/`);
  await firefox.goto(home + BACKLOG);
  await firefox.until(VALUE, (value) => value === 'first');
  await type('[id="value:QUEUE"]', 'second');
  await firefox.back();
  await firefox.until('location.pathname', contains('/alerts/'));
  await firefox.back();
  await firefox.until('location.pathname', contains(BACKLOG));
  await firefox.until(VALUE, (value) => value === 'second');
  await firefox.goto(home + BACKLOG);
  await firefox.until(VALUE, (value) => value === 'second');
});

test('after one visit the book works with the server gone', async () => {
  await firefox.until(TEXT('[data-offline]'), contains('the whole book, as of'));
  await stop();
  stop = async () => undefined;
  await firefox.goto(`${home}runbooks/`);
  await firefox.until(TEXT('.kept'), contains('The network does not answer: this page is as of'));
  await firefox.goto(home);
  await type('textarea', 'max_retries=3 exhausted');
  await firefox.until(TEXT('a[role=option]'), contains('max_retries=3 exhausted'));

  // An incident is declared and noted with the server gone, and a reload loses nothing.
  await firefox.goto(home + BACKLOG);
  await firefox.until(TEXT('[data-start-incident]'), contains('Start an incident'));
  await firefox.read(`document.querySelector('[data-start-incident]').click()`);
  await firefox.until(`document.querySelector('.desk-dialog input')?.name`, (name) => name === 'title');
  await firefox.read(`document.querySelector('.desk-dialog input').value = 'Queue stands still'`);
  await firefox.read(`document.querySelector('.desk-dialog .desk-main').click()`);
  await firefox.until(TEXT('[aria-label=Incident]'), contains('Queue stands still'));
  // The page that it was begun on is written down after it.
  await firefox.until(TEXT('.desk-count'), (count) => Number(count) > 1);
  await firefox.goto(`${home}incident/`);
  await firefox.until(TEXT('[data-desk=timeline]'), contains('Opened serotonin-script/queue-backlog'));
});
