package dev.watchparty.application.account;

import static dev.watchparty.domain.party.Parties.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.account.SignInGuest.Guest;
import dev.watchparty.application.fixtures.InMemoryAccounts;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.SequentialIds;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.DisplayName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SigningInGuestTest {

    private static final DisplayName NAME = new DisplayName("Ann");

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final ManualClock clock = new ManualClock(NOON);
    private final SignInGuest signIn = new SignInGuest(
            accounts,
            (identity, now) -> new Token(identity.user().value() + " from " + now + " to " + identity.expiresAt()),
            new SequentialIds(1),
            clock);

    @Test
    void gives_a_name_and_an_account() {
        Guest guest = signIn.handle(NAME);

        assertThat(guest.identity().profile().displayName()).isEqualTo(NAME);
        assertThat(guest.identity().profile().avatar()).isEqualTo(Avatar.NONE);
        assertThat(guest.identity().profile().username().value()).matches("guest-[0-9a-f]{8}");
        assertThat(accounts.find(guest.identity().user()))
                .contains(guest.identity().profile());
    }

    @Test
    void gives_a_token_for_that_account_that_lasts_its_lifetime() {
        Guest guest = signIn.handle(NAME);

        assertThat(guest.identity().expiresAt()).isEqualTo(NOON.plus(SignInGuest.TOKEN_LIFETIME));
        assertThat(guest.token())
                .isEqualTo(new Token(guest.identity().user().value() + " from " + NOON + " to "
                        + NOON.plus(SignInGuest.TOKEN_LIFETIME)));
    }

    @Test
    void is_somebody_else_each_time() {
        Guest first = signIn.handle(NAME);
        Guest second = signIn.handle(NAME);

        assertThat(second.identity().user()).isNotEqualTo(first.identity().user());
        assertThat(second.identity().profile().username())
                .isNotEqualTo(first.identity().profile().username());
    }

    @Test
    void renews_the_token_of_the_same_guest() {
        Guest guest = signIn.handle(NAME);
        clock.advance(Duration.ofDays(20));

        Guest renewed = signIn.renew(guest.identity()).orElseThrow();

        assertThat(renewed.identity().user()).isEqualTo(guest.identity().user());
        assertThat(renewed.identity().profile()).isEqualTo(guest.identity().profile());
        assertThat(renewed.identity().isGuest()).isTrue();
        assertThat(renewed.identity().expiresAt())
                .isEqualTo(NOON.plus(Duration.ofDays(20)).plus(SignInGuest.TOKEN_LIFETIME));
        assertThat(renewed.token()).isNotEqualTo(guest.token());
    }

    @Test
    void renews_nothing_for_those_whom_others_vouch_for() {
        Guest guest = signIn.handle(NAME);
        Identity same = new Identity(
                guest.identity().user(),
                guest.identity().profile(),
                guest.identity().expiresAt());

        assertThat(signIn.renew(same)).isEmpty();
    }

    @Test
    void renews_nothing_for_a_guest_who_had_their_account_erased() {
        Guest guest = signIn.handle(NAME);
        accounts.forget(guest.identity().user());

        assertThat(signIn.renew(guest.identity())).isEmpty();
    }

    @Test
    void does_not_print_the_token() {
        assertThat(signIn.handle(NAME).toString()).doesNotContain(" from ");
    }
}
