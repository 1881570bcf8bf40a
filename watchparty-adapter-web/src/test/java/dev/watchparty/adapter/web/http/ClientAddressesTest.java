package dev.watchparty.adapter.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientAddressesTest {

    private static final String SHOW = "/show";

    private final WebWorld alone = showing();
    private final WebWorld proxied = showing("127.0.0.1", "10.0.0.0/8", "fd00::/8");

    @AfterAll
    void close() {
        alone.close();
        proxied.close();
    }

    private static WebWorld showing(String... trusted) {
        List<AddressBlock> blocks =
                Arrays.stream(trusted).map(AddressBlock::parse).toList();
        ClientAddresses addresses = new ClientAddresses(blocks);
        return WebWorld.open(terms ->
                terms.more = config -> config.routes.get(SHOW, context -> context.result(addresses.subject(context))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                          | 203.0.113.9",
                "198.51.100.1, 203.0.113.9            | 203.0.113.9",
                "198.51.100.1, 203.0.113.9, 10.1.2.3  | 203.0.113.9",
                "10.9.9.9, 10.1.2.3                   | 10.9.9.9",
                "203.0.113.9:4711                     | 203.0.113.9",
                "2001:db8:1:2:3:4:5:6                 | 2001:db8:1:2::/64",
                "[2001:db8:1:2::1]:4711               | 2001:db8:1:2::/64",
                "203.0.113.9, fd00::5                 | 203.0.113.9",
                "::ffff:203.0.113.9                   | 203.0.113.9",
                "203.0.113.9, unknown, 10.1.2.3       | 10.1.2.3",
                "localhost                            | 127.0.0.1",
                "999.1.1.1                            | 127.0.0.1",
                ".:                                   | 127.0.0.1",
                "''                                   | 127.0.0.1",
            })
    void are_what_trusted_proxies_say(String forwarded, String client) {
        Answer answer = proxied.get(SHOW).header("X-Forwarded-For", forwarded).send();

        assertThat(answer.text()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "127.0.0.1, 203.0.113.9"})
    void are_not_what_others_say(String forwarded) {
        Answer answer = alone.get(SHOW).header("X-Forwarded-For", forwarded).send();

        assertThat(answer.text()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "example.com", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "", "::1/129", "/8"})
    void of_proxies_must_be_addresses(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,   10.255.0.1,  true",
        "10.0.0.0/8,   11.0.0.1,    false",
        "192.0.2.4/31, 192.0.2.5,   true",
        "192.0.2.4/31, 192.0.2.6,   false",
        "0.0.0.0/0,    203.0.113.9, true",
        "::1,          ::1,         true",
        "::1,          ::2,         false",
        "::/0,         127.0.0.1,   false",
    })
    void come_in_blocks(String block, String address, boolean isIn) {
        boolean contains = Stream.of(AddressBlock.parse(block))
                .anyMatch(parsed -> parsed.contains(AddressBlock.parse(address).address()));

        assertThat(contains).isEqualTo(isIn);
    }
}
