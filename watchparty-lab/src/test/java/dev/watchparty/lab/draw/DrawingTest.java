package dev.watchparty.lab.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.lab.measure.Distribution;
import java.io.StringReader;
import java.util.List;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class DrawingTest {

    private static final List<SkewCurves.Curve> CURVES = List.of(
            new SkewCurves.Curve("steady play", Distribution.of(List.of(0.0, 10.0, 20.0, 100.0))),
            new SkewCurves.Curve("before <& after", Distribution.of(List.of())));

    @Test
    void is_well_formed_and_says_what_it_shows() throws Exception {
        Element svg = parsed(SkewCurves.draw("4 browsers", CURVES)).getDocumentElement();

        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("title description");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("How far apart browsers play the same film");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .contains("4 browsers", "steady play 100 ms", "before <& after");
        assertThat(svg.getTextContent()).contains("prefers-color-scheme: dark");
    }

    @Test
    void draws_a_curve_from_the_share_at_zero_to_the_share_at_the_edge() throws Exception {
        Element svg = parsed(SkewCurves.draw("", CURVES)).getDocumentElement();

        String curve = ((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d");
        // A quarter of the height at 0 ms, all of it at 200 ms.
        assertThat(curve).startsWith("M60.0 292.5").endsWith("L600.0 60.0");
    }

    @Test
    void breaks_a_strand_where_nothing_is_known_and_keeps_it_inside_its_frame() throws Exception {
        OffsetStrip.Strand strand = new OffsetStrip.Strand(
                "Ann", instantMs -> instantMs < 500 ? OptionalDouble.of(9_999) : OptionalDouble.empty());
        OffsetStrip.Strand comesBack = new OffsetStrip.Strand(
                "Bo", instantMs -> instantMs < 200 || instantMs > 800 ? OptionalDouble.of(0) : OptionalDouble.empty());
        Element svg = parsed(OffsetStrip.draw(
                        "two", List.of(strand, comesBack), List.of(new OffsetStrip.Chapter("all of it", 0, 1_000))))
                .getDocumentElement();

        String first = ((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d");
        assertThat(first).startsWith("M60.0 90.0").doesNotContain(" 89.", " -");
        assertThat(first.chars().filter(letter -> letter == 'M')).hasSize(1);
        String second = ((Element) svg.getElementsByTagName("path").item(2)).getAttribute("d");
        assertThat(second.chars().filter(letter -> letter == 'M')).hasSize(2);
        assertThat(svg.getTextContent()).contains("all of it");
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
