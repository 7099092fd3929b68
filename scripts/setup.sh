#!/bin/sh
# Installs the system libraries that are missing (Debian, Ubuntu), or says how (elsewhere).
set -eu
list="$(dirname "$0")/system-packages.txt"
column() { grep -v '^#' "$list" | awk -v n="$1" 'NF { print $n }'; }

if command -v apt-get >/dev/null 2>&1; then
  missing=""
  for package in $(column 1); do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || exit 0
  echo "Installing system libraries:$missing"
  root=""
  if [ "$(id -u)" -ne 0 ]; then root="sudo"; fi
  $root apt-get update -qq
  # shellcheck disable=SC2086  # a list of words is meant
  DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
elif command -v brew >/dev/null 2>&1; then
  echo "These libraries have to be there; if the build misses one:"
  echo "  brew install $(column 2 | tr '\n' ' ')"
else
  echo "These libraries have to be there, under the names that your system gives them:"
  grep -v '^#' "$list"
fi
