package dev.watchparty.domain.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 999, 1000})
    void let_a_party_hold_2_to_1000_people(int participants) {
        assertThat(new Capacity(participants).participants()).isEqualTo(participants);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 1001, Integer.MAX_VALUE})
    void let_a_party_hold_neither_fewer_nor_more(int participants) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Capacity(participants))
                .withMessageContaining("max_participants")
                .withMessageContaining(String.valueOf(participants));
    }

    @Test
    void are_100_people_where_nobody_chose() {
        assertThat(Capacity.DEFAULT).isEqualTo(new Capacity(100));
    }

    @Test
    void let_a_title_have_200_characters() {
        assertThat(new Title("🎬".repeat(200)).value()).isEqualTo("🎬".repeat(200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Title("🎬".repeat(201)))
                .withMessage("title must have 1 to 200 characters, but has 201");
        assertThatIllegalArgumentException().isThrownBy(() -> new Title(" "));
    }

    @Test
    void let_no_version_be_negative() {
        assertThat(new Version(0)).isEqualTo(Version.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Version(-1));
    }

    @Test
    void count_versions_one_by_one() {
        Version nine = new Version(9);
        Version ten = nine.next();

        assertThat(ten).isEqualTo(new Version(10)).isGreaterThan(nine);
        assertThat(nine.isBefore(ten)).isTrue();
        assertThat(ten.isBefore(ten)).isFalse();
        assertThat(ten.since(new Version(4))).isEqualTo(6);
        assertThat(new Version(4).since(ten)).isEqualTo(-6);
    }

    @Test
    void let_no_password_hash_be_printed() {
        assertThat(new PasswordHash("$argon2id$secret")).asString().doesNotContain("secret");
    }
}
