package dev.watchparty.adapter.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /** Libraries of others have their version in their address, so what is there never changes. */
    private static final Pattern VERSIONED = Pattern.compile("/client/vendor/[^/]+-[0-9.]+/.+");

    /** The page asks every time whether it is still the same, so that a new server is never met by an old page. */
    private static final String ASK_FIRST = "no-cache";

    private static final String KEEP_FOR_A_DAY = "public, max-age=86400";
    private static final String KEEP_FOR_EVER = "public, max-age=31536000, immutable";

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
        Optional<byte[]> bytes = matcher.group(1).equals("html") ? page(path) : read(path);
        Optional<StaticFile> file = bytes.map(found -> StaticFile.of(found, type, caching(path, type)));
        file.ifPresent(found -> known.put(path, found));
        return file;
    }

    private Optional<byte[]> page(String path) {
        ModuleGraph modules = new ModuleGraph(this::text);
        return text(path).map(page -> modules.preloadedBy(page).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> text(String path) {
        return read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> read(String path) {
        try (InputStream stream = StaticFiles.class.getResourceAsStream(folder + path)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder + path, unreadable);
        }
    }

    private static String caching(String path, String type) {
        if (type.startsWith("video/")) return KEEP_FOR_A_DAY;
        return VERSIONED.matcher(path).matches() ? KEEP_FOR_EVER : ASK_FIRST;
    }
}
