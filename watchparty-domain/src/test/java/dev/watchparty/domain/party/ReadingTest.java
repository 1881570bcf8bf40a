package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Visitor.CodeHeld;
import dev.watchparty.domain.playback.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** In the party are Ann, who leads it, and Cleo; Bo was in it and left. */
class ReadingTest {

    private static final Party PARTY = without(pausedAt(Position.START), CO_HOST);

    /** Who may read a party, and who may know its invite code. */
    @ParameterizedTest(name = "{0} party, {1}")
    @CsvSource(textBlock = """
            # visibility, visitor,             may read, may know the code
            PUBLIC,  ANONYMOUS,                true,     true
            PUBLIC,  ANONYMOUS_WITH_CODE,      true,     true
            PUBLIC,  STRANGER,                 true,     true
            PUBLIC,  STRANGER_WITH_CODE,       true,     true
            PUBLIC,  FRIEND,                   true,     true
            PUBLIC,  FORMER_PARTICIPANT,       true,     true
            PUBLIC,  PARTICIPANT,              true,     true
            PUBLIC,  HOST,                     true,     true
            FRIENDS, ANONYMOUS,                false,    false
            FRIENDS, ANONYMOUS_WITH_CODE,      false,    false
            FRIENDS, STRANGER,                 false,    false
            FRIENDS, STRANGER_WITH_CODE,       false,    false
            FRIENDS, FRIEND,                   true,     true
            FRIENDS, FORMER_PARTICIPANT,       false,    false
            FRIENDS, PARTICIPANT,              true,     true
            FRIENDS, HOST,                     true,     true
            INVITE,  ANONYMOUS,                false,    false
            INVITE,  ANONYMOUS_WITH_CODE,      true,     false
            INVITE,  STRANGER,                 false,    false
            INVITE,  STRANGER_WITH_CODE,       true,     false
            INVITE,  FRIEND,                   false,    false
            INVITE,  FORMER_PARTICIPANT,       false,    false
            INVITE,  PARTICIPANT,              true,     true
            INVITE,  HOST,                     true,     true
            PRIVATE, ANONYMOUS,                false,    false
            PRIVATE, ANONYMOUS_WITH_CODE,      false,    false
            PRIVATE, STRANGER,                 false,    false
            PRIVATE, STRANGER_WITH_CODE,       false,    false
            PRIVATE, FRIEND,                   false,    false
            PRIVATE, FORMER_PARTICIPANT,       false,    false
            PRIVATE, PARTICIPANT,              true,     true
            PRIVATE, HOST,                     true,     true
            """)
    void depends_on_visibility_and_visitor(
            Visibility visibility, Somebody somebody, boolean mayRead, boolean mayKnowCode) {
        Party party = with(PARTY, visibility);

        assertThat(party.mayBeReadBy(somebody.visitor())).isEqualTo(mayRead);
        assertThat(party.mayTellCodeTo(somebody.visitor())).isEqualTo(mayKnowCode);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void a_password_guards_reading_at_every_visibility(Somebody somebody) {
        for (Visibility visibility : Visibility.values()) {
            Party party = with(with(PARTY, visibility), new Protection.ByPassword(new PasswordHash("hash")));

            assertThat(party.mayBeReadBy(somebody.visitor()))
                    .as(visibility.name())
                    .isEqualTo(somebody.isMember());
            assertThat(party.mayTellCodeTo(somebody.visitor()))
                    .as(visibility.name())
                    .isEqualTo(somebody.isMember());
        }
    }

    @Test
    void stays_open_to_a_host_who_left() {
        Party left = with(without(PARTY, HOST), Visibility.PRIVATE);

        assertThat(left.mayBeReadBy(Somebody.HOST.visitor())).isTrue();
    }

    @Test
    void stays_as_it_was_when_the_party_is_over() {
        Party over = ended(with(PARTY, Visibility.PRIVATE), NOON);

        assertThat(over.mayBeReadBy(Somebody.PARTICIPANT.visitor())).isTrue();
        assertThat(over.mayBeReadBy(Somebody.STRANGER.visitor())).isFalse();
    }

    /** Visitors of every kind. */
    enum Somebody {
        ANONYMOUS,
        ANONYMOUS_WITH_CODE,
        STRANGER,
        STRANGER_WITH_CODE,
        FRIEND,
        FORMER_PARTICIPANT,
        PARTICIPANT,
        HOST;

        Visitor visitor() {
            return switch (this) {
                case ANONYMOUS -> new Visitor.Anonymous(CodeHeld.NO);
                case ANONYMOUS_WITH_CODE -> new Visitor.Anonymous(CodeHeld.YES);
                case STRANGER -> signedIn(Parties.STRANGER, Friendship.STRANGER, CodeHeld.NO);
                case STRANGER_WITH_CODE -> signedIn(Parties.STRANGER, Friendship.STRANGER, CodeHeld.YES);
                case FRIEND -> signedIn(Parties.STRANGER, Friendship.FRIEND, CodeHeld.NO);
                case FORMER_PARTICIPANT -> signedIn(CO_HOST, Friendship.STRANGER, CodeHeld.NO);
                case PARTICIPANT -> signedIn(VIEWER, Friendship.STRANGER, CodeHeld.NO);
                case HOST -> signedIn(Parties.HOST, Friendship.STRANGER, CodeHeld.NO);
            };
        }

        boolean isMember() {
            return this == PARTICIPANT || this == HOST;
        }

        private static Visitor signedIn(Participant who, Friendship friendship, CodeHeld code) {
            return new Visitor.SignedIn(who.user(), friendship, code);
        }
    }
}
