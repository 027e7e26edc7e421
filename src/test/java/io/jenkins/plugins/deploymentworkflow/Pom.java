package io.jenkins.plugins.deploymentworkflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An element of one of the project's POMs, the whole of it to start with, found by the names of elements. */
record Pom(Element element) {
    static Pom read(Path file) {
        return new Pom(parse(file).getDocumentElement());
    }

    static Document parse(Path file) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    Optional<Pom> child(String name) {
        return children().stream().filter(child -> child.name().equals(name)).findFirst();
    }

    /** The text of the element at the end of the path, empty when there is none. */
    String text(String... path) {
        Optional<Pom> at = Optional.of(this);
        for (String name : path) {
            at = at.flatMap(pom -> pom.child(name));
        }
        return at.map(pom -> pom.element.getTextContent().strip()).orElse("");
    }

    List<Pom> children() {
        List<Pom> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(new Pom(child));
            }
        }
        return children;
    }

    List<Pom> children(String name) {
        return child(name).map(Pom::children).orElse(List.of());
    }

    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        children("properties").forEach(property -> properties.put(property.name(), property.text()));
        return properties;
    }

    private String name() {
        return element.getLocalName();
    }
}
