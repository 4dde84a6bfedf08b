#!/bin/sh
# Downloads a JDK (Eclipse Temurin) from its vendor's API, verifies its SHA-256 checksum, and unpacks
# it into a cache folder. `./redoubt` and `./mvnw` run it where no JDK is found.
#
#   build/download-jdk.sh [VERSION]      VERSION: 25
#
# Prints the folder of the JDK on standard output, and everything else on standard error.
#
# Environment:
#   REDOUBT_JDK_API  the API, instead of https://api.adoptium.net; a mirror that speaks the same
#                    protocol. Only https, or http on this machine
#   XDG_CACHE_HOME   the parent of the cache folder, instead of ~/.cache
#   https_proxy      as curl and wget read it
#
# Needs curl or wget, tar, gzip, and sha256sum, shasum or openssl. Exit code 1: nothing was
# installed; a message says why.

set -u

version=${1:-25}
api=${REDOUBT_JDK_API:-https://api.adoptium.net}
api=${api%/}

say() {
  printf '%s\n' "redoubt: $*" >&2
}

die() {
  say "$*"
  exit 1
}

# --- the platform, in the API's words -------------------------------------------------------------

# Alpine and its like have another C library, and need another JDK.
has_only_musl() {
  [ ! -e /etc/alpine-release ] || return 0
  for loader in /lib/ld-musl-*; do
    if [ -e "$loader" ]; then
      for glibc in /lib64/ld-linux* /lib/ld-linux*; do
        [ ! -e "$glibc" ] || return 1
      done
      return 0
    fi
  done
  return 1
}

system=$(uname -s)
case $system in
  Linux)
    os=linux
    ! has_only_musl || os=alpine-linux
    ;;
  Darwin) os=mac ;;
  *) die "no JDK can be downloaded for the system \`$system\`; install a JDK $version" ;;
esac
machine=$(uname -m)
case $machine in
  x86_64 | amd64) architecture=x64 ;;
  aarch64 | arm64) architecture=aarch64 ;;
  *) architecture=$machine ;;
esac

# What comes over http could be replaced on the way, with its checksum.
protocols='=https'
case $api in
  https://*) ;;
  http://127.0.0.1 | http://127.0.0.1:* | http://127.0.0.1/* | \
    http://localhost | http://localhost:* | http://localhost/*)
    protocols='=http,https'
    ;;
  *) die "REDOUBT_JDK_API is \`$api\`; it must begin with https://" ;;
esac

if [ -n "${XDG_CACHE_HOME-}" ]; then
  cache=$XDG_CACHE_HOME/redoubt/jdk
elif [ -n "${HOME-}" ]; then
  cache=$HOME/.cache/redoubt/jdk
else
  die "there is no folder for a JDK: neither XDG_CACHE_HOME nor HOME is set"
fi
mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || die "\`$cache\` cannot be written to"

# --- the download ---------------------------------------------------------------------------------

get() { # URL FILE
  if command -v curl >/dev/null 2>&1; then
    curl --fail --location --silent --show-error --proto "$protocols" --connect-timeout 30 \
      --speed-limit 1000 --speed-time 60 --output "$2" "$1" 2>"$work/error"
  elif command -v wget >/dev/null 2>&1; then
    case $(wget --version 2>/dev/null) in
      *GNU*) wget --no-verbose --tries=2 --timeout=60 --output-document="$2" "$1" 2>"$work/error" ;;
      *) wget -q -T 60 -O "$2" "$1" 2>"$work/error" ;;
    esac
  else
    echo 'there is neither curl nor wget' >"$work/error"
    return 1
  fi
}

why() {
  tail -n 1 "$work/error" 2>/dev/null
}

sum() { # FILE
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum <"$1"
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 <"$1"
  elif command -v openssl >/dev/null 2>&1; then
    openssl dgst -sha256 -r <"$1"
  fi
}

# The answer is a list of releases. The name, link and checksum of the archive are in `package`, which
# holds no further object; those of an installer, which we do not want, are in `installer`.
field() { # NAME
  printf '%s\n' "$package" | tr ',' '\n' \
    | sed -n 's/^[[:space:]]*"'"$1"'"[[:space:]]*:[[:space:]]*"\{0,1\}\([^"]*\)"\{0,1\}[[:space:]]*$/\1/p'
}

