package dev.watchparty.lab.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How busy this machine is: a skew measured while it was out of breath says little. */
public final class CpuMeter {

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** The share of all CPUs that was busy since this was last asked, from 0 to 1; negative where it cannot be told. */
    public double busy() {
        return system.getCpuLoad();
    }

    /** Processes that ran or wanted to, in the mean of the last minute; negative where it cannot be told. */
    public double loadAverage() {
        return system.getSystemLoadAverage();
    }

    public int cpus() {
        return system.getAvailableProcessors();
    }
}
