#!/bin/sh
# Makes the test film: 60 s of running time code that tells people, cameras and programs which frame is shown.
#
# usage: make-film.sh [output.mp4]
# needs: ffmpeg with libx264, and DejaVu Sans Mono (Debian: fonts-dejavu-core; another font: FONT=/path/to.ttf)
#
# The same ffmpeg and libx264 make the same bytes: one thread, bit-exact flags, no metadata.
#
# For programs: the bottom 40 rows are 16 blocks of 40x40 pixels, white for 1 and black for 0, from left to right
#   1, 0            white and black for reference (their mean is the threshold)
#   n10 ... n0      the frame number in 11 bits, highest first
#   parity          makes the number of ones among n10 ... n0 and this block even
#   0, 1            black and white again: a strip that does not end like this is not our film
# Frame n is shown from n/30 s to (n+1)/30 s. A beep of 60 ms and a flash of two frames mark each whole second,
# one octave higher every ten seconds.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
output=${1:-"$here/../resources/web/film/time-code.mp4"}
font=${FONT:-/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf}
[ -r "$font" ] || { echo "make-film.sh: no font at $font; set FONT" >&2; exit 1; }

seconds=60
fps=30

block() { # column, then an expression that is 1 where the block is white
  printf ",drawbox=x=%d:y=320:w=40:h=40:color=white:t=fill:enable='%s'" "$(($1 * 40))" "$2"
}

strip=",drawbox=x=0:y=320:w=640:h=40:color=black:t=fill"
strip="$strip$(block 0 1)"
ones=0
bit=10
while [ "$bit" -ge 0 ]; do
  value="mod(floor(n/$((1 << bit))),2)"
  strip="$strip$(block $((12 - bit)) "$value")"
  ones="$ones+$value"
  bit=$((bit - 1))
done
strip="$strip$(block 13 "mod($ones,2)")$(block 15 1)"

picture="color=c=0x18222e:s=640x360:r=$fps:d=$seconds,format=yuv420p"
picture="$picture,drawbox=x=0:y=0:w=640:h=8:color=0xe0a030:t=fill:enable='lt(mod(n,$fps),2)'"
picture="$picture,drawtext=fontfile=$font:fontsize=22:fontcolor=0x90a4b8:x=32:y=34:text='Watchparty test film'"
centred="drawtext=fontfile=$font:x=(w-text_w)/2"
picture="$picture,$centred:fontsize=64:fontcolor=white:y=110:text='%{pts\\:hms}'"
picture="$picture,$centred:fontsize=30:fontcolor=0xe0a030:y=192:text='frame %{eif\\:n\\:d\\:4}'"
picture="$picture$strip"

# The bar crosses the picture once every two seconds.
bar="color=c=0xe0a030:s=8x24:r=$fps:d=$seconds"
tone="aevalsrc='0.35*sin(2*PI*(660+660*lt(mod(t,10),1))*t)*lt(mod(t,1),0.06)':s=24000:d=$seconds"

graph="$picture[picture];$bar[bar];$tone[a]"
graph="$graph;[picture][bar]overlay=x='mod(n,60)*632/59':y=268:shortest=1,format=yuv420p[v]"

ffmpeg -nostdin -hide_banner -loglevel error -y \
  -filter_complex "$graph" \
  -map '[v]' -map '[a]' \
  -c:v libx264 -profile:v main -preset veryslow -tune animation -crf 32 -bf 0 \
  -g "$fps" -keyint_min "$fps" -sc_threshold 0 -threads 1 \
  -c:a aac -ac 1 -b:a 24k -t "$seconds" \
  -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -bsf:v filter_units=remove_types=6 \
  -movflags +faststart "$output"
