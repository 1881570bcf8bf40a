package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.application.port.Timers;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The presence board of servers that share a database. Safe for many threads.
 *
 * <p>A post is kept in memory and written by the next beat, of which there is one a {@link #BEAT}, on a worker, and
 * never two at once: whatever was posted meanwhile goes in one statement, less what the database has already. What a
 * server wrote counts for as long as its lease, which beats renew. What could not be written waits for the next beat;
 * where the database lost this server's lease, or another server took it for dead, everything is written anew.
 */
public final class JdbcPresence implements PresenceBoard, AutoCloseable {

    static final Duration BEAT = Duration.ofSeconds(1);

    /** How long a server is believed to live that was heard of; long enough for three renewals to fail. */
    static final Duration LEASE = Duration.ofSeconds(15);

    static final Duration RENEWAL = Duration.ofSeconds(4);

    /** What is left of the dead does not count, so it may lie: whoever was only cut off need not write anew. */
    static final Duration BURIAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(JdbcPresence.class);

    /** Since when the others could see without a break that this server lives, and until when they will. */
    private record Lease(Instant since, Instant until) {

        static final Lease NONE = new Lease(Instant.MAX, Instant.MIN);

        boolean isValidAt(Instant now) {
            return now.isBefore(until);
        }

        /** Whoever lives has renewed a lease of their own meanwhile, and written what they had to. */
        boolean isOldAt(Instant now) {
            return isValidAt(now) && !now.isBefore(since.plus(LEASE));
        }
    }

    private final Database database;
    private final UUID server;
    private final InstantSource clock;
    private final Executor workers;
    private final Timers timers;
    private final PostedPresence posted = new PostedPresence();

    /** Held while this server's rows are written, so that nothing is written after they were taken away. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile boolean isClosed;
    private volatile Lease lease = Lease.NONE;
    private Instant renewAt = Instant.MIN;
    private boolean isFailing;

    private JdbcPresence(Database database, UUID server, InstantSource clock, Executor workers, Timers timers) {
        this.database = database;
        this.server = server;
        this.clock = clock;
        this.workers = workers;
        this.timers = timers;
    }

    /**
     * Goes on to the board, and stays there until it is closed; a database that does not answer is tried again.
     *
     * @param server a new id for each start of a server
     * @param workers may block
     */
    public static JdbcPresence open(
            Database database, UUID server, InstantSource clock, Executor workers, Timers timers) {
        JdbcPresence presence = new JdbcPresence(database, server, clock, workers, timers);
        workers.execute(presence::beat);
        return presence;
    }

    @Override
    public void post(PartyId party, Map<UserId, ParticipantStatus> connected) {
        posted.post(party, connected);
    }

    @Override
    public Map<UserId, ParticipantStatus> connected(PartyId party) {
        Instant now = clock.instant();
        return database.ask(jdbi ->
                jdbi.withHandle(handle -> PresenceRows.merge(handle, server, now, party, posted.connected(party))));
    }

    @Override
    public Optional<Map<PartyId, Set<UserId>>> rollCall(Set<PartyId> parties) {
        Instant now = clock.instant();
        if (!lease.isOldAt(now)) return Optional.empty();
        Map<PartyId, Set<UserId>> roll = new HashMap<>();
        for (PartyId party : parties) {
            Set<UserId> here = posted.connected(party).keySet();
            if (!here.isEmpty()) roll.put(party, new HashSet<>(here));
        }
        boolean isCertain = database.read(handle -> {
            PresenceRows.call(handle, server, now, parties, roll);
            return isOnBoard(handle);
        });
        return isCertain ? Optional.of(Map.copyOf(roll)) : Optional.empty();
    }

    /** Not so for some seconds after the tables were lost. */
    private boolean isOnBoard(Handle handle) {
        return handle.createQuery("select exists (select from presence_servers where server_id = :server)")
                .bind("server", server)
                .mapTo(Boolean.class)
                .one();
    }

    private void beat() {
        if (isClosed) return;
        writing.lock();
        try {
            if (isClosed) return;
            Instant now = clock.instant();
            boolean isDue = !now.isBefore(renewAt);
            if (isDue) renew(now);
            write();
            if (isDue) bury(now.minus(BURIAL));
            if (isFailing) LOG.info("the presence board can be written again");
            isFailing = false;
        } catch (RuntimeException failure) {
            renewAt = Instant.MIN; // Perhaps the lease is lost.
            if (!isFailing) LOG.warn("the presence board cannot be written; it is tried until it can", failure);
            isFailing = true;
        } finally {
            writing.unlock();
            if (!isClosed) timers.after(BEAT, () -> workers.execute(this::beat));
        }
    }

    private void renew(Instant now) {
        Instant until = now.plus(LEASE);
        if (!setLease("update presence_servers set alive_until = :until where server_id = :server", until)) {
            lease = Lease.NONE;
            posted.forgetWritten();
            setLease("insert into presence_servers (server_id, alive_until) values (:server, :until)", until);
        }
        lease = new Lease(lease.isValidAt(now) ? lease.since() : now, until);
        renewAt = now.plus(RENEWAL);
    }

    private boolean setLease(String statement, Instant until) {
        return database.<Integer>ask(jdbi -> jdbi.withHandle(handle -> handle.createUpdate(statement)
                        .bind("server", server)
                        .bind("until", until)
                        .execute()))
                > 0;
    }

    /** Whichever server comes first does it; the others pass by. */
    private void bury(Instant before) {
        database.ask(jdbi -> jdbi.withHandle(
                handle -> handle.createUpdate("""
                        delete from presence_servers
                         where server_id in (
                               select server_id
                                 from presence_servers
                                where alive_until < :before
                                  for update skip locked)
                        """).bind("before", before).execute()));
    }

    private void write() {
        List<PartyId> parties = posted.takeUnwritten();
        int done = 0;
        try {
            while (done < parties.size()) {
                PostedPresence.Batch batch = posted.batch(parties.subList(done, parties.size()));
                if (!batch.isEmpty()) write(batch);
                done += batch.parties().size();
            }
        } finally {
            posted.putBack(parties.subList(done, parties.size()));
        }
    }

    private void write(PostedPresence.Batch batch) {
        try {
            database.ask(jdbi -> jdbi.withHandle(handle -> PresenceRows.write(handle, server, batch)));
        } catch (RuntimeException failure) {
            posted.isPerhapsWritten(batch);
            throw failure;
        }
        posted.isWritten(batch);
    }

    /**
     * Takes this server's entries off the board. Others see so at once; if the database fails, when the lease is over.
     */
    @Override
    public void close() {
        isClosed = true;
        writing.lock(); // What is being written is finished first.
        try {
            database.ask(jdbi -> jdbi.withHandle(
                    handle -> handle.createUpdate("delete from presence_servers where server_id = :server")
                            .bind("server", server)
                            .execute()));
        } catch (RuntimeException failure) {
            LOG.warn("this server's entries stay on the presence board until its lease is over", failure);
        } finally {
            lease = Lease.NONE;
            writing.unlock();
        }
    }
}
