package dev.watchparty.load.machine;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server holds at one moment.
 *
 * @param residentKib memory of its largest process
 * @param heapKib of its Java virtual machine after a full collection; 0 where that could not be asked
 * @param threads of its own processes
 * @param files that its own processes have open, sockets among them
 */
public record Footprint(long residentKib, long heapKib, long threads, long files) {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /**
     * Has it collect its garbage first, so that only what is held counts.
     *
     * @throws IOException if its virtual machine does not answer
     */
    public static Footprint of(ProcessTree server) throws IOException {
        long heapKib = 0;
        for (long pid : server.javaPids()) {
            heapKib += heapKib(pid);
        }
        long residentKib = server.residentKibByProcess().values().stream()
                .mapToLong(kib -> kib)
                .max()
                .orElse(0);
        return new Footprint(residentKib, heapKib, server.threads(), server.openFiles());
    }

    private static long heapKib(long pid) throws IOException {
        Command.run(List.of(Command.jcmd(), Long.toString(pid), "GC.run"));
        return used(Command.run(List.of(Command.jcmd(), Long.toString(pid), "GC.heap_info")));
    }

    /** Of all the heap's parts, but not of what stands beside it. */
    static long used(String heapInfo) {
        return heapInfo.lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                .flatMap(line -> USED.matcher(line).results())
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
