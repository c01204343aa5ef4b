package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A page's sheet: four pictures of it side by side. */
final class PagePictures {

    private static final Path MADE = Path.of("target", "screenshots", "pages");
    private static final Path KEPT = Path.of("..", "docs", "images", "pages");
    private static final int DESK = 1000;
    private static final int PHONE = 390;
    private static final int TALLEST = 2000;
    private static final int GAP = 24;
    private static final double SCALE = 0.5;

    private PagePictures() {}

    /** Judges the page in each of its four looks, and keeps the sheet. */
    static void take(Page page, String name) throws IOException {
        PortalBrowser.isAccessible(page);
        List<BufferedImage> looks = new ArrayList<>();
        for (int width : new int[] {DESK, PHONE}) {
            page.setViewportSize(width, 800);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                looks.add(ImageIO.read(new ByteArrayInputStream(page.screenshot(
                        new Page.ScreenshotOptions().setFullPage(true).setAnimations(ScreenshotAnimations.DISABLED)))));
            }
        }
        page.setViewportSize(DESK, 800);
        assertThat(page.locator("h1").count()).as("%s has one heading", name).isEqualTo(1);
        Path folder = Boolean.getBoolean("screenshots.keep") ? KEPT : MADE;
        Files.createDirectories(folder);
        ImageIO.write(sheet(looks), "png", folder.resolve(name + ".png").toFile());
    }

    private static BufferedImage sheet(List<BufferedImage> looks) {
        int width = looks.stream().mapToInt(it -> scaled(it.getWidth()) + GAP).sum() + GAP;
        int height = looks.stream()
                        .mapToInt(it -> scaled(Math.min(TALLEST, it.getHeight())))
                        .max()
                        .orElse(0)
                + 2 * GAP;
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = sheet.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        drawing.setColor(new Color(0x9a, 0xa3, 0xad));
        drawing.fillRect(0, 0, width, height);
        int x = GAP;
        for (BufferedImage look : looks) {
            BufferedImage top = look.getSubimage(0, 0, look.getWidth(), Math.min(TALLEST, look.getHeight()));
            drawing.drawImage(top, x, GAP, scaled(top.getWidth()), scaled(top.getHeight()), null);
            x += scaled(look.getWidth()) + GAP;
        }
        drawing.dispose();
        return sheet;
    }

    private static int scaled(int length) {
        return (int) Math.round(length * SCALE);
    }
}
