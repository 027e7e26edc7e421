package io.jenkins.plugins.deploymentworkflow.tool.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The picture shows what was measured, whatever that was. */
class TrafficPictureTest {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    @Test
    void everyVersionIsAnAreaAndEveryFailureIsCounted() throws Exception {
        List<Traffic.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            boolean bad = i >= 700 && i < 720;
            answers.add(new Traffic.Answer(START.plusMillis(i * 10L), i < 500 ? "1.0.0" : "1.1.0", bad ? 500 : 200, 3));
        }
        String svg = new TrafficPicture(answers, List.of(chapter("Blue-green <1.1.0>", 10))).svg();
        Document parsed = parse(svg);
        assertEquals(2, parsed.getElementsByTagName("polygon").getLength());
        assertTrue(svg.contains(">20 failed</text>"));
        assertTrue(svg.contains("Blue-green &lt;1.1.0&gt;"));
        assertFalse(svg.contains("NaN"));
        String legend = new TrafficPicture(answers, List.of(chapter("x", 10))).legend();
        assertTrue(legend.contains("</i>1.0.0<") && legend.contains("</i>failed<"), legend);
    }

    @Test
    void withoutASingleAnswerThereIsAPictureAllTheSame() throws Exception {
        String svg = new TrafficPicture(List.of(), List.of(chapter("x", 1))).svg();
        assertEquals(0, parse(svg).getElementsByTagName("polygon").getLength());
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    }

    @Test
    void aRequestThatNobodyAnsweredIsAFailureOfNoVersion() throws Exception {
        List<Traffic.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            answers.add(new Traffic.Answer(START.plusMillis(i * 10L), i == 200 ? "" : "1.0.0", i == 200 ? 0 : 200, 1));
        }
        assertTrue(new TrafficPicture(answers, List.of(chapter("x", 4))).svg().contains(">1 failed</text>"));
    }

    private static Chapter chapter(String title, long seconds) {
        return new Chapter(title, title, 0, 0, START, START.plusSeconds(seconds), List.of());
    }

    private static Document parse(String svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
