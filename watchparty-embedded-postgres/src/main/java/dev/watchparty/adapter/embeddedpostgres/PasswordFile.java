package dev.watchparty.adapter.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Where a directory keeps the password of its database: 48 hexadecimal digits that only the owner may read. */
record PasswordFile(Path path) {

    private static final int BYTES = 24;

    static String newPassword() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    boolean exists() {
        return Files.exists(path);
    }

    String read() throws IOException {
        return Files.readString(path, UTF_8).strip();
    }

    /** Writes it whole or not at all, and to the disk, as the database will know no other. */
    void write(String password, ServerAccount account) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(draft, WRITE)) {
            channel.write(UTF_8.encode(password));
            channel.force(true);
        }
        account.own(draft);
        Files.move(draft, path, ATOMIC_MOVE);
    }
}
