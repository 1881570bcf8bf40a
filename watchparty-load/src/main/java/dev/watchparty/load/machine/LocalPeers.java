package dev.watchparty.load.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who serves a process on this machine. A database need not be a child of the server that uses it, not even if that
 * started it; its sockets tell.
 */
final class LocalPeers {

    private static final Path PROC = Path.of("/proc");

    private LocalPeers() {}

    /** The processes that listen at the other end of connections that {@code clients} have opened on loopback. */
    static List<Long> usedBy(ProcessTree clients) {
        Set<Long> own = clients.pids();
        List<TcpSocket> sockets = TcpSocket.all().toList();
        Set<Long> inodes = own.stream().flatMap(LocalPeers::inodes).collect(Collectors.toSet());
        Set<Integer> ownDoors = ports(sockets, socket -> socket.isDoor() && inodes.contains(socket.inode()));
        Set<Integer> used = sockets.stream()
                .filter(socket -> socket.isConnection() && inodes.contains(socket.inode()))
                .filter(socket -> socket.isToLoopback() && !ownDoors.contains(socket.localPort()))
                .map(TcpSocket::remotePort)
                .collect(Collectors.toSet());
        Set<Long> doors = sockets.stream()
                .filter(socket -> socket.isDoor() && used.contains(socket.localPort()))
                .map(TcpSocket::inode)
                .collect(Collectors.toSet());
        Set<Long> strangers = new HashSet<>(processes());
        strangers.removeAll(own);
        strangers.remove(ProcessHandle.current().pid());
        return strangers.stream()
                .filter(pid -> inodes(pid).anyMatch(doors::contains))
                .sorted()
                .toList();
    }

    private static Set<Integer> ports(List<TcpSocket> sockets, Predicate<TcpSocket> which) {
        return sockets.stream().filter(which).map(TcpSocket::localPort).collect(Collectors.toSet());
    }

    private static List<Long> processes() {
        return entries(PROC, "[0-9]*")
                .map(path -> Long.parseLong(String.valueOf(path.getFileName())))
                .toList();
    }

    /** Of the sockets that a process has open; none where we may not look. */
    private static Stream<Long> inodes(long pid) {
        return entries(PROC.resolve(pid + "/fd"), "[0-9]*").flatMap(LocalPeers::inode);
    }

    private static Stream<Long> inode(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[")
                    ? Stream.of(Long.parseLong(target.replaceAll("\\D", "")))
                    : Stream.of();
        } catch (IOException closedMeanwhile) {
            return Stream.of();
        }
    }

    private static Stream<Path> entries(Path directory, String names) {
        Set<Path> found = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, names)) {
            entries.forEach(found::add);
        } catch (IOException gone) {
            return Stream.of();
        }
        return found.stream();
    }
}
