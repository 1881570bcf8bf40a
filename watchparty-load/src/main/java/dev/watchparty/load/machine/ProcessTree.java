package dev.watchparty.load.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Processes and all they started, as {@code /proc} shows them at the moment of asking. */
public record ProcessTree(Path proc, List<Long> roots) {

    private static final Path PROC = Path.of("/proc");

    /** The kernel's unit in {@code stat}, the same on every Linux. */
    private static final long TICK_NANOS = 10_000_000;

    public ProcessTree {
        roots = List.copyOf(roots);
    }

    public static ProcessTree of(List<Long> roots) {
        return new ProcessTree(PROC, roots);
    }

    public boolean isEmpty() {
        return roots.isEmpty();
    }

    /** The roots that are alive and their descendants. */
    public Set<Long> pids() {
        Map<Long, List<Long>> children = new HashMap<>();
        for (Path process : numbered(proc)) {
            List<String> stat = stat(process);
            if (!stat.isEmpty()) {
                children.computeIfAbsent(Long.parseLong(stat.get(1)), parent -> new ArrayList<>())
                        .add(number(process));
            }
        }
        Set<Long> found = new LinkedHashSet<>();
        Deque<Long> toVisit = new ArrayDeque<>(roots);
        while (!toVisit.isEmpty()) {
            long pid = toVisit.remove();
            if (Files.exists(proc.resolve(Long.toString(pid))) && found.add(pid)) {
                toVisit.addAll(children.getOrDefault(pid, List.of()));
            }
        }
        return found;
    }

    /**
     * CPU time of every living thread, nanoseconds. By the scheduler's own count where the kernel keeps one, else by
     * ticks.
     */
    public Map<Long, Long> cpuNanosByThread() {
        Map<Long, Long> nanos = new HashMap<>();
        for (long pid : pids()) {
            for (Path thread : numbered(proc.resolve(pid + "/task"))) {
                nanos.put(number(thread), cpuNanos(thread));
            }
        }
        return nanos;
    }

    /** Those threads of Java virtual machines that compile, which they do less and less. */
    public Set<Long> compilerThreads() {
        Set<Long> found = new LinkedHashSet<>();
        for (long pid : pids()) {
            for (Path thread : numbered(proc.resolve(pid + "/task"))) {
                if (read(thread.resolve("comm")).matches("C[12] CompilerThre.*\\s*")) {
                    found.add(number(thread));
                }
            }
        }
        return found;
    }

    /** How many threads they have. */
    public long threads() {
        return pids().stream()
                .mapToLong(pid -> numbered(proc.resolve(pid + "/task")).size())
                .sum();
    }

    /** How many files they have open, as far as we may look. */
    public long openFiles() {
        return pids().stream()
                .mapToLong(pid -> numbered(proc.resolve(pid + "/fd")).size())
                .sum();
    }

    /** Resident memory of each process, KiB. What processes share counts for each. */
    public Map<Long, Long> residentKibByProcess() {
        Map<Long, Long> resident = new HashMap<>();
        for (long pid : pids()) {
            read(proc.resolve(pid + "/status"))
                    .lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .forEach(line -> resident.put(pid, Long.parseLong(line.replaceAll("\\D", ""))));
        }
        return resident;
    }

    /** Those that are a Java virtual machine. */
    public List<Long> javaPids() {
        return pids().stream()
                .filter(pid -> read(proc.resolve(pid + "/comm")).strip().equals("java"))
                .toList();
    }

    private static long cpuNanos(Path thread) {
        String schedule = read(thread.resolve("schedstat"));
        int space = schedule.indexOf(' ');
        if (space > 0 && !schedule.startsWith("0 0 0")) return Long.parseLong(schedule.substring(0, space));
        List<String> stat = stat(thread);
        return stat.isEmpty() ? 0 : (Long.parseLong(stat.get(11)) + Long.parseLong(stat.get(12))) * TICK_NANOS;
    }

    /** The fields after the name, which may itself hold spaces and parentheses; empty if the process is gone. */
    private static List<String> stat(Path process) {
        String stat = read(process.resolve("stat"));
        int nameEnd = stat.lastIndexOf(')');
        return nameEnd < 0
                ? List.of()
                : List.of(stat.substring(nameEnd + 2).strip().split(" ", -1));
    }

    private static List<Path> numbered(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[0-9]*")) {
            entries.forEach(found::add);
        } catch (IOException gone) {
            return List.of();
        }
        return found;
    }

    private static long number(Path directory) {
        return Long.parseLong(String.valueOf(directory.getFileName()));
    }

    /** Empty if there is no such file any more: processes end when they like. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException | UncheckedIOException gone) {
            return "";
        }
    }
}
