#!/bin/sh
# Makes what PlayersTest plays, from the first 20 s of the test film: an HLS and a DASH stream of the same fMP4 segments,
# a WebM file, and its beeps alone. Small, and of the same bytes with the same ffmpeg.
#
# usage: make-media.sh
# needs: ffmpeg with libvpx-vp9 and libopus
set -eu

here=$(cd "$(dirname "$0")" && pwd)
film="$here/../../../../watchparty-adapter-web/src/main/resources/web/film/time-code.mp4"
media="$here/../resources/media"
seconds=20
# Several options: to be split where it is used. shellcheck disable=SC2086
exact="-map_metadata -1 -fflags +bitexact"

make() {
  ffmpeg -nostdin -hide_banner -loglevel error -y -t "$seconds" -i "$film" "$@"
}

rm -rf "$media"
mkdir -p "$media/stream"
(
  cd "$media/stream"
  # One keyframe a second, so segments of 4 s; the playlist for HLS comes along with the manifest for DASH. The sound is a
  # little shorter, or it would have a segment more than the picture.
  make -t 19.95 -i "$film" -map 0:v -map 1:a -c copy $exact \
    -f dash -seg_duration 4 -use_template 1 -use_timeline 0 -hls_playlist 1 \
    -init_seg_name 'init-$RepresentationID$.m4s' -media_seg_name 'part-$RepresentationID$-$Number$.m4s' film.mpd
  # Subtitles, which ffmpeg does not put into either: whole, beside the rest.
  {
    printf 'WEBVTT\n'
    for second in 00 02 04 06 08 10 12 14 16 18; do
      printf '\n00:00:%s.000 --> 00:00:%s.500\nSecond %s\n' "$second" "${second%?}$((${second#?} + 1))" "$second"
    done
  } >words.vtt
  printf '#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:%s\n#EXTINF:%s.0,\nwords.vtt\n#EXT-X-ENDLIST\n' \
    "$seconds" "$seconds" >words.m3u8
  subtitles='#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",NAME="English",LANGUAGE="en",AUTOSELECT=NO,URI="words.m3u8"'
  sed -i "s/^\(#EXT-X-STREAM-INF:.*\)/$subtitles\n\1,SUBTITLES=\"words\"/" master.m3u8
  subtitles='<AdaptationSet id="2" contentType="text" lang="en" mimeType="text\/vtt"><Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"\/><Representation id="2" bandwidth="100"><BaseURL>words.vtt<\/BaseURL><\/Representation><\/AdaptationSet>'
  sed -i "s/^\(\s*\)<\/Period>/\1\t$subtitles\n&/" film.mpd
  # The hour of the making makes no difference to the film.
  sed -i '/^#EXT-X-PROGRAM-DATE-TIME/d' media_*.m3u8
)
make $exact -vf scale=320:180 -c:v libvpx-vp9 -b:v 0 -crf 52 -g 30 -threads 1 -flags:v +bitexact \
  -c:a libopus -b:a 16k -flags:a +bitexact "$media/film.webm"
make $exact -vn -c:a libopus -b:a 16k -flags:a +bitexact "$media/beeps.ogg"
