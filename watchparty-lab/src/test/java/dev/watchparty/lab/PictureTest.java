package dev.watchparty.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.lab.browser.Screencast.Shot;
import dev.watchparty.lab.draw.SideBySide;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {

    private static final int NOTHING = 0;

    @Test
    void is_made_of_the_two_shots_that_are_nearest_in_time() {
        List<Shot> left = List.of(shot(10.0), shot(10.4), shot(10.8));
        List<Shot> right = List.of(shot(9.5), shot(10.5), shot(10.79));

        assertThat(PictureCommand.nearest(left, right)).containsExactly(shot(10.8), shot(10.79));
    }

    @Test
    void is_not_made_of_a_browser_that_showed_nothing() {
        assertThatThrownBy(() -> PictureCommand.nearest(List.of(shot(1)), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a browser showed nothing");
    }

    @Test
    void shows_them_beside_each_other_with_nothing_between() {
        BufferedImage both = SideBySide.of(List.of(plain(100, 80, Color.RED), plain(60, 50, Color.BLUE)));

        assertThat(both.getHeight()).isEqualTo(80);
        assertThat(both.getWidth()).isGreaterThan(160);
        assertThat(both.getRGB(50, 40)).isEqualTo(Color.RED.getRGB());
        assertThat(both.getRGB(101, 40)).isEqualTo(NOTHING);
        assertThat(both.getRGB(both.getWidth() - 30, 25)).isEqualTo(Color.BLUE.getRGB());
        assertThat(both.getRGB(0, 0)).as("a corner").isEqualTo(NOTHING);
    }

    private static Shot shot(double atSeconds) {
        return new Shot(atSeconds, "");
    }

    private static BufferedImage plain(int width, int height, Color colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                picture.setRGB(x, y, colour.getRGB());
            }
        }
        return picture;
    }
}
