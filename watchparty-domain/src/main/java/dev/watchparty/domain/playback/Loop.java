package dev.watchparty.domain.playback;

/** What follows the end of an item by itself. */
public enum Loop {
    /** The next item, and nothing after the last. */
    OFF,
    /** The same item again. */
    ONE,
    /** The next item, and the first after the last. */
    ALL
}
