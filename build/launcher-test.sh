#!/bin/sh
# Tests the launcher `redoubt` in copies of a built checkout: no JDK, an old one, stale, corrupt and
# missing caches, a checkout that cannot be written to, symbolic links, spaces, a broken pipe, two
# first calls at once, and a machine without a JDK that downloads this one from a server of its own.
# Downloads that fail are tested in each build (`JdkDownloadTest`).
#
#   ./redoubt --version && build/launcher-test.sh
#
# Takes a minute. Needs nothing but what the launcher needs. Prints each failure, and exits with 1
# if there is one.

set -u

root=$(cd "${0%/*}/.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
passed=0
failed=0

check() { # NAME CONDITION...
  name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$name"
    sed 's/^/    out: /' "$work/out"
    sed 's/^/    err: /' "$work/err"
  fi
}

run() {
  "$@" > "$work/out" 2> "$work/err"
  code=$?
}

copy() { # makes a checkout with jars but without state, named $1
  mkdir -p "$work/$1/app/admin/target" "$work/$1/build"
  cp "$root/redoubt" "$root/pom.xml" "$work/$1/"
  cp "$root/build/download-jdk.sh" "$work/$1/build/"
  cp -R "$root/app/admin/target/lib" "$work/$1/app/admin/target/lib"
  mkdir -p "$work/$1/.redoubt"
  : > "$work/$1/.redoubt/built"
}

is_version() { [ "$code" = 0 ] && [ ! -s "$work/err" ] && grep -q '^redoubt [0-9]' "$work/out"; }
err_has() { grep -q -- "$1" "$work/err"; }
is_code() { [ "$code" = "$1" ]; }
has_cache() { ls "$1"/.redoubt/redoubt-*.aot > /dev/null 2>&1; }
cache_is_used() { # of checkout $1: classes of ours come out of the cache
  cache=$(ls "$1"/.redoubt/redoubt-[0-9]*.aot)
  jdk=$(sed -n 2p "$1/.redoubt/jdk")
  "$jdk/bin/java" -XX:AOTCache="$cache" -XX:AOTMode=on -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -Xlog:class+load -cp "$(echo "$1"/app/admin/target/lib/redoubt-cli-*.jar)" dev.redoubt.cli.Main --version \
    | grep 'dev.redoubt.cli.Main' | grep -q 'shared objects file'
}

copy plain
run "$work/plain/redoubt" --version
check 'first run works and makes a cache' is_version
check 'a cache is there' has_cache "$work/plain"
check 'the cache is used' cache_is_used "$work/plain"
run "$work/plain/redoubt" --version
check 'second run works' is_version

before=$(ls "$work"/plain/.redoubt/redoubt-*.aot | wc -l)
run "$work/plain/redoubt" token --data-dir "$work/data" --as tester --persona auditor
is_token() { [ "$code" = 0 ] && grep -Eqx '[A-Za-z0-9_.-]{100,}' "$work/out" && [ "$(wc -l < "$work/out")" = 1 ]; }
check 'a token is printed alone' is_token
after=$(ls "$work"/plain/.redoubt/redoubt-*.aot | wc -l)
check 'what is around a server has a cache of its own' [ "$after" = $((before + 1)) ]
rm -f "$work"/plain/.redoubt/redoubt-server-*.aot*
"$work/plain/redoubt" serve --data-dir "$work/data" --port 0 > "$work/out" 2> "$work/err" &
server=$!
waited=0
while ! grep -q 'stop it with' "$work/err" && [ "$waited" -lt 300 ]; do
  sleep 0.2
  waited=$((waited + 1))
done
kill -TERM "$server"
wait "$server"
code=$?
check 'a server ends in order' is_code 0
check 'a server says that it ended' err_has 'redoubt: stopped'

copy 'with spaces'
mkdir -p "$work/with spaces/data in here"
run "$work/with spaces/redoubt" assess "$work/with spaces/data in here"
check 'spaces in the checkout and in arguments' is_code 2
check 'an argument with spaces arrives whole' err_has 'data in here'

mkdir -p "$work/täglich"
printf "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv' }\n" > "$work/täglich/größe.bicep"
run env LC_ALL=C "$work/plain/redoubt" assess "$work/täglich"
check 'names with other characters than ASCII in the locale C' grep -q 'größe.bicep' "$work/out"

ln -s "$work/plain/redoubt" "$work/link"
mkdir -p "$work/bin"
(cd "$work/bin" && ln -s ../link redoubt)
run "$work/bin/redoubt" --version
check 'through two symbolic links' is_version
(cd "$work/plain/app" && ../redoubt --version > "$work/out" 2> "$work/err")
code=$?
check 'from another folder by a relative path' is_version

copy corrupt
run "$work/corrupt/redoubt" --version
cache=$(ls "$work"/corrupt/.redoubt/redoubt-[0-9]*.aot)
printf 'nonsense' > "$cache"
run "$work/corrupt/redoubt" --version
check 'a cache of nonsense does no harm' is_version
: > "$cache"
run "$work/corrupt/redoubt" --version
check 'an empty cache does no harm' is_version
head -c 100000 < "$(ls "$work"/plain/.redoubt/redoubt-[0-9]*.aot)" > "$cache"
run "$work/corrupt/redoubt" --version
check 'a truncated cache does no harm' is_version
rm -f "$cache"
run "$work/corrupt/redoubt" --version
check 'a cache that is gone is made again' has_cache "$work/corrupt"

copy stale
run "$work/stale/redoubt" --version
before=$(ls -i "$work"/stale/.redoubt/redoubt-[0-9]*.aot)
sleep 1
touch "$work/stale/app/admin/target/lib/redoubt-admin.jar"
run "$work/stale/redoubt" --version
check 'a stale cache does no harm' is_version
check 'a stale cache is made again' [ "$before" != "$(ls -i "$work"/stale/.redoubt/redoubt-[0-9]*.aot)" ]

mkdir -p "$work/no-jdk"
copy none
run env -u JAVA_HOME -u REDOUBT_JAVA_HOME REDOUBT_JDK_FOLDERS="$work/no-jdk" HOME="$work/no-jdk" \
  PATH="$work/tools" /bin/sh "$work/none/redoubt" --version
check 'no JDK is exit code 2' is_code 2
check 'no JDK says what to install' err_has 'install one'

# The answer of the API is a file of the JDK's own file server, which ignores what follows `?`.
jdk=$(sed -n 2p "$work/plain/.redoubt/jdk")
mkdir -p "$work/api/v3/assets/latest/25" "$work/tools"
tar -cf - -C "${jdk%/*}" "${jdk##*/}" | gzip -1 > "$work/api/jdk.tar.gz"
for tool in sh sed tr tar gzip mkdir mv rm wc sleep uname find readlink tail cat sha256sum shasum curl wget; do
  if there=$(command -v "$tool"); then
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$there" > "$work/tools/$tool"
    chmod +x "$work/tools/$tool"
  fi
done
: > "$work/api.log"
"$jdk/bin/jwebserver" -b 127.0.0.1 -p 0 -d "$work/api" > "$work/api.log" 2>&1 &
server=$!
while ! port=$(sed -n 's/.* port \([0-9]*\)$/\1/p' "$work/api.log") || [ -z "$port" ]; do
  sleep 0.2
done
sum=$( (sha256sum 2> /dev/null || shasum -a 256) < "$work/api/jdk.tar.gz")
printf '[{"binary":{"package":{"name":"jdk.tar.gz","link":"http://127.0.0.1:%s/jdk.tar.gz","size":%s,"checksum":"%s"}}}]\n' \
  "$port" "$(wc -c < "$work/api/jdk.tar.gz")" "${sum%% *}" > "$work/api/v3/assets/latest/25/hotspot"
copy downloading
run env -u JAVA_HOME -u REDOUBT_JAVA_HOME REDOUBT_JDK_FOLDERS="$work/no-jdk" HOME="$work/no-jdk" \
  REDOUBT_JDK=download REDOUBT_JDK_API="http://127.0.0.1:$port" PATH="$work/tools" \
  /bin/sh "$work/downloading/redoubt" --version
kill "$server"
check 'a downloaded JDK runs the command' grep -q '^redoubt [0-9]' "$work/out"
check 'a download is reported' err_has 'installed the JDK in .*/no-jdk/.cache/redoubt/jdk/'
check 'a downloaded JDK gets a cache' has_cache "$work/downloading"

mkdir -p "$work/old-jdk/bin"
printf 'JAVA_VERSION="17.0.1"\n' > "$work/old-jdk/release"
printf '#!/bin/sh\necho old >&2\n' > "$work/old-jdk/bin/java"
chmod +x "$work/old-jdk/bin/java"
copy old
run env JAVA_HOME="$work/old-jdk" "$work/old/redoubt" --version
check 'an old JAVA_HOME is passed over' is_version

copy readonly
rm -rf "$work/readonly/.redoubt"
chmod -R a-w "$work/readonly"
if [ -w "$work/readonly" ]; then
  echo 'skipped: this user may write everywhere, so no checkout is read-only'
else
  run "$work/readonly/redoubt" --version
  check 'a read-only checkout works' is_code 0
fi

copy broken-state
rm -rf "$work/broken-state/.redoubt"
: > "$work/broken-state/.redoubt"
run env REDOUBT_NO_BUILD=yes "$work/broken-state/redoubt" --version
check 'without a place for state it works' is_version

copy twice
"$work/twice/redoubt" --version > "$work/out1" 2> "$work/err1" &
one=$!
"$work/twice/redoubt" --version > "$work/out2" 2> "$work/err2" &
two=$!
wait "$one"
first=$?
wait "$two"
second=$?
cat "$work/out1" "$work/out2" > "$work/out"
cat "$work/err1" "$work/err2" > "$work/err"
check 'two first calls at once both work' [ "$first$second" = 00 ]
check 'and leave no lock behind' [ ! -e "$work/twice/.redoubt/aot.lock" ]

copy dead-lock
mkdir -p "$work/dead-lock/.redoubt/aot.lock"
sh -c 'echo $$' > "$work/dead-lock/.redoubt/aot.lock/owner"
run "$work/dead-lock/redoubt" --version
check 'the lock of a dead process does not hold' has_cache "$work/dead-lock"

{ "$work/plain/redoubt" controls list 2> "$work/err"; } | head -n 1 > "$work/out"
check 'a reader that goes away is no error' [ ! -s "$work/err" ]

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
