#!/usr/bin/env bash
# Starts a container image without a container engine: lays its layers over a base file system and
# runs its entry point under bubblewrap as its configuration says, with a read-only root, as its user,
# without capabilities, and with nothing but loopback as network.
#
#   debootstrap --variant=minbase --include=libgcc-s1 bookworm BASE
#   build/distribution/try-image.sh IMAGE.tar BASE [ARGUMENT...]
#
# Environment: NETWORK, not empty: with the network of this machine; WORK, a folder that becomes the image's working folder (read-only), and DATA, one that
# becomes /var/lib/redoubt (writable). Needs bwrap, tar and python3; as root, or with user namespaces.
set -euo pipefail
image=$1
base=$2
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/image" "$folder/root" "$folder/data"
chmod 755 "$folder" "$folder/root"
tar -xf "$image" -C "$folder/image"
cp -a "$base/." "$folder/root/"
python3 - "$folder/image" > "$folder/layers" <<'PYTHON'
import json, sys
folder = sys.argv[1]
image = json.load(open(folder + "/manifest.json"))[0]
for layer in image["Layers"]:
    print(folder + "/" + layer)
PYTHON
while read -r layer; do
  tar -xzf "$layer" -C "$folder/root" --no-same-owner --warning=no-unknown-keyword
done < "$folder/layers"
python3 - "$folder/image" > "$folder/start" <<'PYTHON'
import json, sys
folder = sys.argv[1]
image = json.load(open(folder + "/manifest.json"))[0]
config = json.load(open(folder + "/" + image["Config"]))["config"]
user, group = config["User"].split(":")
print(user, group, config["WorkingDir"])
for word in config["Env"] + ["--"] + config["Entrypoint"]:
    print(word)
PYTHON
{ read -r user group working && mapfile -t words; } < "$folder/start"
variables=()
while [ "${words[0]}" != -- ]; do
  variables+=(--setenv "${words[0]%%=*}" "${words[0]#*=}")
  words=("${words[@]:1}")
done
entry=("${words[@]:1}")
data=${DATA:-$folder/data}
chmod 777 "$data"
mounts=(--ro-bind "$folder/root" / --proc /proc --dev /dev --perms 1777 --tmpfs /tmp --bind "$data" /var/lib/redoubt)
[ -z "${WORK-}" ] || mounts+=(--ro-bind "$WORK" "$working")
# `setpriv` drops the identity inside: bubblewrap alone keeps that of the caller.
network=(--unshare-net)
[ -z "${NETWORK-}" ] || network=()
bwrap "${mounts[@]}" --unshare-pid --unshare-ipc --unshare-uts "${network[@]}" \
  --chdir "$working" --clearenv "${variables[@]}" --setenv PATH /usr/bin:/bin --die-with-parent \
  setpriv --reuid="$user" --regid="$group" --clear-groups --no-new-privs --inh-caps=-all \
  "${entry[@]}" "$@"
