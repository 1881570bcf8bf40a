package dev.watchparty.lab.draw;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures beside each other, with round corners, on nothing: for a page of whatever colour. */
public final class SideBySide {

    private static final int GAP = 24;
    private static final double CORNER = 18;

    private SideBySide() {}

    public static BufferedImage of(List<BufferedImage> pictures) {
        int width = pictures.stream().mapToInt(BufferedImage::getWidth).sum() + GAP * (pictures.size() - 1);
        int height = pictures.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
        BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = all.createGraphics();
        int x = 0;
        for (BufferedImage picture : pictures) {
            pen.drawImage(rounded(picture), x, 0, null);
            x += picture.getWidth() + GAP;
        }
        pen.dispose();
        return all;
    }

    private static BufferedImage rounded(BufferedImage picture) {
        BufferedImage round = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = round.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.BLACK);
        pen.fill(new RoundRectangle2D.Double(0, 0, picture.getWidth(), picture.getHeight(), CORNER, CORNER));
        pen.setComposite(AlphaComposite.SrcIn);
        pen.drawImage(picture, 0, 0, null);
        pen.dispose();
        return round;
    }
}
