package dev.watchparty.application.port;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.application.fixtures.EventSamples;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookMessagesTest {

    /** All that a message may tell about anybody. */
    private static final Set<String> DETAILS =
            Set.of("user_id", "host_user_id", "former_host_user_id", "by_user_id", "reason");

    @Test
    void tell_who_made_a_party() {
        assertThat(messages(PartyEvent.PartyCreated.class))
                .containsExactly(told(WebhookMessage.Type.PARTY_CREATED, Map.of("host_user_id", id(HOST))));
    }

    @Test
    void tell_that_a_party_started_and_ended() {
        assertThat(messages(PartyEvent.PartyStarted.class))
                .containsExactly(told(WebhookMessage.Type.PARTY_STARTED, Map.of()));
        assertThat(messages(PartyEvent.PartyEnded.class))
                .containsExactly(told(WebhookMessage.Type.PARTY_ENDED, Map.of("by_user_id", id(HOST))));
    }

    @Test
    void tell_who_came_and_who_went() {
        assertThat(messages(PartyEvent.ParticipantJoined.class))
                .containsExactlyInAnyOrder(
                        told(WebhookMessage.Type.MEMBER_JOINED, Map.of("user_id", id(VIEWER))),
                        told(WebhookMessage.Type.MEMBER_JOINED, Map.of("user_id", id(CO_HOST))));
        assertThat(messages(PartyEvent.ParticipantLeft.class))
                .containsExactly(
                        told(WebhookMessage.Type.MEMBER_LEFT, Map.of("user_id", id(VIEWER), "reason", "left")));
    }

    @Test
    void tell_who_was_put_out_and_who_had_their_data_erased() {
        assertThat(messages(PartyEvent.ParticipantRemoved.class))
                .containsExactlyInAnyOrder(
                        told(WebhookMessage.Type.MEMBER_LEFT, Map.of("user_id", id(VIEWER), "reason", "kicked")),
                        told(WebhookMessage.Type.MEMBER_LEFT, Map.of("user_id", id(VIEWER), "reason", "banned")));
        assertThat(messages(PartyEvent.ParticipantErased.class))
                .containsExactly(
                        told(WebhookMessage.Type.MEMBER_LEFT, Map.of("user_id", id(STRANGER), "reason", "erased")));
    }

    @Test
    void tell_who_leads_now() {
        assertThat(messages(PartyEvent.HostChanged.class))
                .containsExactlyInAnyOrder(
                        told(
                                WebhookMessage.Type.HOST_CHANGED,
                                Map.of("host_user_id", id(CO_HOST), "former_host_user_id", id(HOST))),
                        told(
                                WebhookMessage.Type.HOST_CHANGED,
                                Map.of("host_user_id", id(VIEWER), "former_host_user_id", id(HOST))));
    }

    @Test
    void tell_nothing_of_who_has_the_party_open() {
        assertThat(messages(PartyEvent.ParticipantArrived.class)).isEmpty();
        assertThat(messages(PartyEvent.ParticipantDeparted.class)).isEmpty();
    }

    @Test
    void tell_nothing_of_what_is_watched_and_said() {
        assertThat(messages(PartyEvent.MessageSent.class)).isEmpty();
        assertThat(messages(PartyEvent.Sought.class)).isEmpty();
    }

    @Test
    void hold_ids_and_nothing_personal() {
        assertThat(messages(PartyEvent.class)).isNotEmpty().allSatisfy(message -> {
            assertThat(DETAILS).containsAll(message.details().keySet());
            assertThat(message.details().values())
                    .allMatch(value -> value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]{1,10}"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void have_types_that_are_read_as_they_are_written(WebhookMessage.Type type) {
        assertThat(WebhookMessage.Type.read(type.word())).isEqualTo(type);
    }

    @Test
    void have_no_other_types() {
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookMessage.Type.read("party.crashed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://hooks.example/",
                "/in",
                "https:///in",
                "https://me:you@hooks.example/",
                "https://a.example/#x"
            })
    void go_to_no_endpoint_that_cannot_be_reached(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookEndpoint(URI.create(url)));
    }

    @Test
    void go_to_endpoints_whose_address_is_not_too_long() {
        String longest = "https://a.example/" + "x".repeat(WebhookEndpoint.CHARACTERS_MAX - 18);

        assertThat(new WebhookEndpoint(URI.create(longest)).url()).hasToString(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookEndpoint(URI.create(longest + "x")));
    }

    @Test
    void go_to_endpoints_whose_address_is_longer_than_it_looks() {
        URI umlauts = URI.create("https://a.example/" + "ö".repeat(338));

        assertThat(new WebhookEndpoint(umlauts).url().toString())
                .hasSize(18 + 338 * 6)
                .endsWith("%C3%B6");
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookEndpoint(URI.create(umlauts + "ö")));
    }

    @Test
    void go_to_endpoints_that_give_no_secret_of_theirs_away() {
        assertThat(new WebhookEndpoint(URI.create("https://hooks.example/secret?secret")))
                .hasToString("WebhookEndpoint[hooks.example]");
    }

    private static Set<WebhookMessage> messages(Class<? extends PartyEvent> kind) {
        return EventSamples.all().stream()
                .filter(kind::isInstance)
                .map(event -> WebhookMessage.of(PARTY, new RecordedEvent(new Version(7), NOON, event)))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static WebhookMessage told(WebhookMessage.Type type, Map<String, String> details) {
        return new WebhookMessage(type, PARTY, new Version(7), NOON, new TreeMap<>(details));
    }

    private static String id(Participant participant) {
        return participant.user().value().toString();
    }
}