# Shows how much has arrived: on a terminal in one line, elsewhere each quarter in a line of its own.
watch() { # PROCESS FILE SIZE
  shown=0
  while kill -0 "$1" 2>/dev/null; do
    sleep 1
    arrived=$(wc -c <"$2" 2>/dev/null) || arrived=0
    percent=$((arrived / 1024 * 100 / ($3 / 1024 + 1)))
    if [ -t 2 ]; then
      printf '\rredoubt: %s of %s MB, %s %% ' "$((arrived / 1000000))" "$(($3 / 1000000))" "$percent" >&2
    elif [ "$percent" -ge $((shown + 25)) ]; then
      shown=$((percent / 25 * 25))
      say "$shown %"
    fi
  done
  [ ! -t 2 ] || printf '\r                                        \r' >&2
}

# One download at a time. The lock names its owner, so that the lock of a process that died does not
# hold for ever.
lock=$cache/.lock
waited=
while ! mkdir "$lock" 2>/dev/null; do
  owner=
  { read -r owner <"$lock/owner"; } 2>/dev/null
  if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
    rm -rf "$lock"
    continue
  fi
  [ -n "$waited" ] || say "waiting for another download (\`$lock\`)"
  waited=yes
  sleep 1
done
printf '%s\n' $$ >"$lock/owner"
work=$cache/.download.$$
download=
finish() {
  [ -z "$download" ] || kill "$download" 2>/dev/null
  rm -rf "$work" "$lock"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP
mkdir "$work" || die "\`$cache\` cannot be written to"

# What another process downloaded while this one waited.
if [ -n "$waited" ]; then
  for there in "$cache/jdk-$version"*; do
    if [ -x "$there/Contents/Home/bin/java" ]; then
      there=$there/Contents/Home
    fi
    if [ -x "$there/bin/java" ]; then
      printf '%s\n' "$there"
      exit 0
    fi
  done
fi

question="$api/v3/assets/latest/$version/hotspot?architecture=$architecture&heap_size=normal&image_type=jdk&os=$os&vendor=eclipse"
get "$question" "$work/answer" || die "\`$question\` does not answer: $(why)"
package=$(tr -d '\n\r' <"$work/answer" \
  | sed -n 's/.*"package"[[:space:]]*:[[:space:]]*{\([^{}]*\)}.*/\1/p')
[ -n "$package" ] \
  || die "the vendor offers no JDK $version for $os on $architecture; install a JDK $version of another vendor"
link=$(field link)
checksum=$(field checksum)
name=$(field name)
size=$(field size)
case $checksum in
  *[!0-9a-f]*) checksum= ;;
esac
[ ${#checksum} = 64 ] || die "\`$question\` names no SHA-256 checksum; nothing was downloaded"
case $link in
  https://*) ;;
  http://*) [ "$protocols" = '=http,https' ] || die "\`$link\` is not https; nothing was downloaded" ;;
  *) die "\`$question\` names no link; nothing was downloaded" ;;
esac
case $size in
  '' | *[!0-9]*) size=0 ;;
esac

say "downloading $name ($((size / 1000000)) MB) from $link"
get "$link" "$work/archive" &
download=$!
watch "$download" "$work/archive" "$size"
wait "$download" || {
  download=
  die "the download failed: $(why)"
}
download=

found=$(sum "$work/archive")
found=${found%% *}
[ -n "$found" ] || die "there is none of sha256sum, shasum and openssl to verify the download; nothing was installed"
[ "$found" = "$checksum" ] \
  || die "the download has the SHA-256 checksum $found, and the vendor says $checksum; nothing was installed"

mkdir "$work/unpacked" && tar -xzf "$work/archive" -C "$work/unpacked" 2>"$work/error" \
  || die "the download cannot be unpacked: $(why)"
for folder in "$work"/unpacked/*; do
  home=
  [ ! -x "$folder/bin/java" ] || home=/
  [ ! -x "$folder/Contents/Home/bin/java" ] || home=/Contents/Home
  if [ -n "$home" ]; then
    target=$cache/${folder##*/}
    rm -rf "$target"
    mv "$folder" "$target" || die "\`$target\` cannot be written"
    target=$target${home%/}
    say "installed the JDK in $target"
    printf '%s\n' "$target"
    exit 0
  fi
done
die "the download holds no JDK; nothing was installed"
