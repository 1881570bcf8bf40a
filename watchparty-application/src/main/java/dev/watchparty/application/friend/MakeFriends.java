package dev.watchparty.application.friend;

import dev.watchparty.application.port.AccountStore;
import dev.watchparty.application.port.FriendStore;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.friend.FriendCommand;
import dev.watchparty.domain.friend.FriendDecision;
import dev.watchparty.domain.friend.FriendDecision.Accepted;
import dev.watchparty.domain.friend.FriendDecision.Rejected;
import dev.watchparty.domain.friend.FriendRejection;
import dev.watchparty.domain.friend.Standing;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Asks, accepts, declines and parts. Blocks on the store. Safe for many threads. */
public final class MakeFriends {

    /** What came of it. */
    public sealed interface Result {

        /**
         * It is as the actor wants it.
         *
         * @param before what the other one was to the actor
         * @param after what the other one is now; as before, if there was nothing to do
         */
        record Done(UserId other, Profile profile, Standing before, Standing after) implements Result {

            public boolean isNew() {
                return !before.equals(after);
            }
        }

        record Refused(FriendRejection reason) implements Result {}

        /** Nobody of that id or name was here yet. */
        record UnknownPerson() implements Result {}

        /** Several people have that name. */
        record SeveralPeople() implements Result {}
    }

    private final FriendStore friends;
    private final AccountStore accounts;
    private final InstantSource clock;

    public MakeFriends(FriendStore friends, AccountStore accounts, InstantSource clock) {
        this.friends = friends;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Asks {@code other}, or says yes to their request. From now on the asker is known, and may be asked. */
    public Result ask(Identity asker, UserId other) {
        accounts.save(asker.user(), asker.profile());
        return handle(new FriendCommand.Ask(asker.user(), other));
    }

    /** As {@link #ask(Identity, UserId)}, of the one person who is called {@code name}. */
    public Result ask(Identity asker, Username name) {
        accounts.save(asker.user(), asker.profile());
        Set<UserId> named = accounts.named(name);
        if (named.isEmpty()) return new Result.UnknownPerson();
        if (named.size() > 1) return new Result.SeveralPeople();
        return handle(new FriendCommand.Ask(asker.user(), named.iterator().next()));
    }

    /** {@code command}, by somebody who is known. */
    public Result handle(FriendCommand command) {
        Optional<Profile> profile = accounts.find(command.other());
        Optional<FriendDecision> decided = friends.handle(command, clock.instant());
        if (profile.isEmpty() || decided.isEmpty()) return new Result.UnknownPerson();
        FriendDecision decision = decided.get();
        if (decision instanceof Rejected rejected) return new Result.Refused(rejected.reason());
        if (!(decision instanceof Accepted accepted)) throw new AssertionError(decision);
        UserId actor = command.actor();
        return new Result.Done(
                command.other(),
                profile.get(),
                accepted.before().seenBy(actor),
                accepted.after().seenBy(actor));
    }
}
