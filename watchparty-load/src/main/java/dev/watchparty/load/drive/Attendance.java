package dev.watchparty.load.drive;

/** How many connections of a run are open, and why the first that is not broke. Confined to the loop's thread. */
final class Attendance {

    int connected;
    int lost;
    String firstLoss = "";
    long lastMessageNanos;

    void lose(String why) {
        lost++;
        if (firstLoss.isEmpty()) {
            firstLoss = why;
        }
    }
}
