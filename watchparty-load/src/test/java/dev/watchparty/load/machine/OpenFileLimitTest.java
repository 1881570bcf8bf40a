package dev.watchparty.load.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OpenFileLimitTest {

    private static final String HEAD = "Limit                     Soft Limit           Hard Limit           Units\n";

    @Test
    void the_soft_limit_counts() {
        assertThat(OpenFiles.limit(
                        HEAD + "Max open files            1024                 20000                files\n"))
                .isEqualTo(1024);
    }

    @Test
    void no_limit_is_endless() {
        assertThat(OpenFiles.limit(
                        HEAD + "Max open files            unlimited            unlimited            files\n"))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ten_connections_are_possible_and_as_many_as_nobody_may_have_are_not() {
        assertThatCode(() -> OpenFiles.require(10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> OpenFiles.require(2_000_000_000_000L))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ulimit -n");
    }
}
