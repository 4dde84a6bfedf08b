#!/bin/sh
# Draws the pictures of the documents from real runs:
#
#   build/pictures.sh
#
# Writes docs/images/*.svg. DocumentedOutputTest reads the lines below and fails when a picture differs from a run.

set -eu

cd "$(dirname "$0")/.."
java=java
if [ -n "${JAVA_HOME-}" ]; then
  java=$JAVA_HOME/bin/java
fi

# The sample has violations: exit code 1 is what is expected.
draw() { # FILE LINES ARGUMENTS OF REDOUBT...
  file=docs/images/$1 lines=$2
  shift 2
  output=$(mktemp)
  trap 'rm -f "$output" "$output.svg"' EXIT
  code=0
  ./redoubt "$@" --color always > "$output" || code=$?
  [ "$code" -le 1 ] || exit "$code"
  "$java" build/TerminalPicture.java "$lines" "./redoubt $*" < "$output" > "$output.svg"
  mkdir -p docs/images
  cat "$output.svg" > "$file"
  printf 'wrote %s\n' "$file"
}

diagram() { # FILE ARGUMENTS OF REDOUBT DIAGRAM...
  file=docs/images/$1
  shift
  ./redoubt diagram "$@" --output "$file"
  printf 'wrote %s\n' "$file"
}

draw assess.svg 45 assess samples/credit-scoring/weak
diagram workload.svg samples/credit-scoring/hardened --deployment main.bicep
