package io.jenkins.plugins.deploymentworkflow.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;

/**
 * Writes the parameter names of {@code @DataBoundConstructor}s and of web methods with {@code @QueryParameter}s beside
 * the classes, in the files that a controller falls back to: {@code pkg/Outer/Nested.stapler} with
 * {@code constructor=a,b}, and {@code pkg/Outer/Nested/doCheckFoo.stapler} with {@code a,b}.
 */
@SupportedAnnotationTypes({"org.kohsuke.stapler.DataBoundConstructor", "org.kohsuke.stapler.QueryParameter"})
public final class BoundNames extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (var constructor :
                ElementFilter.constructorsIn(round.getElementsAnnotatedWith(DataBoundConstructor.class))) {
            if (!constructor.getModifiers().contains(Modifier.PUBLIC)) {
                report("A @DataBoundConstructor must be public", constructor);
            }
            write(constructor, ".stapler", "constructor=" + names(constructor) + "\n");
        }
        round.getElementsAnnotatedWith(QueryParameter.class).stream()
                .map(Element::getEnclosingElement)
                .distinct()
                .map(ExecutableElement.class::cast)
                .forEach(method -> write(method, "/" + method.getSimpleName() + ".stapler", names(method)));
        return false;
    }

    private static String names(ExecutableElement executable) {
        return executable.getParameters().stream()
                .map(VariableElement::getSimpleName)
                .collect(Collectors.joining(","));
    }

    private void write(ExecutableElement executable, String suffix, String text) {
        TypeElement type = (TypeElement) executable.getEnclosingElement();
        String file = type.getQualifiedName().toString().replace('.', '/') + suffix;
        try (OutputStream out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", file, executable)
                .openOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            report("Cannot write " + file + ": " + e.getMessage(), executable);
        }
    }

    private void report(String message, Element element) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
    }
}
