#!/bin/sh
# Puts the libraries that browsers load into a folder: each under its version, so that it may be kept for ever, and under
# a plain name (hls.js, shaka.js, qrcode.js) a module that leads there. The Maven build runs this.
#
# usage: vendor.sh FOLDER
# needs: npm, and on the first run after a change of package-lock.json its registry or its cache
set -eu
folder=$1
cd "$(dirname -- "$0")"

if ! cmp -s package-lock.json node_modules/.fetched; then
    if ! command -v npm >/dev/null 2>&1; then
        echo "watchparty-client: 'npm' is missing; it fetches hls.js and others. On Debian: apt-get install npm" >&2
        exit 1
    fi
    npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error >&2
    cp package-lock.json node_modules/.fetched
fi

rm -rf "$folder"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd node_modules

version() { # package
    sed -n 's/^ *"version": *"\([^"]*\)".*/\1/p' "$1/package.json" | head -n 1
}
# Copies files of a package, given as from=to, into the folder of its version; sets `versioned` to that folder's name.
vendor() { # package, name, licence, from=to...
    package=$1 versioned=$2-$(version "$1") licence=$3
    shift 3
    mkdir "$folder/$versioned"
    cp "$licence" "$folder/$versioned/LICENSE.txt"
    for pair in "$@"; do cp "$package/${pair%%=*}" "$folder/$versioned/${pair#*=}"; done
    printf '%s %s: see %s/LICENSE.txt\n' "$package" "$(version "$package")" "$versioned" >>"$folder/NOTICE.txt"
}
echo "This folder holds software of others, unchanged but for the names of files:" >"$folder/NOTICE.txt"

vendor hls.js hls hls.js/LICENSE dist/hls.min.mjs=hls.js dist/hls.worker.js=hls.worker.js
cat >"$folder/hls.js" <<END
export { default } from "./$versioned/hls.js";
export const workerUrl = new URL("./$versioned/hls.worker.js", import.meta.url).href;
END

# Not a module: it leaves its name in the global object.
vendor shaka-player shaka shaka-player/LICENSE dist/shaka-player.dash-es2021.js=shaka.js
cat >"$folder/shaka.js" <<END
import "./$versioned/shaka.js";
export default globalThis.shaka;
END

vendor qrcode-generator qrcode ../licences/qrcode-generator.txt dist/qrcode.mjs=qrcode.js
cat >"$folder/qrcode.js" <<END
export { default, qrcode } from "./$versioned/qrcode.js";
END
