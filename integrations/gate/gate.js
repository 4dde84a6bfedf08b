// Asks a Redoubt registry whether a version of a model may go to an environment, as the job itself:
// with the OIDC token that GitHub Actions or Azure Pipelines issue to it. There is no secret to keep.
//
// One file for both: action.yml and task.json describe it to each. Needs nothing but Node.js.
'use strict';

const fs = require('node:fs');

const GITHUB = 'GITHUB_ACTIONS' in process.env;
const POLL_MILLISECONDS = 3000;
const REQUEST_MILLISECONDS = 30000;

class Failure extends Error {}

// --- what the two runners have in common ---------------------------------------------------------

// Both hand inputs over as environment variables, GitHub with spaces and dashes kept.
function input(name, usual = '') {
  const text = process.env['INPUT_' + name.toUpperCase()] ?? process.env['INPUT_' + name.toUpperCase().replace(/-/g, '_')];
  return (text ?? '').trim() || usual;
}

function required(name) {
  const text = input(name);
  if (!text) {
    throw new Failure(`the input \`${name}\` is missing`);
  }
  return text;
}

// What a registry or an attacker's model says must not be a command to the runner: no line breaks,
// and neither `::command::` nor `##vso[command]`.
function plain(text) {
  return String(text)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
    .replace(/::/g, ': :')
    .replace(/##/g, '# #');
}

function say(text) {
  console.log(plain(text));
}

function encoded(text) {
  return String(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
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
  let response;
  try {
    // Nothing is sent elsewhere than where it was meant to go.
    response = await fetch(address, { ...options, redirect: 'error', signal: AbortSignal.timeout(REQUEST_MILLISECONDS) });
  } catch (problem) {
    throw new Failure(`${what} cannot be reached: ${problem.cause?.message ?? problem.message}`);
  }
  const text = await response.text();
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Failure(`${what} answered ${response.status} with something that is no JSON`);
  }
  return { status: response.status, body };
}

async function githubToken(audience) {
  const address = process.env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const bearer = process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (!address || !bearer) {
    throw new Failure('the job has no identity: give it `permissions: id-token: write`');
  }
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  const { status, body } = await json('the token service of GitHub', url, { headers: { authorization: `Bearer ${bearer}` } });
  if (status !== 200 || typeof body.value !== 'string') {
    throw new Failure(`the token service of GitHub answered ${status}`);
  }
  return body.value;
}

async function azureToken() {
  const address = process.env.SYSTEM_OIDCREQUESTURI;
  const bearer = azureJobToken();
  const connection = required('serviceConnection');
  if (!address || !bearer) {
    throw new Failure('the job has no identity: Azure Pipelines gave it no address for OIDC tokens');
  }
  const url = new URL(address);
  url.searchParams.set('api-version', '7.1');
  url.searchParams.set('serviceConnectionId', connection);
  const { status, body } = await json('the token service of Azure Pipelines', url, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
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

// --- the gate ------------------------------------------------------------------------------------

function serverAddress() {
  const text = required('server');
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Failure(`the input \`server\` is no address: \`${text}\``);
  }
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) {
    throw new Failure('the input `server` has to begin with `https://`: a token would go over the network in clear');
  }
  return url;
}

async function ask(server, token) {
  const path = ['api', 'redoubt', 'models', required('model'), 'versions', required('version'), 'gate'];
  const url = new URL(path.map(encodeURIComponent).join('/'), server.href.endsWith('/') ? server.href : server.href + '/');
  url.searchParams.set('environment', input('environment', 'production'));
  const { status, body } = await json('the registry', url, { headers: { authorization: `Bearer ${token}` } });
  if (status !== 200 || typeof body.allowed !== 'boolean' || !Array.isArray(body.requirements)) {
    throw new Failure(`the registry answered ${status}: ${body.message ?? 'something that is no decision'}`);
  }
  return body;
}

// A version that was registered just now is still being scanned and signed.
async function decided(server, token) {
  const end = Date.now() + Number(input('wait-seconds', '0')) * 1000;
  let decision = await ask(server, token);
  while (decision.pending && Date.now() < end) {
    say(`waiting: ${decision.state ?? 'the version is still being scanned and signed'}`);
    await new Promise((resume) => setTimeout(resume, POLL_MILLISECONDS));
    decision = await ask(server, token);
  }
  return decision;
}

const SIGNS = { holds: '+', missing: '-', failed: 'x', expired: '!', unknown: '?' };

function report(decision) {
  const title = `${decision.model} version ${decision.version} to ${decision.environment}: ${decision.allowed ? 'may go' : 'held back'}`;
  say(title);
  for (const each of decision.requirements) {
    say(`  ${SIGNS[each.state] ?? '?'} ${each.name}: ${each.message}`);
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
  const token = GITHUB ? await githubToken(input('audience', server.origin)) : await azureToken();
  secret(token);
  const decision = await decided(server, token);
  report(decision);
  if (!decision.allowed && input('fail-when-held-back', 'true') !== 'false') {
    const missing = decision.requirements.filter((each) => each.state !== 'holds').length;
    fail(`the gate holds the version back: ${missing} of ${decision.requirements.length} requirements are not met`);
  }
}

main().catch((problem) => fail(problem instanceof Failure ? problem.message : `a fault of this step: ${problem.stack}`));
