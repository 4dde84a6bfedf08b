// Asks a Redoubt registry whether the gate of an environment allows a model version. The job authenticates
// with the OIDC token that GitHub Actions or Azure Pipelines issues to it, so there is no secret to store.
//
// Both use this file: action.yml and task.json describe it to them. It requires only Node.js.
'use strict';

const fs = require('node:fs');

const GITHUB = 'GITHUB_ACTIONS' in process.env;
const POLL_MILLISECONDS = 3000;
const REQUEST_MILLISECONDS = 30000;

// Tokens of GitHub are valid for a few minutes, and the step may wait longer.
const TOKEN_MILLISECONDS = 120000;

// Status codes of a busy registry: rate limit, concurrency limit.
const BUSY = [429, 503];

class Failure extends Error {}

// --- inputs and outputs of both runners ----------------------------------------------------------

// Both runners pass inputs as environment variables. Names of Azure Pipelines have no dashes: `wait-seconds` is
// `waitSeconds` there.
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
    throw new Failure(`the input \`wait-seconds\` is not a number of seconds: \`${text}\``);
  }
  return Number(text) * 1000;
}

// Text of the registry, such as a reason, must not act as a command to the runner: this removes line breaks,
// `::command::` and `##vso[command]`, also within `###vso[command]`.
function plain(text) {
  return String(text)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
    .replace(/:(?=:)/g, ': ')
    .replace(/#(?=[#[])/g, '# ');
}

function print(text) {
  console.log(plain(text));
}

// Encodes text the way each runner decodes it.
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
    // A redirect could send the token to another address.
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
    throw new Failure(`${what} answered ${status} with something that is not a JSON object`);
  }
  return { status, body };
}

// The cause of a failed connection has a code; it has a message only if one address was tried.
function reason(problem) {
  return problem.cause?.message || problem.cause?.code || problem.message;
}

// `fetch` refuses a token that is not valid in a header, and its error message would contain the token.
function bearer(what, token) {
  if (typeof token !== 'string' || !/^[A-Za-z0-9._~+/=-]+$/.test(token)) {
    throw new Failure(`${what} is not a valid token`);
  }
  return { authorization: `Bearer ${token}` };
}

async function githubToken(audience) {
  const address = process.env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const requestToken = process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (!address || !requestToken) {
    throw new Failure('the job has no identity: give it `permissions: id-token: write`');
  }
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  const headers = bearer('the request token of GitHub', requestToken);
  const { status, body } = await json('the token service of GitHub', url, { headers });
  if (status !== 200 || typeof body.value !== 'string') {
    throw new Failure(`the token service of GitHub answered ${status}`);
  }
  return body.value;
}

async function azureToken() {
  const address = process.env.SYSTEM_OIDCREQUESTURI;
  const jobToken = azureJobToken();
  const connection = required('serviceConnection');
  if (!address || !jobToken) {
    throw new Failure('the job has no identity: Azure Pipelines did not set the address for OIDC tokens or the token of the job');
  }
  const url = new URL(address);
  url.searchParams.set('api-version', '7.1');
  url.searchParams.set('serviceConnectionId', connection);
  const { status, body } = await json('the token service of Azure Pipelines', url, {
    method: 'POST',
    headers: { ...bearer('the job token of Azure Pipelines', jobToken), 'content-type': 'application/json' },
  });
  if (status !== 200 || typeof body.oidcToken !== 'string') {
    throw new Failure(`the token service of Azure Pipelines answered ${status}: may the pipeline use the service connection?`);
  }
  return body.oidcToken;
}

// A task gets the token of the job as part of the connection to Azure Pipelines.
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

// Requests a token on first use, and a new one before it expires. Tokens are printed only to mask them.
function identity(server) {
  let token;
  let since;
  return async () => {
    if (token === undefined || Date.now() - since > TOKEN_MILLISECONDS) {
      token = GITHUB ? await githubToken(input('audience', server.origin)) : await azureToken();
      since = Date.now();
      secret(token);
    }
    return bearer('the response of the token service', token);
  };
}

// --- the gate ------------------------------------------------------------------------------------

function serverAddress() {
  const text = required('server');
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Failure(`the input \`server\` is not a URL: \`${text}\``);
  }
  // An error message would contain them.
  if (url.username || url.password) {
    throw new Failure('the input `server` contains a user name or a password; remove them: the step authenticates with the token of the job');
  }
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) {
    throw new Failure('the input `server` must begin with `https://`, because the step sends a token');
  }
  return url;
}

async function requestDecision(server, headers) {
  const path = ['api', 'redoubt', 'models', required('model'), 'versions', required('version'), 'gate'];
  const url = new URL(path.map(encodeURIComponent).join('/'), server.href.endsWith('/') ? server.href : server.href + '/');
  url.searchParams.set('environment', input('environment', 'production'));
  const { status, body } = await json('the registry', url, { headers });
  if (BUSY.includes(status)) {
    return { pending: true, state: `the registry answered ${status}: ${body.message ?? 'it is busy'}`, busy: true };
  }
  if (status !== 200 || typeof body.allowed !== 'boolean' || !Array.isArray(body.requirements)) {
    throw new Failure(`the registry answered ${status}: ${body.message ?? 'something that is not a decision'}`);
  }
  return body;
}

// Waits for the intake: a new version has no decision until it is scanned and signed.
async function decided(server, identify) {
  const end = Date.now() + waitMilliseconds();
  let printed;
  let decision = await requestDecision(server, await identify());
  while (decision.pending && Date.now() < end) {
    const state = decision.state ?? 'the version is still being scanned and signed';
    if (state !== printed) {
      print(`waiting: ${state}`);
      printed = state;
    }
    await new Promise((resume) => setTimeout(resume, Math.min(POLL_MILLISECONDS, end - Date.now())));
    decision = await requestDecision(server, await identify());
  }
  if (decision.busy) {
    throw new Failure(decision.state);
  }
  return decision;
}

// States of requirements in the JSON of the registry, with the sign and the word that people read.
const STATES = new Map([
  ['holds', ['+', 'met']],
  ['missing', ['-', 'missing']],
  ['failed', ['x', 'failed']],
  ['expired', ['!', 'expired']],
]);

function shown(state) {
  return STATES.get(state) ?? ['?', state];
}

function report(decision) {
  const title = `${decision.model} version ${decision.version}, ${decision.environment}: ${decision.allowed ? 'allowed' : 'blocked'}`;
  print(title);
  for (const each of decision.requirements) {
    print(`  ${shown(each.state)[0]} ${each.name}: ${each.message}`);
  }
  if (GITHUB && process.env.GITHUB_STEP_SUMMARY) {
    const cell = (text) => plain(text).replace(/[|<>&`\[\]]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const rows = decision.requirements.map((each) => `| ${cell(shown(each.state)[1])} | ${cell(each.name)} | ${cell(each.message)} |`);
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
    fail(`the gate blocks the version: ${missing.length} of ${decision.requirements.length} requirements are not met: ${missing.join(', ')}`);
  }
}

main().catch((problem) => fail(problem instanceof Failure ? problem.message : `internal error of this step: ${problem.stack}`));
