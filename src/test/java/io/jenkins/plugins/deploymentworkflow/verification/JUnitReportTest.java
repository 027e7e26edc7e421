package io.jenkins.plugins.deploymentworkflow.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitReportTest {
    private static final List<Check> CHECKS = List.of(
            new Check("home", true, 31, 1, ""),
            new Check(
                    "log <in> & \"out\"", false, 2_005, 3, "expected 'a' < \u0000\u0007 ]]> & ü \ud83d\ude00 \ud83d"));

    @Test
    void theReportCountsAndTimesItsTests() throws Exception {
        Element suite = suite(CHECKS);
        assertEquals("smoke.production", suite.getAttribute("name"));
        assertEquals("2", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("0", suite.getAttribute("errors"));
        assertEquals("2.036", suite.getAttribute("time"));
        Element home = (Element) suite.getElementsByTagName("testcase").item(0);
        assertEquals("home", home.getAttribute("name"));
        assertEquals("smoke.production", home.getAttribute("classname"));
        assertEquals("0.031", home.getAttribute("time"));
        assertEquals(0, home.getElementsByTagName("failure").getLength());
    }

    @Test
    void anyTextIsReadBackButForWhatXmlCannotHave() throws Exception {
        Element failed =
                (Element) suite(CHECKS).getElementsByTagName("testcase").item(1);
        assertEquals("log <in> & \"out\"", failed.getAttribute("name"));
        Element failure = (Element) failed.getElementsByTagName("failure").item(0);
        String legal = "expected 'a' < \ufffd\ufffd ]]> & ü \ud83d\ude00 \ufffd";
        assertEquals(legal, failure.getAttribute("message"));
        assertEquals(legal, failure.getTextContent());
        assertEquals(
                "attempts: 3", failed.getElementsByTagName("system-out").item(0).getTextContent());
    }

    @Test
    void aReportOfNothingIsAReport() throws Exception {
        assertEquals("0", suite(List.of()).getAttribute("tests"));
    }

    @Test
    void numbersHaveAPointInEveryCountry() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("2.036", suite(CHECKS).getAttribute("time"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theFileIsWrittenWithTheDirectoriesAboveIt(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("reports/smoke/production.xml");
        JUnitReport.write("smoke.production", CHECKS, file);
        assertEquals(JUnitReport.toXml("smoke.production", CHECKS), Files.readString(file));
    }

    private static Element suite(List<Check> checks) throws Exception {
        byte[] xml = JUnitReport.toXml("smoke.production", checks).getBytes(StandardCharsets.UTF_8);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        assertEquals("testsuites", document.getDocumentElement().getTagName());
        return (Element)
                document.getDocumentElement().getElementsByTagName("testsuite").item(0);
    }
}
