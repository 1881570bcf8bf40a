package dev.watchparty.load.drive;

import dev.watchparty.load.measure.Timetable;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Commands on a timetable, party after party, however slowly the server answers. */
final class OpenLoop implements Pace {

    private static final long LEAD_NANOS = Duration.ofMillis(50).toNanos();

    private final Duration length;
    private final double perSecond;
    private final Tally tally;
    private final Consumer<Timetable> metronome;
    private List<PartyLoad> parties = List.of();
    private Timetable timetable;
    private long sent;

    /**
     * @param perSecond commands a second, all parties together
     * @param metronome given the timetable, makes the loop take a turn at each of its instants
     */
    OpenLoop(Duration length, double perSecond, Tally tally, Consumer<Timetable> metronome) {
        this.length = length;
        this.perSecond = perSecond;
        this.tally = tally;
        this.metronome = metronome;
        this.timetable = new Timetable(0, perSecond, 0);
    }

    @Override
    public void begin(List<PartyLoad> all, long now) {
        parties = all;
        timetable = Timetable.lasting(length, perSecond, now + LEAD_NANOS);
        metronome.accept(timetable);
    }

    @Override
    public void turn(long now) {
        while (sent < timetable.commands() && timetable.dueAt(sent) <= now) {
            long due = timetable.dueAt(sent);
            tally.sendLagMaxNanos = Math.max(tally.sendLagMaxNanos, now - due);
            parties.get((int) (sent % parties.size())).send(due, now);
            sent++;
        }
    }

    @Override
    public void allHaveLatest(PartyLoad party, long now) {}

    @Override
    public boolean hasEnded(long now) {
        return sent == timetable.commands();
    }
}
