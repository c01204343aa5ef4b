package org.sparkall.acceptance.faults;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes drawings small: of thousands of colors, most are shades at the edges of letters and lines. */
final class FewColors {

    private static final int MOST = 256;
    /** Shades this near to a more frequent one are not kept, so that there is room for the colors of small things. */
    private static final int ALIKE = 150;

    private FewColors() {}

    /** The picture in its most frequent colors that differ; each other one becomes the nearest of these. */
    static BufferedImage of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> frequency = new HashMap<>();
        for (int pixel : pixels) frequency.merge(pixel, 1, Integer::sum);
        List<Integer> kept = new ArrayList<>();
        frequency.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .filter(it -> kept.size() < MOST && kept.stream().allMatch(other -> distance(it, other) > ALIKE))
                .forEach(kept::add);
        int[] palette = kept.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage small = new BufferedImage(
                width,
                height,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            small.getRaster()
                    .setSample(i % width, i / width, 0, nearest.computeIfAbsent(pixels[i], it -> nearest(palette, it)));
        }
        return small;
    }

    private static int nearest(int[] palette, int color) {
        int best = 0;
        for (int i = 1; i < palette.length; i++) {
            if (distance(palette[i], color) < distance(palette[best], color)) best = i;
        }
        return best;
    }

    private static int distance(int one, int other) {
        int distance = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            distance += difference * difference;
        }
        return distance;
    }
}
