// The Azure Pipelines task `RedoubtAssess`: runs assess.sh with the inputs of the task, and reports what the
// SARIF file says to the agent. task.json describes the inputs. It requires only Node.js and `sh`.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

// The names of the inputs, as in task.json, and the variables of assess.sh.
const VARIABLES = {
  paths: 'INPUT_PATHS',
  environment: 'INPUT_ENVIRONMENT',
  baseline: 'INPUT_BASELINE',
  failOn: 'INPUT_FAIL_ON',
  failOnUnknown: 'INPUT_FAIL_ON_UNKNOWN',
  arguments: 'INPUT_ARGUMENTS',
  summary: 'INPUT_SUMMARY',
  redoubt: 'INPUT_REDOUBT',
};

// An agent shows ten issues of each kind on the page of a run, and slows down with thousands.
const MAX_ISSUES = 100;

// The agent passes the input `failOn` as INPUT_FAILON.
function input(name, usual = '') {
  return (process.env['INPUT_' + name.toUpperCase()] ?? '').trim() || usual;
}

// As azure-pipelines-task-lib encodes: names of a template must not act as commands.
function data(text) {
  return String(text).replace(/%/g, '%AZP25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text) {
  return data(text).replace(/]/g, '%5D').replace(/;/g, '%3B');
}

function command(name, properties, text) {
  const list = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
  const all = list.map(([key, value]) => `${key}=${property(value)};`).join('');
  process.stdout.write(`##vso[${name}${all ? ' ' + all : ''}]${data(text)}\n`);
}

// SARIF locations are URIs, relative to the folder that the run names.
function file(artifact, run) {
  const base = artifact.uriBaseId && run.originalUriBaseIds?.[artifact.uriBaseId]?.uri;
  const uri = base ? new URL(artifact.uri, base).href : artifact.uri;
  return uri.startsWith('file:') ? require('node:url').fileURLToPath(uri) : decodeURIComponent(uri);
}

// In a SARIF message, a backslash stands before brackets that begin no link.
function plain(text) {
  return text.replace(/\\([[\]\\])/g, '$1');
}

// An exempt or unchanged result is known, and no issue of this run.
function isNew(result) {
  return !result.suppressions?.length && result.baselineState !== 'unchanged' && result.kind !== 'pass';
}

function report(sarif) {
  let issues = 0;
  let omitted = 0;
  for (const run of sarif.runs) {
    const notifications = (run.invocations ?? []).flatMap((each) => each.toolExecutionNotifications ?? []);
    for (const result of [...notifications, ...(run.results ?? [])]) {
      if (!isNew(result) || result.level === 'none') {
        continue;
      }
      if (issues === MAX_ISSUES) {
        omitted++;
        continue;
      }
      issues++;
      const place = result.locations?.[0]?.physicalLocation;
      command(
        'task.logissue',
        {
          type: result.level === 'error' ? 'error' : 'warning',
          sourcepath: place && file(place.artifactLocation, run),
          linenumber: place?.region?.startLine,
          columnnumber: place?.region?.startColumn,
          code: result.ruleId,
        },
        plain(result.message.text ?? ''),
      );
    }
  }
  if (omitted > 0) {
    command('task.logissue', { type: 'warning' }, `${omitted} more findings are in the SARIF file and the summary`);
  }
}

function main() {
  const folder = process.env.AGENT_TEMPDIRECTORY || os.tmpdir();
  const sarif = path.join(folder, 'redoubt.sarif');
  const environment = { ...process.env, INPUT_SARIF: sarif, INPUT_SEPARATOR: '', REDOUBT_JDK: process.env.REDOUBT_JDK ?? 'download' };
  for (const [name, variable] of Object.entries(VARIABLES)) {
    environment[variable] = input(name);
  }
  environment.INPUT_REDOUBT = environment.INPUT_REDOUBT || 'redoubt';
  const run = spawnSync('sh', [path.join(__dirname, 'assess.sh')], { env: environment, stdio: 'inherit' });
  const code = run.status ?? 70;
  const written = run.error === undefined && fs.existsSync(sarif);
  if (written && input('annotations', 'true') === 'true') {
    report(JSON.parse(fs.readFileSync(sarif, 'utf8')));
  }
  if (written && input('uploadSarif', 'true') === 'true') {
    command('artifact.upload', { containerfolder: 'CodeAnalysisLogs', artifactname: 'CodeAnalysisLogs' }, sarif);
  }
  command('task.setvariable', { variable: 'exitCode', isOutput: 'true' }, code);
  if (written) {
    command('task.setvariable', { variable: 'sarif', isOutput: 'true' }, sarif);
  }
  const reason = run.error ? `assess.sh did not start: ${run.error.message}` : `redoubt assess ended with exit code ${code}`;
  command('task.complete', { result: code === 0 && written ? 'Succeeded' : 'Failed' }, code === 0 && !written ? 'no report was written' : reason);
}

main();
