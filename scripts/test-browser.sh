#!/bin/sh
# Runs Tests/Browser: the review page in headless Chromium. Installs what it needs, or says that it could not.
set -eu
cd "$(dirname "$0")/.."

if ! [ -x /usr/bin/chromium ] || ! [ -x /usr/bin/chromedriver ]; then
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
    echo "Installing Chromium"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      chromium chromium-driver fonts-dejavu-core >/dev/null
  else
    echo "test-browser: skipped, for chromium and chromium-driver are not installed"
    exit 0
  fi
fi
folder=.build/browser
if ! [ -x "$folder/bin/python" ]; then
  # Python without the module that makes such folders is common on Debian.
  python3 -m venv "$folder" 2>/dev/null || {
    rm -rf "$folder"
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
      python3 -m venv "$folder"
    else
      echo "test-browser: skipped, for python3-venv is not installed"
      exit 0
    fi
  }
fi
"$folder/bin/python" -m pip install -q --disable-pip-version-check --no-deps -r Tests/Browser/axe.txt
"$folder/bin/python" -m pip install -q --disable-pip-version-check -r Tests/Browser/requirements.txt
cd Tests/Browser
exec "../../$folder/bin/python" -B -m unittest "$@"
