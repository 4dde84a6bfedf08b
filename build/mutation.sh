#!/bin/sh
# Mutation tests: changes the compiled classes of a module in one place at a time, and checks whether a test fails.
#
#   build/mutation.sh [--tests GLOB] [--without GLOB] [--tests-of MODULE] [--sqlite-alone] MODULE [PACKAGE...]
#   build/mutation.sh --without '*.CrashTest' --without '*.KillTest' trust/ledger
#   build/mutation.sh trust/keys keys.envelope
#   build/mutation.sh --tests 'dev.redoubt.http.identity.*' app/http http.identity
#   build/mutation.sh --tests-of assess/arm assess/template template.internal
#
# --tests and --without select test classes; a mutant that few tests kill is killed by all, and slow tests cost time.
# --tests-of runs the tests of another module as well, which uses this one; may be repeated.
# --sqlite-alone leaves out what tests do with PostgreSQL, which takes most of the time, for the same reason.
# PACKAGE is without `dev.redoubt.`, and includes the packages below it; without one, the whole module is changed. A
# class may be given as well: `ledger.ReceiptCheck`. Prints the score and the mutants that survive: class, line, method,
# what was changed. Exit code 1 if less than 85 % are killed, 2 if nothing could be measured.
# The log and a report of each line are in MODULE/target/mutation. PIT 1.30 keeps no history: name a package or a class
# to repeat only a part.
set -eu

usage() {
  sed -n '2,17s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

tests='dev.redoubt.*'
without=
sqlite=false
testers=
cross=false
while [ $# -gt 0 ]; do
  case $1 in
    --tests) [ $# -ge 2 ] || usage; tests=$2; shift 2 ;;
    --without) [ $# -ge 2 ] || usage; without="$without${without:+,}$2"; shift 2 ;;
    --tests-of) [ $# -ge 2 ] || usage; testers="$testers ${2%/}"; cross=true; shift 2 ;;
    --sqlite-alone) sqlite=true; shift ;;
    -*) usage ;;
    *) break ;;
  esac
done
[ $# -ge 1 ] || usage

cd "$(dirname "$0")/.."
module=${1%/}
shift
if [ ! -d "$module/src/main/java" ]; then
  echo "\`$module\` is not a module: it has no src/main/java" >&2
  exit 2
fi
if [ $# -eq 0 ]; then
  set -- "$(cd "$module/src/main/java/dev/redoubt" && echo *)"
fi
classes=
for package; do
  for each in $package; do
    each=${each#dev.redoubt.}
    classes="$classes${classes:+,}dev.redoubt.$each,dev.redoubt.$each.*,dev.redoubt.$each\$*"
  done
done
name=$(echo "$*" | tr -c 'A-Za-z0-9._\n' '-')
# A name of a file has 255 characters at most.
if [ ${#name} -gt 120 ]; then
  name=$(echo "$name" | cut -c 1-100)-$(echo "$name" | cksum | cut -d ' ' -f 1)
fi
results=$module/target/mutation
modules=$module
reports=$results/$name/mutations.xml
for tester in $testers; do
  if [ ! -d "$tester/src/test/java" ]; then
    echo "\`$tester\` is not a module with tests: it has no src/test/java" >&2
    exit 2
  fi
  modules=$modules,$tester
  reports="$reports $tester/target/mutation/$name/mutations.xml"
  rm -rf "${tester:?}/target/mutation/$name"
done
rm -rf "${results:?}/$name"
mkdir -p "$results"

# PIT starts the tests with the JDK that Maven runs on, unless told which: that of the toolchain.
jdk=$(./mvnw --batch-mode -q -N -Pmutation validate exec:exec -Dexec.executable=java \
  -Dexec.args='-XshowSettings:properties -version' 2>&1 | sed -n 's/^ *java\.home = //p')
if [ ! -x "$jdk/bin/java" ]; then
  echo "no JDK 25 was found; \`./mvnw -N validate -Dorg.slf4j.simpleLogger.defaultLogLevel=info\` says which were looked at" >&2
  exit 2
fi

log=$results/$name.log
if ! ./mvnw --batch-mode -Pmutation -pl "$modules" -am test-compile org.pitest:pitest-maven:mutationCoverage \
  -Dmutation.jvm="$jdk/bin/java" -Dmutation.name="$name" -DtargetClasses="$classes" -DtargetTests="$tests" \
  -Dmutation.sqlite-alone="$sqlite" -Dmutation.cross-module="$cross" -DexcludedTestClasses="$without" >"$log" 2>&1; then
  tail -n 40 "$log" >&2
  echo "the run failed, see $log" >&2
  exit 2
fi
# shellcheck disable=SC2086 # one argument for each report
"$jdk/bin/java" build/Mutants.java $reports 85
