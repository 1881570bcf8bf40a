package dev.watchparty.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportingTest {

    @Test
    void a_table_has_a_dash_where_a_part_has_no_such_figure() {
        Report report =
                new Report("run").put("a", "lost", 0).put("a", "p50_us", 1234.5).put("b", "rss_mib", 7.126);

        assertThat(report.table().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly("run", "a b", "lost 0 -", "p50_us 1,235 -", "rss_mib - 7.13");
    }

    @Test
    void json_is_one_line_with_three_decimals() {
        Report report = new Report("run").put("a", "lost", 0).put("a", "p50_us", 1.23456);

        assertThat(report.json()).isEqualTo("{\"run\":\"run\",\"a\":{\"lost\":0,\"p50_us\":1.235}}");
    }

    @Test
    void ratios_are_taken_pair_by_pair() {
        Ratios ratios = new Ratios();
        ratios.add(cpu(4.0), cpu(2.0));
        ratios.add(cpu(9.0), cpu(3.0));
        ratios.add(cpu(5.0), cpu(2.0));

        Report report = ratios.report("server / floor");

        String row = "closed_loop.cpu_us_per_delivery";
        assertThat(report.columns().get("median")).containsEntry(row, 2.5);
        assertThat(report.columns().get("min")).containsEntry(row, 2.0);
        assertThat(report.columns().get("max")).containsEntry(row, 3.0);
    }

    private static Report cpu(double micros) {
        return new Report("one").put("closed_loop", "cpu_us_per_delivery", micros);
    }
}
