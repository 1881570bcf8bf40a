package dev.watchparty.load.measure;

/** What went wrong on the way: never came, came after a later one, came again. */
public record Faults(long lost, long reordered, long doubled) {

    public static final Faults NONE = new Faults(0, 0, 0);

    public Faults plus(Faults other) {
        return new Faults(lost + other.lost, reordered + other.reordered, doubled + other.doubled);
    }
}
