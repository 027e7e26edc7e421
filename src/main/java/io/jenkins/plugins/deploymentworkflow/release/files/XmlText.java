package io.jenkins.plugins.deploymentworkflow.release.files;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The elements of an XML file and where their texts stand in it. The JDK's parser says whether it is XML at all, with
 * document types and everything external refused; places are found by reading the markup, for that parser does not say
 * them exactly.
 */
final class XmlText {
    /** Deeper than any project file. */
    private static final int DEEPEST = 100;

    private XmlText() {}

    /**
     * An element without elements in it.
     *
     * @param path the names from the root, such as {@code /project/parent/version}
     * @param start where its text starts, white space left out
     * @param end after its text
     */
    record Leaf(String path, int start, int end) {}

    /** Every element without elements in it, in the order written. */
    static List<Leaf> leaves(Source source) {
        requireXml(source);
        String text = source.text();
        List<Leaf> leaves = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(""));
        int inner = -1;
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
            if (text.startsWith("<!--", at)) {
                at = text.indexOf("-->", at + 4) + 3;
            } else if (text.startsWith("<![CDATA[", at)) {
                at = text.indexOf("]]>", at) + 3;
            } else if (text.startsWith("<?", at)) {
                at = text.indexOf("?>", at) + 2;
            } else if (text.startsWith("</", at)) {
                if (inner >= 0) {
                    leaves.add(leaf(text, names.get(names.size() - 1), inner, at));
                }
                names.remove(names.size() - 1);
                inner = -1;
                at = text.indexOf('>', at) + 1;
            } else {
                int end = endOfTag(text, at);
                inner = -1;
                if (text.charAt(end - 2) != '/') {
                    names.add(names.get(names.size() - 1) + "/" + text.substring(at + 1, end - 1).split("\\s", 2)[0]);
                    inner = end;
                }
                if (names.size() > DEEPEST) {
                    throw source.wrong(source.line(at), "expected at most " + DEEPEST + " levels, found more");
                }
                at = end;
            }
        }
        return leaves;
    }

    private static Leaf leaf(String text, String path, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return new Leaf(path, start, end);
    }

    private static int endOfTag(String text, int start) {
        char quote = 0;
        int at = start;
        while (quote != 0 || text.charAt(at) != '>') {
            char c = text.charAt(at++);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return at + 1;
    }

    private static void requireXml(Source source) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        XMLStreamReader reader = null;
        try {
            reader = factory.createXMLStreamReader(
                    new StringReader(source.text().substring(source.mark())));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.DTD) {
                    throw source.wrong(
                            reader.getLocation().getLineNumber(), "expected no document type (<!DOCTYPE), found one");
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw source.wrong(line, "this is not XML: " + words(e));
        } finally {
            close(reader);
        }
    }

    private static String words(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("Message: ");
        return (at < 0 ? message : message.substring(at + "Message: ".length())).lines().findFirst().orElse("");
    }

    private static void close(XMLStreamReader reader) {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory cannot fail to be closed", e);
        }
    }
}
