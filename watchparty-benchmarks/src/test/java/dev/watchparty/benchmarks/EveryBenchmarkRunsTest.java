package dev.watchparty.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark once, so that none of them rots; what they measure is measured by {@code make benchmarks}. */
class EveryBenchmarkRunsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("benchmarks")
    void once(String benchmark) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^" + benchmark.replace(".", "\\.") + "$")
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results).isNotEmpty();
    }

    @Test
    void every_step_of_a_command_has_one() {
        Set<String> classes = benchmarks()
                .map(name -> name.replaceAll("^.*?(\\w+)\\.\\w+$", "$1"))
                .collect(Collectors.toSet());

        assertThat(classes)
                .containsExactlyInAnyOrder(
                        "FrameReadingBenchmark",
                        "CommandReadingBenchmark",
                        "MailboxBenchmark",
                        "CommandingBenchmark",
                        "DecidingBenchmark",
                        "EncodingBenchmark",
                        "FrameWritingBenchmark");
    }

    static Stream<String> benchmarks() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        Set<BenchmarkListEntry> all = BenchmarkList.defaultList().getAll(silent, List.of());
        return all.stream().map(BenchmarkListEntry::getUsername).distinct().sorted();
    }
}
