package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.Policy.Preset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {

    /** {@link PermissionsTest} tells what these mean for each command. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # action, host only, co-hosts, anyone may pause, everyone
            PAUSE,    HOST,      CO_HOST,  VIEWER,           VIEWER
            PLAY,     HOST,      CO_HOST,  CO_HOST,          VIEWER
            SEEK,     HOST,      CO_HOST,  CO_HOST,          VIEWER
            SKIP,     HOST,      CO_HOST,  CO_HOST,          VIEWER
            RATE,     HOST,      CO_HOST,  CO_HOST,          VIEWER
            QUEUE,    HOST,      CO_HOST,  CO_HOST,          VIEWER
            SUGGEST,  VIEWER,    VIEWER,   VIEWER,           VIEWER
            CHAT,     VIEWER,    VIEWER,   VIEWER,           VIEWER
            INVITE,   VIEWER,    VIEWER,   VIEWER,           VIEWER
            MODERATE, HOST,      HOST,     HOST,             HOST
            """)
    void has_presets(Action action, Role hostOnly, Role coHosts, Role anyoneMayPause, Role everyone) {
        assertThat(Preset.HOST_ONLY.policy().least(action)).isEqualTo(hostOnly);
        assertThat(Preset.CO_HOSTS.policy().least(action)).isEqualTo(coHosts);
        assertThat(Preset.ANYONE_MAY_PAUSE.policy().least(action)).isEqualTo(anyoneMayPause);
        assertThat(Preset.EVERYONE.policy().least(action)).isEqualTo(everyone);
    }

    @ParameterizedTest
    @EnumSource
    void knows_the_preset_that_it_is(Preset preset) {
        assertThat(preset.policy().preset()).hasValue(preset);
        assertThat(preset.policy().with(Map.of()).preset()).hasValue(preset);
        assertThat(preset.policy().with(Map.of(Action.CHAT, Role.HOST)).preset())
                .isEmpty();
    }

    @Test
    void is_co_hosts_where_nobody_chose() {
        assertThat(SETTINGS.policy()).isEqualTo(Preset.CO_HOSTS.policy());
    }

    @Test
    void may_become_another_preset() {
        assertThat(Preset.CO_HOSTS
                        .policy()
                        .with(Map.of(Action.PAUSE, Role.VIEWER))
                        .preset())
                .hasValue(Preset.ANYONE_MAY_PAUSE);
    }

    @ParameterizedTest
    @EnumSource
    void allows_whoever_is_at_least_what_it_says(Role least) {
        Policy policy = Preset.CO_HOSTS.policy().with(Map.of(Action.SEEK, least));

        for (Role role : Role.values()) {
            assertThat(policy.allows(Action.SEEK, role)).isEqualTo(role.isAtLeast(least));
            assertThat(policy.allowedTo(role).contains(Action.SEEK)).isEqualTo(role.isAtLeast(least));
        }
        assertThat(policy.allowedTo(Role.HOST)).containsExactlyInAnyOrder(Action.values());
    }

    @Test
    void never_lets_viewers_moderate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preset.EVERYONE.policy().with(Map.of(Action.MODERATE, Role.VIEWER)))
                .withMessage("policy must leave moderating to the host or to co-hosts");
        assertThat(Preset.EVERYONE
                        .policy()
                        .with(Map.of(Action.MODERATE, Role.CO_HOST))
                        .least(Action.MODERATE))
                .isEqualTo(Role.CO_HOST);
    }

    @Test
    void speaks_of_every_action() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policy(Map.of(Action.PLAY, Role.HOST)))
                .withMessageContaining("policy says nothing of");
    }
}
