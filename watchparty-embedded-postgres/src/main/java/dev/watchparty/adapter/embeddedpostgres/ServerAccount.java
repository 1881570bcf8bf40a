package dev.watchparty.adapter.embeddedpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The account the server runs as: always the owner of its directory. When we are root, which PostgreSQL refuses to be,
 * a directory of root's is served from a user namespace of its own, where root is nobody in particular; where such
 * namespaces are forbidden the directory is given to an unprivileged user.
 *
 * @param prefix the words before a command that make it run as this account
 */
record ServerAccount(List<String> prefix, int ourUid, int uid, int gid) {

    private static final int ROOT = 0;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

    /** The account for the directory, which may be given to an unprivileged user on the way. */
    static ServerAccount of(Path directory) throws IOException {
        return of(directory, NAMESPACE);
    }

    static ServerAccount of(Path directory, List<String> namespace) throws IOException {
        int us = id(directory, List.of("id", "-u")).orElseThrow(() -> new EmbeddedDatabaseException("No program id"));
        int owner = owner(directory);
        if (us != ROOT && owner != us) {
            throw new EmbeddedDatabaseException("The database directory " + directory + " belongs to the user "
                    + Files.getOwner(directory).getName() + ". Run as that user, or choose another directory.");
        }
        if (us != ROOT) return new ServerAccount(List.of(), us, us, group(directory));
        if (owner != ROOT) return unprivileged(directory, owner, group(directory));
        // Tools that start the server look its user up by name, so the namespace's must have one.
        if (succeeds(directory, namespace, List.of("id", "-un"))) {
            return new ServerAccount(namespace, ROOT, ROOT, group(directory));
        }
        return givenAway(directory);
    }

    /** Whether it can reach and change whatever we can. */
    boolean isOurs() {
        return uid == ourUid;
    }

    Command command(Path directory, List<String> words) {
        return new Command(directory, joined(prefix, words));
    }

    /** Makes a file or a tree that we made the account's own. */
    void own(Path tree) throws IOException {
        if (isOurs()) return;
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = walk.toList();
        }
        for (Path path : paths) {
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static ServerAccount givenAway(Path directory) throws IOException {
        for (String name : UNPRIVILEGED) {
            Optional<Integer> uid = id(directory, List.of("id", "-u", name));
            Optional<Integer> gid = id(directory, List.of("id", "-g", name));
            if (uid.isEmpty() || gid.isEmpty()) continue;
            ServerAccount account = unprivileged(directory.resolveSibling(".").normalize(), uid.get(), gid.get());
            account.own(directory);
            return account;
        }
        throw cannotRunAsRoot("there is no user postgres or nobody");
    }

    private static ServerAccount unprivileged(Path directory, int uid, int gid) throws IOException {
        List<List<String>> prefixes = List.of(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"),
                List.of("sudo", "-n", "-u", "#" + uid, "-g", "#" + gid, "--"));
        for (List<String> prefix : prefixes) {
            if (!succeeds(Path.of("/"), prefix, List.of("true"))) continue;
            if (!succeeds(Path.of("/"), prefix, List.of("test", "-x", directory.toString()))) {
                throw cannotRunAsRoot("the user with the id " + uid + " cannot reach " + directory);
            }
            return new ServerAccount(prefix, ROOT, uid, gid);
        }
        throw cannotRunAsRoot("neither unshare -U, nor setpriv, nor sudo works here");
    }

    private static EmbeddedDatabaseException cannotRunAsRoot(String why) {
        return new EmbeddedDatabaseException("PostgreSQL does not run as root, and " + why
                + ". Start this program as an ordinary user, choose a directory whose parents everyone may pass, or"
                + " configure a database of your own.");
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static int group(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:gid");
    }

    private static Optional<Integer> id(Path directory, List<String> words) throws IOException {
        Command.Outcome outcome = new Command(directory, words).run(LIMIT);
        return outcome.isSuccess()
                ? Optional.of(Integer.parseInt(outcome.output().strip()))
                : Optional.empty();
    }

    private static boolean succeeds(Path directory, List<String> prefix, List<String> words) {
        try {
            return new Command(directory, joined(prefix, words)).run(LIMIT).isSuccess();
        } catch (IOException absent) {
            return false;
        }
    }

    private static List<String> joined(List<String> prefix, List<String> words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return all;
    }
}
