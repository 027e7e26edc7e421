package io.jenkins.plugins.deploymentworkflow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Views escape by default and hold no inline script or style, as the hosting checker and content security ask. */
class JellyRulesTest {
    static List<Path> views() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            return files.filter(file -> file.toString().endsWith(".jelly")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void theViewEscapesByDefault(Path view) throws IOException {
        String first = Files.readAllLines(view).get(0);
        assertTrue(first.matches("<\\?jelly escape-by-default=['\"]true['\"]\\?>"), first);
    }

    @ParameterizedTest
    @MethodSource("views")
    void theViewHasNoInlineScriptOrStyle(Path view) {
        for (Element element : elements(view)) {
            String name = element.getLocalName();
            boolean own = element.getNamespaceURI() == null;
            assertFalse(own && name.equals("style"), "<style>");
            boolean isScript = own && name.equals("script");
            boolean isJson = element.getAttribute("type").equalsIgnoreCase("application/json");
            assertFalse(isScript && !element.hasAttribute("src") && !isJson, "inline <script>");
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                String attribute = element.getAttributes().item(i).getNodeName();
                assertFalse(attribute.equals("style") && own, "style= on <" + name + ">");
                assertFalse(attribute.startsWith("on") && (own || attribute.equals("onclick")), attribute + "=");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void aCheckUrlSaysWhatItDependsOn(Path view) {
        for (Element element : elements(view)) {
            assertFalse(element.hasAttribute("checkUrl") && !element.hasAttribute("checkDependsOn"), "checkUrl=");
        }
    }

    private static List<Element> elements(Path view) {
        NodeList all = Pom.parse(view).getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }
}
