package dev.watchparty.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What a delivery cost, relative to the floor, when somebody last looked closely. */
record RecordedRatio(Cell cell, double ratio) {

    /** More than this times what was recorded is a regression; less is how machines differ. */
    static final double DEARER = 1.2;

    RecordedRatio {
        if (!(ratio > 0)) {
            throw new IllegalArgumentException("a ratio must be above zero: " + ratio);
        }
    }

    /**
     * Reads the properties {@code cell} and {@code ratio}.
     *
     * @throws IllegalArgumentException if one is missing or malformed
     */
    static RecordedRatio read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        return new RecordedRatio(
                Cell.parse(properties.getProperty("cell", "")),
                Double.parseDouble(properties.getProperty("ratio", "0")));
    }

    double ratioMax() {
        return ratio * DEARER;
    }

    boolean allows(double found) {
        return found <= ratioMax();
    }
}
