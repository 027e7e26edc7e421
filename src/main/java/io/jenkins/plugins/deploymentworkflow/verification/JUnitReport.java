package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Check results as JUnit XML, in the form that Jenkins shows as tests. */
public final class JUnitReport {
    private JUnitReport() {}

    /**
     * Writes the report, and the directories above it.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(String suiteName, List<Check> checks, Path file) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, toXml(suiteName, checks), StandardCharsets.UTF_8);
    }

    /** The report as a document; characters that XML cannot have are replaced by U+FFFD. */
    public static String toXml(String suiteName, List<Check> checks) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            suite(suiteName, checks, xml);
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML cannot be written to memory", e);
        }
        return text.toString();
    }

    private static void suite(String name, List<Check> checks, XMLStreamWriter xml) throws XMLStreamException {
        long failures = checks.stream().filter(check -> !check.passed()).count();
        long millis = checks.stream().mapToLong(Check::durationMillis).sum();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute("name", name, xml);
        attribute("tests", Integer.toString(checks.size()), xml);
        attribute("failures", Long.toString(failures), xml);
        attribute("errors", "0", xml);
        attribute("skipped", "0", xml);
        attribute("time", seconds(millis), xml);
        for (Check check : checks) {
            testcase(name, check, xml);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static void testcase(String suite, Check check, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", suite, xml);
        attribute("name", check.name(), xml);
        attribute("time", seconds(check.durationMillis()), xml);
        if (!check.passed()) {
            xml.writeStartElement("failure");
            attribute("message", check.message(), xml);
            attribute("type", "smoke-test", xml);
            xml.writeCharacters(legal(check.message()));
            xml.writeEndElement();
        }
        if (check.attempts() > 1) {
            xml.writeStartElement("system-out");
            xml.writeCharacters("attempts: " + check.attempts());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void attribute(String name, String value, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    /** See Extensible Markup Language (XML) 1.0, production 2, "Char". */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(c -> isLegal(c) ? c : 0xFFFD).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
