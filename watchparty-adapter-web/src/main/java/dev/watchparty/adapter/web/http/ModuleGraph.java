package dev.watchparty.adapter.web.http;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The modules that a page cannot begin without: those its scripts import, and what these import in turn. A browser
 * would find them one layer after the other, each a round trip later; told in the page, it asks for all of them at
 * once. What a module imports later on, by need, is not among them.
 */
final class ModuleGraph {

    private static final Pattern SCRIPT = Pattern.compile("[ \\t]*<script type=\"module\" src=\"([^\"]+)\"></script>");

    private static final Pattern IMPORT = Pattern.compile(
            "^(?:import\\s+(?:[\\w$*{}\\s,]+?\\s+from\\s+)?|export\\s+(?:\\*(?:\\s+as\\s+[\\w$]+)?|\\{[^}]*\\})\\s+from\\s+)"
                    + "[\"']([^\"']+)[\"']",
            Pattern.MULTILINE);

    private final Function<String, Optional<String>> texts;

    /** {@code texts} answers with the text of the file at a path, if there is one. */
    ModuleGraph(Function<String, Optional<String>> texts) {
        this.texts = texts;
    }

    /** The page with a link before each script for every module that the script needs. */
    String preloadedBy(String page) {
        return SCRIPT.matcher(page).replaceAll(this::withLinks);
    }

    /** What the module at {@code path} needs, without itself, in the order in which a browser would find it. */
    Set<String> neededBy(String path) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> unread = new ArrayDeque<>();
        found.add(path);
        unread.add(path);
        while (!unread.isEmpty()) {
            String module = unread.remove();
            texts.apply(module).stream()
                    .flatMap(text -> IMPORT.matcher(text).results())
                    .map(match -> URI.create(module).resolve(match.group(1)).getPath())
                    .filter(found::add)
                    .forEach(unread::add);
        }
        found.remove(path);
        return found;
    }

    private String withLinks(MatchResult script) {
        String links = neededBy(script.group(1)).stream()
                .map(path -> "    <link rel=\"modulepreload\" href=\"" + path + "\">\n")
                .collect(Collectors.joining());
        return Matcher.quoteReplacement(links + script.group());
    }
}
