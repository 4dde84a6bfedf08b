// Asks a Redoubt registry whether a version of a model may go to an environment, as the job itself:
// with the OIDC token that GitHub Actions or Azure Pipelines issue to it. There is no secret to keep.
//
// One file for both: action.yml and task.json describe it to each. Needs nothing but Node.js.
'use strict';

const fs = require('node:fs');

const GITHUB = 'GITHUB_ACTIONS' in process.env;
const POLL_MILLISECONDS = 3000;
const REQUEST_MILLISECONDS = 30000;

// Tokens of GitHub live for a few minutes, and waiting may take longer.
const TOKEN_MILLISECONDS = 120000;

// What the registry says when it is busy.
const BUSY = [429, 503];

class Failure extends Error {}

// --- what the two runners have in common ---------------------------------------------------------

// Both hand inputs over as environment variables. GitHub keeps dashes; Azure Pipelines has none in names: there,
// `wait-seconds` is `waitSeconds`.
function input(name, usual = '') {
  const text = process.env['INPUT_' + name.toUpperCase()] ?? process.env['INPUT_' + name.toUpperCase().replace(/-/g, '')];
  return (text ?? '').trim() || usual;
}

function required(name) {
  const text = input(name);
  if (!text) {
    throw new Failure(`the input \`${name}\` is missing`);
  }
  return text;
}

function waitMilliseconds() {
  const text = input('wait-seconds', '300');
  if (!/^[0-9]{1,5}$/.test(text)) {
    throw new Failure(`the input \`wait-seconds\` is no number of seconds: \`${text}\``);
  }
  return Number(text) * 1000;
}

