package dev.watchparty.domain.sync;

import dev.watchparty.domain.playback.Rate;
import java.time.Duration;

/**
 * Chooses the correction for a measured drift.
 *
 * <p>Within {@link #DEAD_ZONE} nothing is done, since measuring is no better than that. Beyond, the rate is bent in
 * proportion to the drift, as if to undo it in {@link #HORIZON}: the bend shrinks with the drift, so it ends without
 * overshooting. It is at most {@value #BEND_PERMILLE_MAX} permille, which ears accept, and twice that above
 * {@link #FAR}. A jump is for more than {@link #LOST} only, and not sooner than {@link #JUMP_PAUSE} after the last.
 */
public final class DriftPolicy {

    public static final Duration DEAD_ZONE = Duration.ofMillis(25);
    public static final Duration FAR = Duration.ofMillis(250);
    public static final Duration LOST = Duration.ofMillis(1500);

    /** Twice as long as a client may take from one look to the next, so that no nudge outlasts its drift. */
    public static final Duration HORIZON = Duration.ofSeconds(2);

    public static final Duration JUMP_PAUSE = Duration.ofSeconds(5);
    public static final int BEND_PERMILLE_MAX = 50;

    private DriftPolicy() {}

    /**
     * The correction for {@code drift}, which is positive where the player is ahead.
     *
     * @param sinceJump how long ago this player jumped last
     * @param rate the party's
     */
    public static Correction correct(Duration drift, Duration sinceJump, Rate rate) {
        Duration size = drift.abs();
        if (size.compareTo(DEAD_ZONE) <= 0) return Correction.NONE;
        if (size.compareTo(LOST) > 0 && sinceJump.compareTo(JUMP_PAUSE) >= 0) return Correction.JUMP;
        long most = size.compareTo(FAR) > 0 ? 2L * BEND_PERMILLE_MAX : BEND_PERMILLE_MAX;
        long bend = Math.min(most, size.toMillis() * 1000 / HORIZON.toMillis());
        long bent = rate.permille() * (1000 + (drift.isNegative() ? bend : -bend)) / 1000;
        return new Correction.Nudge(new Rate((int) Math.max(Rate.PERMILLE_MIN, Math.min(Rate.PERMILLE_MAX, bent))));
    }
}
