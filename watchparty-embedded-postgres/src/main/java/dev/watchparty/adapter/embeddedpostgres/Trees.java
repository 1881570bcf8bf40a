package dev.watchparty.adapter.embeddedpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
final class Trees {

    private Trees() {}

    /** Deletes the tree, without following links; one that is not there is fine. */
    static void delete(Path tree) throws IOException {
        if (Files.isDirectory(tree) && !Files.isSymbolicLink(tree)) {
            for (Path child : children(tree)) {
                delete(child);
            }
        }
        Files.deleteIfExists(tree);
    }

    /** What is directly in the directory; nothing when there is none. */
    static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }
}