// What a registry or an attacker's model says must not be a command to the runner: no line breaks,
// and neither `::command::` nor `##vso[command]`, also not what is left of `###vso[command]`.
function plain(text) {
  return String(text)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
    .replace(/:(?=:)/g, ': ')
    .replace(/#(?=[#[])/g, '# ');
}

function say(text) {
  console.log(plain(text));
}

// As each runner decodes it.
function encoded(text) {
  return String(text).replace(/%/g, GITHUB ? '%25' : '%AZP25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function secret(text) {
  console.log(GITHUB ? `::add-mask::${encoded(text)}` : `##vso[task.setsecret]${encoded(text)}`);
}

function output(name, text) {
  if (!GITHUB) {
    console.log(`##vso[task.setvariable variable=${name};isOutput=true]${encoded(plain(text))}`);
  } else if (process.env.GITHUB_OUTPUT) {
    fs.appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${plain(text)}\n`);
  }
}

function fail(text) {
  const line = plain(text);
  console.log(GITHUB ? `::error title=Redoubt gate::${encoded(line)}` : `##vso[task.logissue type=error]${encoded(line)}`);
  if (!GITHUB) {
    console.log('##vso[task.complete result=Failed;]' + encoded(line));
  }
  process.exitCode = 1;
}

// --- the job's identity --------------------------------------------------------------------------

async function json(what, address, options) {
  let status;
  let text;
  try {
    // Nothing is sent elsewhere than where it was meant to go.
    const response = await fetch(address, { ...options, redirect: 'error', signal: AbortSignal.timeout(REQUEST_MILLISECONDS) });
    status = response.status;
    text = await response.text();
  } catch (problem) {
    throw new Failure(`${what} cannot be reached: ${reason(problem)}`);
  }
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (body === null || typeof body !== 'object') {
    throw new Failure(`${what} answered ${status} with something that is no object of JSON`);
  }
  return { status, body };
}

// The cause of a failed connection has a code, and its words only if it tried one address.
function reason(problem) {
  return problem.cause?.message || problem.cause?.code || problem.message;
}

// A token that cannot be in a header would come back in the words of what refuses it.
function bearer(what, token) {
  if (typeof token !== 'string' || !/^[A-Za-z0-9._~+/=-]+$/.test(token)) {
    throw new Failure(`${what} is no token`);
  }
  return { authorization: `Bearer ${token}` };
}

async function githubToken(audience) {
  const address = process.env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const asks = process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (!address || !asks) {
    throw new Failure('the job has no identity: give it `permissions: id-token: write`');
  }
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  const headers = bearer('what GitHub gave the job to ask for its identity', asks);
  const { status, body } = await json('the token service of GitHub', url, { headers });
  if (status !== 200 || typeof body.value !== 'string') {
    throw new Failure(`the token service of GitHub answered ${status}`);
  }
  return body.value;
}

async function azureToken() {
  const address = process.env.SYSTEM_OIDCREQUESTURI;
  const asks = azureJobToken();
  const connection = required('serviceConnection');
  if (!address || !asks) {
    throw new Failure('the job has no identity: Azure Pipelines gave it no address for OIDC tokens, or no token of the job');
  }
  const url = new URL(address);
  url.searchParams.set('api-version', '7.1');
  url.searchParams.set('serviceConnectionId', connection);
  const { status, body } = await json('the token service of Azure Pipelines', url, {
    method: 'POST',
    headers: { ...bearer('what Azure Pipelines gave the job to ask for its identity', asks), 'content-type': 'application/json' },
  });
  if (status !== 200 || typeof body.oidcToken !== 'string') {
    throw new Failure(`the token service of Azure Pipelines answered ${status}: may the pipeline use the service connection?`);
  }
  return body.oidcToken;
}

// A task gets the job's token with the connection to the server itself.
function azureJobToken() {
  const text = process.env.ENDPOINT_AUTH_SYSTEMVSSCONNECTION;
  if (text) {
    try {
      return JSON.parse(text).parameters?.AccessToken;
    } catch {
      return undefined;
    }
  }
  return process.env.SYSTEM_ACCESSTOKEN;
}

// Asks for a token when there is none, and anew before it is too old. None is ever said but to be masked.
function identity(server) {
  let token;
  let since;
  return async () => {
    if (token === undefined || Date.now() - since > TOKEN_MILLISECONDS) {
      token = GITHUB ? await githubToken(input('audience', server.origin)) : await azureToken();
      since = Date.now();
      secret(token);
    }
    return bearer('what the token service answered', token);
  };
}

// --- the gate ------------------------------------------------------------------------------------

function serverAddress() {
  const text = required('server');
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Failure(`the input \`server\` is no address: \`${text}\``);
  }
  // They would be quoted by whoever refuses to send them.
  if (url.username || url.password) {
    throw new Failure('the input `server` has a name or a password in it: the gate needs none, and takes none');
  }
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) {
    throw new Failure('the input `server` has to begin with `https://`: a token would go over the network in clear');
  }
  return url;
}

async function ask(server, headers) {
  const path = ['api', 'redoubt', 'models', required('model'), 'versions', required('version'), 'gate'];
  const url = new URL(path.map(encodeURIComponent).join('/'), server.href.endsWith('/') ? server.href : server.href + '/');
  url.searchParams.set('environment', input('environment', 'production'));
  const { status, body } = await json('the registry', url, { headers });
  if (BUSY.includes(status)) {
    return { pending: true, state: `the registry answered ${status}: ${body.message ?? 'it is busy'}`, busy: true };
  }
  if (status !== 200 || typeof body.allowed !== 'boolean' || !Array.isArray(body.requirements)) {
    throw new Failure(`the registry answered ${status}: ${body.message ?? 'something that is no decision'}`);
  }
  return body;
}

// A version that was registered just now is still being scanned and signed.
async function decided(server, identify) {
  const end = Date.now() + waitMilliseconds();
  let said;
  let decision = await ask(server, await identify());
  while (decision.pending && Date.now() < end) {
    const state = decision.state ?? 'the version is still being scanned and signed';
    if (state !== said) {
      say(`waiting: ${state}`);
      said = state;
    }
    await new Promise((resume) => setTimeout(resume, Math.min(POLL_MILLISECONDS, end - Date.now())));
    decision = await ask(server, await identify());
  }
  if (decision.busy) {
    throw new Failure(decision.state);
  }
  return decision;
}

const SIGNS = new Map([['holds', '+'], ['missing', '-'], ['failed', 'x'], ['expired', '!']]);

function report(decision) {
  const title = `${decision.model} version ${decision.version} to ${decision.environment}: ${decision.allowed ? 'may go' : 'held back'}`;
  say(title);
  for (const each of decision.requirements) {
    say(`  ${SIGNS.get(each.state) ?? '?'} ${each.name}: ${each.message}`);
  }
  if (GITHUB && process.env.GITHUB_STEP_SUMMARY) {
    const cell = (text) => plain(text).replace(/[|<>&`\[\]]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const rows = decision.requirements.map((each) => `| ${cell(each.state)} | ${cell(each.name)} | ${cell(each.message)} |`);
    fs.appendFileSync(
      process.env.GITHUB_STEP_SUMMARY,
      [`### Redoubt gate: ${cell(title)}`, '', '| | requirement | |', '|---|---|---|', ...rows, '', `digest ${cell(decision.digest ?? 'none yet')}, policy ${cell(decision.policy ?? '')}`, ''].join('\n'));
  }
  output('allowed', decision.allowed);
  output('stage', decision.stage ?? '');
  output('digest', decision.digest ?? '');
}

async function main() {
  const server = serverAddress();
  const decision = await decided(server, identity(server));
  report(decision);
  if (!decision.allowed && input('fail-when-held-back', 'true').toLowerCase() !== 'false') {
    const missing = decision.requirements.filter((each) => each.state !== 'holds').map((each) => each.name);
    fail(`the gate holds the version back: ${missing.length} of ${decision.requirements.length} requirements are not met: ${missing.join(', ')}`);
  }
}

main().catch((problem) => fail(problem instanceof Failure ? problem.message : `a fault of this step: ${problem.stack}`));
