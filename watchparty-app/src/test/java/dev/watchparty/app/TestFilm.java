package dev.watchparty.app;

import com.microsoft.playwright.Page;
import java.util.List;

/** The test film as a page shows it: its own picture tells in its bottom strip which frame it is. */
final class TestFilm {

    static final double FRAME_MS = 1000.0 / 30;

    /** Which frame is shown, or -1, and where the player says it is; the film's script tells the form of the strip. */
    private static final String SHOWN = """
            () => {
              const video = document.querySelector('#stage video');
              const canvas = document.createElement('canvas');
              canvas.width = 640; canvas.height = 360;
              const picture = canvas.getContext('2d');
              picture.drawImage(video, 0, 0, 640, 360);
              const positionMs = video.currentTime * 1000;
              const row = picture.getImageData(0, 340, 640, 1).data;
              const blocks = Array.from({length: 16}, (_, block) => row[(block * 40 + 20) * 4] > 128 ? 1 : 0);
              const isFilm = blocks[0] === 1 && blocks[1] === 0 && blocks[14] === 0 && blocks[15] === 1;
              const parity = blocks.slice(2, 14).reduce((sum, bit) => sum + bit, 0) % 2;
              const number = blocks.slice(2, 13).reduce((sum, bit) => sum * 2 + bit, 0);
              return [isFilm && parity === 0 ? number : -1, positionMs];
            }""";

    private TestFilm() {}

    /** The number that the film's own picture shows, or -1. */
    static double shownFrame(Page page) {
        return shown(page)[0];
    }

    /** How far the picture is ahead of where the player says it is, in milliseconds; NaN where it tells nothing. */
    static double pictureLeadMs(Page page) {
        double[] shown = shown(page);
        return shown[0] < 0 ? Double.NaN : shown[0] * FRAME_MS - shown[1];
    }

    private static double[] shown(Page page) {
        return ((List<?>) page.evaluate(SHOWN))
                .stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
    }
}
