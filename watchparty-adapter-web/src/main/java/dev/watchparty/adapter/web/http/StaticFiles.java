package dev.watchparty.adapter.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of the class path, kept in memory once they were asked for: there are few, and what does not exist is not
 * remembered. Safe for many threads.
 */
final class StaticFiles {

    /** Plain names only, with single dots inside them, so that no path leads out of the folder. */
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)+\\.([a-z0-9]+)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "mp4", "video/mp4");

    private final String folder;
    private final ConcurrentHashMap<String, StaticFile> known = new ConcurrentHashMap<>();

    StaticFiles(String folder) {
        this.folder = folder;
    }

    Optional<StaticFile> find(String path) {
        StaticFile file = known.get(path);
        return file == null ? load(path) : Optional.of(file);
    }

    private Optional<StaticFile> load(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) return Optional.empty();
        String type = TYPES.get(matcher.group(1));
        if (type == null) return Optional.empty();
        try (InputStream stream = StaticFiles.class.getResourceAsStream(folder + path)) {
            if (stream == null) return Optional.empty();
            StaticFile file = StaticFile.of(stream.readAllBytes(), type);
            known.put(path, file);
            return Optional.of(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder + path, unreadable);
        }
    }
}
