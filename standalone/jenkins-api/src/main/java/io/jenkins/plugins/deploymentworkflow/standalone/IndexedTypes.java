package io.jenkins.plugins.deploymentworkflow.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.jvnet.hudson.annotation_indexer.Indexed;

/**
 * Lists the types that carry an {@link Indexed} annotation, or whose members do, in
 * {@code META-INF/services/annotations/<annotation>}, one binary name a line. It sees all sources in one go: the
 * compiler plugin recompiles the whole module on a change.
 */
@SupportedAnnotationTypes("*")
public final class IndexedTypes extends AbstractProcessor {
    private final SortedMap<String, SortedSet<String>> types = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            if (annotation.getAnnotation(Indexed.class) != null) {
                for (Element element : round.getElementsAnnotatedWith(annotation)) {
                    types.computeIfAbsent(binaryName(annotation), name -> new TreeSet<>())
                            .add(binaryName(enclosingType(element)));
                }
            }
        }
        if (round.processingOver()) {
            types.forEach(this::write);
        }
        return false;
    }

    private static TypeElement enclosingType(Element element) {
        return element instanceof TypeElement type ? type : enclosingType(element.getEnclosingElement());
    }

    private String binaryName(TypeElement type) {
        return processingEnv.getElementUtils().getBinaryName(type).toString();
    }

    private void write(String annotation, SortedSet<String> names) {
        String file = "META-INF/services/annotations/" + annotation;
        try (OutputStream out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", file)
                .openOutputStream()) {
            out.write((String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, "Cannot write " + file + ": " + e.getMessage());
        }
    }
}
