package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.HostCommand.ChangeRole;
import dev.watchparty.domain.party.HostCommand.ReplaceAbsentHost;
import dev.watchparty.domain.party.HostCommand.TransferHost;
import dev.watchparty.domain.party.MembershipCommand.Arrive;
import dev.watchparty.domain.party.MembershipCommand.Depart;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.ModerationCommand.Remove;
import dev.watchparty.domain.party.ModerationCommand.SetVoice;
import dev.watchparty.domain.party.ModerationCommand.Unban;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who is in a party and what they are there, kept once more and as simply as can be: it hears which commands were
 * accepted, and never of events. {@link PartyLawsTest} holds the real party against it.
 */
final class NaiveParty {

    /** Where somebody is who once was in the party. */
    enum Whereabouts {
        HERE,
        AWAY,
        OUT,
        BANNED
    }

    private static final class Person {

        private final UUID id;
        private final Instant joinedAt;
        private Whereabouts where = Whereabouts.HERE;
        private Instant since;
        private Role role;
        private boolean isMuted;

        Person(UUID id, Role role, Instant now) {
            this.id = id;
            this.role = role;
            this.joinedAt = now;
            this.since = now;
        }

        boolean isIn() {
            return where == Whereabouts.HERE || where == Whereabouts.AWAY;
        }

        void goes(Whereabouts whereTo, Instant now) {
            where = whereTo;
            since = now;
        }
    }

    private static final Comparator<Map.Entry<UserId, Person>> BY_JOINING =
            Comparator.<Map.Entry<UserId, Person>, Instant>comparing(entry -> entry.getValue().joinedAt)
                    .thenComparing(entry -> entry.getValue().id);

    private final Map<UserId, Person> people = new HashMap<>();
    private UserId host;
    /** Whoever leads as soon as they are back; the host themselves, where they stand in for nobody. */
    private UserId awaited;
    /** What the host was before they stood in. */
    private Role before = Role.VIEWER;

    private boolean isOver;

    NaiveParty(Participant founder, Instant now) {
        people.put(founder.user(), new Person(founder.id().value(), Role.HOST, now));
        this.host = founder.user();
        this.awaited = founder.user();
    }

    UserId host() {
        return host;
    }

    UserId awaited() {
        return awaited;
    }

    boolean isBanned(UserId user) {
        return people.containsKey(user) && person(user).where == Whereabouts.BANNED;
    }

    boolean isHeard(UserId user) {
        return people.containsKey(user) && person(user).isIn() && !person(user).isMuted;
    }

    long present() {
        return people.values().stream().filter(Person::isIn).count();
    }

    boolean isHere(UserId user) {
        return people.containsKey(user) && person(user).where == Whereabouts.HERE;
    }

    long here() {
        return people.keySet().stream().filter(this::isHere).count();
    }

    /** Everybody with where they are, what they are, and whether they may be heard. */
    Map<String, String> everybody() {
        Map<String, String> everybody = new TreeMap<>();
        people.forEach((user, person) -> everybody.put(
                user.value().toString(), person.where + " " + person.role + (person.isMuted ? " muted" : "")));
        return everybody;
    }

    /** The party accepted {@code command}, which may have changed nothing. */
    void accepted(PartyCommand command, Instant now) {
        if (command instanceof Join join) join(join, now);
        if (command instanceof Arrive arrive && !isOver) arrive(arrive, now);
        if (command instanceof End) isOver = true;
        if (command instanceof Erase erase && isIn(erase.user())) leave(erase.user(), now);
        if (isOver) return;
        if (command instanceof Leave leave) leave(leave.actor(), now);
        if (command instanceof Depart depart) depart(depart, now);
        if (command instanceof ReplaceAbsentHost replace) replaceHost(replace, now);
        if (command instanceof ChangeRole change) person(change.user()).role = change.role();
        if (command instanceof TransferHost transfer && !transfer.user().equals(host)) {
            lead(transfer.user(), roleOfFormer());
        }
        if (command instanceof SetVoice voice) person(voice.user()).isMuted = voice.voice() == Voice.MUTED;
        if (command instanceof Unban unban && isBanned(unban.user()))
            person(unban.user()).goes(Whereabouts.OUT, now);
        if (command instanceof Remove remove && !isBanned(remove.user())) {
            boolean isBan = remove.removal() == Removal.BANNED;
            person(remove.user()).goes(isBan ? Whereabouts.BANNED : Whereabouts.OUT, now);
            person(remove.user()).role = Role.VIEWER;
        }
    }

