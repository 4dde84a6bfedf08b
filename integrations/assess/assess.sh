#!/bin/sh
# Runs `redoubt assess` for the GitHub Action and the Azure Pipelines template beside this file. The
# inputs are variables whose names begin with INPUT_; see action.yml.
#
# The exit code of the assessment goes to the output `exit-code`, so that the SARIF file is uploaded
# before the job fails; without a runner's output file, this script exits with it.

set -u

folder=${RUNNER_TEMP:-${AGENT_TEMPDIRECTORY:-${TMPDIR:-/tmp}}}
sarif=${INPUT_SARIF:-$folder/redoubt.sarif}
console=$folder/redoubt-console.txt
summary=$folder/redoubt-summary.md
redoubt=${INPUT_REDOUBT:-${ACTION_FOLDER:-$(dirname "$0")}/../../redoubt}
rm -f "$sarif" "$console" "$summary"

# Each line of the input becomes one argument, also where it has spaces. Expressions of Azure Pipelines
# cannot write a line break, and name another separator.
lines() { # TEXT; prints its lines quoted for `eval`
  printf '%s\n' "$1" | if [ -n "${INPUT_SEPARATOR-}" ]; then tr "$INPUT_SEPARATOR" '\n'; else cat; fi | sed -e '/^[[:space:]]*$/d' -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' \
    -e "s/'/'\\\\''/g" -e "s/^/'/" -e "s/\$/'/" | tr '\n' ' '
}

set -- --fail-on "${INPUT_FAIL_ON:-high}" --fail-on-unknown "${INPUT_FAIL_ON_UNKNOWN:-high}"
[ -z "${INPUT_ENVIRONMENT-}" ] || set -- "$@" --environment "$INPUT_ENVIRONMENT"
[ -z "${INPUT_BASELINE-}" ] || set -- "$@" --baseline "$INPUT_BASELINE"
set -- "$@" --format sarif --output "$sarif" --format console --output "$console"
[ "${INPUT_SUMMARY:-true}" != true ] || set -- "$@" --format markdown --output "$summary"
# Annotations are commands to the runner on standard output.
[ "${INPUT_ANNOTATIONS:-true}" != true ] || [ -z "${GITHUB_ACTIONS-}" ] || set -- "$@" --format github
eval "set -- \"\$@\" $(lines "${INPUT_ARGUMENTS-}") $(lines "${INPUT_PATHS:-.}")"

# The summary is written here, whatever the format `github` does.
GITHUB_STEP_SUMMARY='' "$redoubt" assess "$@"
code=$?

if [ -s "$console" ]; then
  # Names in a template must not act as commands to the runner.
  stop=redoubt-$$-$(date +%s)
  [ -z "${GITHUB_ACTIONS-}" ] || printf '::stop-commands::%s\n' "$stop"
  sed 's/^##/# #/; s/##\[/# [/g; s/##vso/# vso/g' "$console"
  [ -z "${GITHUB_ACTIONS-}" ] || printf '::%s::\n' "$stop"
fi
if [ -s "$summary" ]; then
  if [ -n "${GITHUB_STEP_SUMMARY-}" ]; then
    cat "$summary" >> "$GITHUB_STEP_SUMMARY"
  elif [ -n "${TF_BUILD-}" ]; then
    printf '##vso[task.uploadsummary]%s\n' "$summary"
  fi
fi
if [ -n "${GITHUB_OUTPUT-}" ]; then
  printf 'exit-code=%s\n' "$code" >> "$GITHUB_OUTPUT"
  [ ! -s "$sarif" ] || printf 'sarif=%s\n' "$sarif" >> "$GITHUB_OUTPUT"
  exit 0
fi
exit "$code"
