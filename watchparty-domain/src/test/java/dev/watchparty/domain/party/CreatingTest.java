package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.PROGRAMME;
import static dev.watchparty.domain.party.Parties.SETTINGS;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Participants;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreatingTest {

    private static final Party CREATED = Party.create(
            PARTY, SETTINGS, CODE, new Party.Founder(HOST.user(), HOST.profile(), HOST.id()), PROGRAMME, NOON);

    @Test
    void makes_the_founder_its_host_and_only_participant() {
        Participant ann = Participant.newcomer(HOST.id(), HOST.user(), HOST.profile(), Role.HOST, NOON);

        assertThat(CREATED.participants().active()).containsExactly(ann);
        assertThat(CREATED.isHost(HOST.user())).isTrue();
        assertThat(CREATED.isHost(STRANGER.user())).isFalse();
    }

    @Test
    void pauses_at_the_start_of_the_first_item() {
        assertThat(CREATED.timeline()).isEqualTo(new Timeline.Paused(Position.START, Rate.NORMAL));
        assertThat(CREATED.queue().current()).hasValue(FILM);
    }

    @Test
    void begins_the_history_at_version_1() {
        assertThat(CREATED.version()).isEqualTo(new Version(1));
        assertThat(CREATED.creation())
                .isEqualTo(new RecordedEvent(
                        new Version(1),
                        NOON,
                        new PartyCreated(HOST.user(), SETTINGS.title(), SETTINGS.visibility(), SETTINGS.capacity())));
    }

    @Test
    void waits_for_somebody_else_to_start() {
        assertThat(CREATED.phase()).isEqualTo(new Phase.Scheduled());
        assertThat(CREATED.phase().startedAt()).isEmpty();
        assertThat(CREATED.hasEnded()).isFalse();
    }

    @Test
    void is_impossible_without_the_host_among_the_participants() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Party(
                        PARTY,
                        Version.NONE,
                        SETTINGS,
                        CODE,
                        new Leadership.Own(HOST.user()),
                        NOON,
                        new Phase.Scheduled(),
                        CREATED.timeline(),
                        PROGRAMME,
                        Participants.of(List.of(VIEWER)),
                        Proceedings.NONE));
    }
}