    private void join(Join join, Instant now) {
        UserId user = join.actor();
        if (isIn(user)) return;
        if (!people.containsKey(user)) {
            people.put(user, new Person(join.participantId().value(), Role.VIEWER, now));
        }
        person(user).goes(Whereabouts.OUT, now);
        come(user, now);
        if (!person(host).isIn()) lead(user, roleOfFormer());
    }

    private void come(UserId user, Instant now) {
        if (isHere(user)) return;
        person(user).goes(Whereabouts.HERE, now);
        if (user.equals(awaited) && !user.equals(host)) lead(user, before);
    }

    private void arrive(Arrive arrive, Instant now) {
        arrive.arrived().stream().filter(this::isIn).forEach(user -> come(user, now));
    }

    private void depart(Depart depart, Instant now) {
        depart.absent().stream()
                .filter(this::isHere)
                .forEach(user -> person(user).goes(Whereabouts.AWAY, now));
    }

    private void leave(UserId user, Instant now) {
        person(user).goes(Whereabouts.OUT, now);
        if (!user.equals(host) && user.equals(awaited)) awaited = host;
        if (!isOver && user.equals(host)) {
            heir(Role.CO_HOST, Whereabouts.HERE)
                    .or(() -> heir(Role.VIEWER, Whereabouts.HERE))
                    .or(() -> heir(Role.CO_HOST, Whereabouts.AWAY))
                    .or(() -> heir(Role.VIEWER, Whereabouts.AWAY))
                    .ifPresent(heir -> lead(heir, roleOfFormer()));
        }
    }

    private void replaceHost(ReplaceAbsentHost replace, Instant now) {
        boolean isAway = person(host).where == Whereabouts.AWAY;
        if (!isAway || now.isBefore(person(host).since.plus(replace.grace()))) return;
        heir(Role.CO_HOST, Whereabouts.HERE)
                .or(() -> heir(Role.VIEWER, Whereabouts.HERE))
                .ifPresent(heir -> {
                    UserId absent = awaited;
                    Role was = person(heir).role;
                    lead(heir, roleOfFormer());
                    awaited = absent;
                    before = was;
                });
    }

    /** Of the viewers who are here who has been so for longest, of all others who joined first. */
    private Optional<UserId> heir(Role role, Whereabouts where) {
        boolean isByPresence = role == Role.VIEWER && where == Whereabouts.HERE;
        Comparator<Map.Entry<UserId, Person>> order = isByPresence
                ? Comparator.<Map.Entry<UserId, Person>, Instant>comparing(entry -> entry.getValue().since)
                        .thenComparing(BY_JOINING)
                : BY_JOINING;
        return people.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(host))
                .filter(entry -> entry.getValue().role == role && entry.getValue().where == where)
                .min(order)
                .map(Map.Entry::getKey);
    }

    private Role roleOfFormer() {
        return host.equals(awaited) ? Role.CO_HOST : before;
    }

    /** {@code user} leads; who stood in passes on no more than that, unless to whom they stood in for. */
    private void lead(UserId user, Role former) {
        boolean isStandIn = !host.equals(awaited) && !user.equals(awaited);
        before = isStandIn ? person(user).role : before;
        person(host).role = former;
        host = user;
        awaited = isStandIn ? awaited : user;
        person(user).role = Role.HOST;
        person(user).isMuted = false;
    }

    private boolean isIn(UserId user) {
        return people.containsKey(user) && person(user).isIn();
    }

    private Person person(UserId user) {
        return Optional.ofNullable(people.get(user)).orElseThrow();
    }
}
