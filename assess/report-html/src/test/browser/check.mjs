// Checks reports in headless Chromium: `node check.mjs NODE_MODULES CHROMIUM FOLDER`. Prints one line for each fault.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, chromium, folder] = process.argv.slice(2);
const require = createRequire(join(modules, 'x.js'));
const { default: puppeteer } = await import(pathToFileURL(require.resolve('puppeteer-core')).href);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const MODES = {
  light: {}, dark: { scheme: 'dark', open: true }, phone: { width: 390, open: true },
  filtered: { fragment: '#severity=critical&verdict=fail' }, nothing: { fragment: '#text=no+finding+has+this' },
  malformed: { fragment: '#100%' }, narrow: { width: 700, open: true, media: 'print' },
};

const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
const fault = (...words) => console.log(words.join(' '));

async function open(file, mode, isChecked) {
  const page = await browser.newPage();
  // axe is a script of another origin; without it, the page runs under its own policy
  await page.setBypassCSP(isChecked);
  await page.setViewport({ width: mode.width ?? 1280, height: 900 });
  if (mode.media) await page.emulateMediaType(mode.media);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: mode.scheme ?? 'light' }]);
  page.on('pageerror', (error) => fault(file, 'script', error.message));
  page.on('console', (message) => fault(file, 'console', message.text()));
  page.on('request', (request) => /^(file|data):/.test(request.url()) || fault(file, 'loads', request.url()));
  await page.goto(pathToFileURL(join(folder, file)).href + (mode.fragment ?? ''));
  if (mode.open) await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
  return page;
}

async function accessible(file, name) {
  const page = await open(file, MODES[name], true);
  // what is not rendered yet has no place, so that colours of neighbours are taken for its background
  await page.addStyleTag({ content: '.group, .f, .res { content-visibility: visible !important }' });
  await page.addScriptTag({ content: axe });
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const each of result.violations) fault(file, name, each.impact, each.id, each.nodes[0].html);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wider > 0) fault(file, name, 'is wider than the screen by', wider);
  await page.close();
}

const shown = (page) => page.$$eval('#groups .f', (all) => all.filter((each) => each.checkVisibility()).length);
const counted = (page) => page.$eval('#count', (each) => each.textContent);

async function filters(file) {
  const page = await open(file, {}, false);
  const all = await shown(page);
  if (await counted(page) !== all + ' findings') fault(file, 'counts', await counted(page), 'of', all);
  for (const name of ['severity', 'verdict', 'state', 'layer', 'control', 'framework', 'deployment', 'owner']) {
    const field = await page.$(`#filters [name=${name}]`);
    if (!field) continue;
    let sum = 0;
    for (const value of await field.$$eval('option', (each) => each.map((option) => option.value).filter(Boolean))) {
      await page.select(`#filters [name=${name}]`, value);
      await page.waitForFunction(() => document.getElementById('count').textContent.includes('shown'));
      await page.waitForFunction((name, value) => new URLSearchParams(location.hash.slice(1)).get(name) === value, {}, name, value);
      const some = await shown(page);
      if (!(await counted(page)).startsWith(some + ' of ' + all + ' findings shown: ' + name)) fault(file, name, value, 'counts', await counted(page), 'shows', some);
      if (some === 0) fault(file, name, value, 'shows nothing');
      sum += some;
      const again = await open(file, { fragment: await page.evaluate(() => location.hash) }, false);
      if (await shown(again) !== some) fault(file, name, value, 'is not kept in the address');
      await again.close();
    }
    if (!['framework', 'deployment'].includes(name) && sum !== all) fault(file, name, 'shows', sum, 'of', all);
    await page.click('#filters [type=reset]');
    await page.waitForFunction(() => !document.getElementById('count').textContent.includes('shown'));
    if (await shown(page) !== all) fault(file, name, 'is not reset');
  }
  const id = await page.$$eval('#groups .f', (each) => each.at(-1).id);
  const linked = await open(file, { fragment: '#' + id }, false);
  if (!(await linked.$eval('#' + CSS(id), (each) => each.open))) fault(file, 'a link does not open', id);
  await linked.close();
  await page.close();
}

const CSS = (id) => id.replace(/[^a-zA-Z0-9_-]/g, (each) => '\\' + each);

for (const file of readdirSync(folder).filter((each) => each.endsWith('.html')).sort()) {
  for (const name of Object.keys(MODES)) await accessible(file, name);
  if (readFileSync(join(folder, file), 'utf8').match(/class="f"/g)?.length > 1) await filters(file);
}
await browser.close();
console.log('done');
