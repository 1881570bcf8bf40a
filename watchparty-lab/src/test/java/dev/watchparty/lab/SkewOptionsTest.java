package dev.watchparty.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.lab.network.Link;
import dev.watchparty.lab.network.Link.Spread;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

class SkewOptionsTest {

    @Test
    void are_four_browsers_over_networks_from_near_to_far_for_a_minute() {
        SkewOptions options = parsed();

        assertThat(options.browsers()).isEqualTo(4);
        assertThat(IntStream.range(0, 4)
                        .mapToObj(browser -> options.link(browser).roundTrip().toMillis()))
                .containsExactly(10L, 60L, 150L, 300L);
        assertThat(options.link(3))
                .isEqualTo(new Link(Duration.ofMillis(300), Duration.ofMillis(50), Spread.UNIFORM, 0.01));
        assertThat(options.steadyPlay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.chapters()).containsExactly(Chapter.values());
        assertThat(options.start()).isEqualTo("./run");
        assertThat(options.server()).isNull();
        assertThat(options.out()).isNull();
        assertThat(options.isChecked()).isFalse();
        assertThat(options.networks())
                .isEqualTo("round trips 10, 60, 150, 300 ms, jitter up to 50 ms each way, 1.0 % of segments lost");
    }

    @Test
    void can_all_be_told() {
        SkewOptions options = parsed(
                "--browsers=3",
                "--rtt=20,40",
                "--jitter=5",
                "--spread=exponential",
                "--loss=0.2",
                "--minutes=0.5",
                "--only=seek,steady",
                "--server=http://127.0.0.1:8080",
                "--out=pictures",
                "--check");

        assertThat(options.link(2))
                .as("round trips are used in turn")
                .isEqualTo(new Link(Duration.ofMillis(20), Duration.ofMillis(5), Spread.EXPONENTIAL, 0.2));
        assertThat(options.steadyPlay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.chapters()).as("in the order of the story").containsExactly(Chapter.STEADY, Chapter.SEEK);
        assertThat(options.server()).hasPort(8080);
        assertThat(options.out()).isEqualTo(Path.of("pictures"));
        assertThat(options.isChecked()).isTrue();
    }

    @Test
    void give_each_browser_luck_of_its_own_and_each_seed_another() {
        assertThat(parsed().seed(0)).isNotEqualTo(parsed().seed(1));
        assertThat(parsed("--seed=2").seed(0)).isNotEqualTo(parsed().seed(0));
        assertThat(parsed("--seed=2").seed(1)).isEqualTo(parsed("--seed=2").seed(1));
    }

    @Test
    void are_refused_where_they_make_no_sense() {
        assertThatThrownBy(() -> parsed("--browsers=1").browsers()).hasMessageContaining("it takes two");
        assertThatThrownBy(() -> parsed("--minutes=0").steadyPlay()).hasMessageContaining("--minutes");
        assertThatThrownBy(() -> parsed("--minutes=1441").steadyPlay()).hasMessageContaining("--minutes");
        assertThatThrownBy(() -> parsed("--loss=1").link(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parsed("--only=dinner")).isInstanceOf(ParameterException.class);
    }

    @Test
    void are_explained() {
        StringWriter out = new StringWriter();

        int code = Lab.commandLine().setOut(new PrintWriter(out)).execute("skew", "--help");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("--rtt", "--jitter", "--loss", "--minutes", "--start", "--check");
    }

    @Command
    private static final class Host {
        @CommandLine.Mixin
        private final SkewOptions options = new SkewOptions();
    }

    private static SkewOptions parsed(String... arguments) {
        Host host = new Host();
        new CommandLine(host).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return host.options;
    }
}
